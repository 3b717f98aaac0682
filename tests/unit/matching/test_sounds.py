"""Letters are cut into syllables as a reader cuts them, however many there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.sounds import CHARACTERS, heard, syllables_of


@pytest.mark.parametrize(
    ("letters", "cut"),
    [
        ("zuoye", ["zuo", "ye"]),
        ("xian", ["xian"]),
        ("kehoufuwu", ["ke", "hou", "fu", "wu"]),
        ("fangan", ["fang", "an"]),
        ("v", []),
        ("zuoyev", []),
        ("", []),
    ],
)
def test_letters_are_cut_longest_syllable_first(letters: str, cut: list[str]) -> None:
    assert syllables_of(letters, CHARACTERS) == cut


def _slowly(letters: str) -> list[str]:
    for length in range(min(6, len(letters)), 0, -1):
        if letters[:length] in CHARACTERS:
            rest = _slowly(letters[length:])
            if rest or length == len(letters):
                return [letters[:length], *rest]
    return []


@given(st.text("aeghinouxz", max_size=14))
def test_cutting_equals_trying_every_way(letters: str) -> None:
    assert syllables_of(letters, CHARACTERS) == _slowly(letters)


def test_the_longest_run_is_cut_at_once() -> None:
    assert len(syllables_of("a" * 4096, CHARACTERS)) == 4096
    assert syllables_of("xianan" * 600 + "x", CHARACTERS) == []


def test_a_character_is_heard_without_telling_near_sounds_apart() -> None:
    assert heard("是") & heard("四") or heard("是") == frozenset({"si"})
    assert heard("x" * 4000) == frozenset()
