from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.model import Body, Button, Deed, File, FileKind, counted
from bot.delivery.parts import LONGEST_CAPTION, LONGEST_TEXT, cut, parts

PIECES = st.sampled_from(
    ["好", "。", "！", "\n", "\n\n", " ", "a", "😀", "𠮷", "&amp;", "👩‍👧", "é", "🇨🇳"]
)
TEXTS = st.lists(PIECES, max_size=80).map("".join)
PHOTO = File(1, FileKind.PHOTO, "秋游.jpg")
PDF = File(2, FileKind.DOCUMENT, "回执.pdf")
READ = ((Button("已阅", "nr:1"),),)


@given(TEXTS, st.integers(2, 30))
def test_every_part_fits_and_says_something(text: str, limit: int) -> None:
    found = cut(text, limit)

    assert all(counted(part) <= limit for part in found)
    assert all(found) or found == [""]


@given(TEXTS, st.integers(2, 30))
def test_nothing_but_white_space_around_a_cut_is_lost(text: str, limit: int) -> None:
    assert "".join("".join(cut(text, limit)).split()) == "".join(text.split())


@given(TEXTS, st.integers(16, 40))
def test_no_cut_goes_through_a_character_or_an_entity(text: str, limit: int) -> None:
    found = cut(text, limit)

    assert sum(part.count("&amp;") for part in found) == text.count("&amp;")
    assert sum(part.count("👩‍👧") for part in found) == text.count("👩‍👧")
    assert not any(part.startswith(("\u200d", "\u0301")) for part in found)


def test_a_long_text_is_cut_where_a_paragraph_ends() -> None:
    paragraphs = [f"第{number}段。" + "天" * 1500 for number in range(6)]

    found = cut("\n\n".join(paragraphs), LONGEST_TEXT)

    assert found == ["\n\n".join(paragraphs[at : at + 2]) for at in (0, 2, 4)]


def test_a_paragraph_too_long_for_one_message_is_cut_where_a_sentence_ends() -> None:
    sentence = "天" * 999 + "。"

    assert [len(part) for part in cut(sentence * 5, LONGEST_TEXT)] == [4000, 1000]


def test_a_heading_does_not_go_alone() -> None:
    found = cut("【通知】二（1）班\n\n" + "天" * 5000, LONGEST_TEXT)

    assert found[0].startswith("【通知】二（1）班\n\n天")
    assert len(found) == 2


def test_a_flag_stays_whole() -> None:
    assert cut("🇨🇳" * 3, 10) == ["🇨🇳🇨🇳", "🇨🇳"]


def test_a_short_text_is_one_part() -> None:
    body = Body("明天穿校服。", READ)

    assert parts(body) == (body,)


def test_buttons_stand_under_the_last_part() -> None:
    found = parts(Body("天" * 9000, READ))

    assert [part.keyboard for part in found] == [(), (), READ]
    assert all(counted(part.text) <= LONGEST_TEXT for part in found)


def test_a_marked_copy_still_fits() -> None:
    mark = "（可能重复）\n"

    found = parts(Body("天" * 4096, repeat_mark=mark))

    assert all(counted(mark + part.text) <= LONGEST_TEXT for part in found)
    assert len(found) == 2


def test_a_short_text_stands_under_its_picture() -> None:
    found = parts(Body("秋游路线见图。", READ, files=(PHOTO,)))

    assert [(part.text, part.files, part.keyboard) for part in found] == [
        ("秋游路线见图。", (PHOTO,), READ)
    ]


def test_a_text_over_the_limit_of_captions_follows_its_picture() -> None:
    found = parts(Body("天" * (LONGEST_CAPTION + 1), READ, files=(PHOTO,)))

    assert [(len(part.text), part.files, part.keyboard) for part in found] == [
        (0, (PHOTO,), ()),
        (LONGEST_CAPTION + 1, (), READ),
    ]


def test_several_files_come_one_after_the_other_and_the_last_carries_the_text() -> None:
    found = parts(Body("请回签。", READ, files=(PHOTO, PDF)))

    assert [(part.text, part.files, part.keyboard) for part in found] == [
        ("", (PHOTO,), ()),
        ("请回签。", (PDF,), READ),
    ]


@pytest.mark.parametrize("deed", [Deed.EDIT, Deed.CAPTION, Deed.BLANK])
def test_an_edit_is_never_parted(deed: Deed) -> None:
    body = Body("已更正", deed=deed)

    assert parts(body) == (body,)
