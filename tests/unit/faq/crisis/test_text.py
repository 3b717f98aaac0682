"""However a cry for help is typed, the patterns read the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.crisis import (
    characters,
    oneself,
    others,
    pairs_against,
    pairs_for,
    sounds,
    words,
)
from bot.faq.crisis.danger import is_danger
from bot.faq.crisis.text import _AS_SIMPLIFIED, MARK, plain
from bot.matching.scripts import to_traditional_title

PLAIN = (
    "我不想活了",
    "爸爸用皮带抽我",
    "孩子割腕了",
    "她吞了一瓶安眠药",
    "他说要跳楼",
    "有个叔叔摸我下面",
)
INVISIBLE = st.sampled_from(["\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u202e", "*", "~"])
BETWEEN = st.sampled_from([".", " ", "，", "、", "-", "_", "·", "*", "\u3000", "。"])


@given(st.sampled_from(PLAIN), st.data())
def test_invisible_characters_change_nothing(message: str, data: st.DataObject) -> None:
    typed = "".join(character + data.draw(INVISIBLE) for character in message)

    assert plain(typed) == plain(message)


@given(st.sampled_from(PLAIN), BETWEEN)
def test_a_sign_after_each_character_changes_nothing(message: str, sign: str) -> None:
    assert plain(sign.join(message)) == plain(message)


@given(st.sampled_from(PLAIN))
def test_a_message_in_traditional_characters_reads_the_same(message: str) -> None:
    assert plain(to_traditional_title(message)) == plain(message)


@given(st.sampled_from(PLAIN), st.integers(2, 30))
def test_saying_it_over_and_over_is_still_heard(message: str, times: int) -> None:
    assert is_danger(message * times)


@given(st.text(max_size=300))
def test_any_text_becomes_small_letters_without_signs(message: str) -> None:
    text = plain(message)

    assert text == text.strip()
    assert all(one.isalnum() or one in {MARK, " "} for one in text)
    assert f"{MARK}{MARK}" not in text


@given(st.text(max_size=600))
def test_no_text_is_too_strange_to_be_judged(message: str) -> None:
    assert is_danger(message) in {True, False}


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("我想４了", "我想死了"),
        ("佢哋喺廁所打我", "他们在厕所打我"),
        ("在想活 着有什 么意 思", "在想活着有什么意思"),
        ("女鹅不见了！！！快来", "女儿不见了，快来"),
        ("I want to DIE.  Please", "i want to die please"),
        ("《雷雨》里的自杀", "书里的自杀"),
        ("她写了《我的遗书》", "她写了我的遗书"),
        ("ta 打我", "他打我"),
        ("🔪在书包里", "刀在书包里"),
    ],
)
def test_a_message_is_read_as_it_was_meant(message: str, read: str) -> None:
    assert plain(message) == read


def test_every_character_of_the_lists_is_also_understood_in_its_traditional_form() -> None:
    listed = (
        oneself.CERTAIN,
        oneself.LIKELY,
        oneself.HALF,
        others.CERTAIN,
        others.LIKELY,
        others.HALF,
        words.SAYINGS,
        words.STORIES,
        words.MATTERS,
        sounds._PHRASES,
        *words.WORDS.values(),
        *characters.CHARACTERS.values(),
        *pairs_for.FOR.values(),
        *pairs_against.AGAINST.values(),
    )
    chinese = {one for one in "".join(listed) if "\u4e00" <= one <= "\u9fff"}
    missed = [
        one
        for one in sorted(chinese)
        if to_traditional_title(one).translate(_AS_SIMPLIFIED) != one.translate(_AS_SIMPLIFIED)
    ]

    assert missed == []
