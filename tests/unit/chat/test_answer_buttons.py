"""Buttons under an answer: few rows, whole labels, and never more than Telegram carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.answer_buttons import MOST_ROWS, after_no, neighbours, under_answer, under_nothing
from bot.chat.answering import neighbours as choose
from bot.chat.keyboards import Keyboard, button, has, inline_markup, read_markup, without
from bot.chat.taps import AnswerBad, AnswerGood, AskSchool, NotMeant, TellMe
from bot.faq.model import EntryId
from bot.faq.reply import Offer, Shown
from bot.faq.taps import ShowEntry
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language

WORDS = speaking(Language.ZH_HANS)
ENTRY = EntryId("homework-weekend-holiday-limit")
SHORTS = st.text(alphabet="作业时间abc", min_size=1, max_size=24)


def offer(name: str, short: str = "作业公示", score: float = 1.0) -> Offer:
    return Offer(EntryId(name), f"{name}？", short, score)


def shown(name: str, *links: str) -> Shown:
    return Shown(
        id=EntryId(name),
        question="？",
        text="。",
        variant=None,
        grade=None,
        needs_grade=False,
        sources=(),
        who_decides=None,
        see_also=tuple(map(offer, links)),
    )


@given(grades=st.integers(0, 6), shorts=st.lists(SHORTS, max_size=6), has_school=st.booleans())
def test_no_keyboard_is_higher_than_a_phone_bears(
    *, grades: int, shorts: list[str], has_school: bool
) -> None:
    near = [offer(f"n{number}", short) for number, short in enumerate(shorts)]
    choices = [button(f"{grade}年级", ShowEntry(ENTRY, grade)) for grade in range(1, grades + 1)]

    for keyboard in (
        under_answer(WORDS, ENTRY, choices, near),
        after_no(WORDS, near, has_school=has_school),
    ):
        assert len(keyboard) <= MOST_ROWS
        assert all(len(item.data.encode()) <= 64 for row in keyboard for item in row)
        assert all(1 <= len(row) <= 3 for row in keyboard)


def test_short_names_stand_side_by_side_and_long_ones_below_each_other() -> None:
    assert len(neighbours([offer("a"), offer("b")], 2)) == 1
    assert len(neighbours([offer("a"), offer("b", "Homework in the holidays")], 2)) == 2
    assert len(neighbours([offer("a"), offer("b", "Homework in the holidays")], 1)) == 1
    assert neighbours([offer("a"), offer("b")], 0) == ()


@pytest.mark.parametrize("count", range(7))
def test_grades_stand_first_and_topics_below_them_bear_a_sign(count: int) -> None:
    grades = [button(f"{grade}年级", ShowEntry(ENTRY, grade)) for grade in range(1, count + 1)]
    keyboard = under_answer(WORDS, ENTRY, grades, [offer("a"), offer("b")])
    labels = [item.label for row in keyboard for item in row]
    topics = [label for label in labels if "作业公示" in label]
    assert labels[:count] == [item.label for item in grades]
    assert all((label != "作业公示") == bool(count) for label in topics)
    assert len(topics) == (0 if count > 2 else 2)


@pytest.mark.parametrize("count", range(7))
def test_the_way_out_has_a_row_of_its_own(count: int) -> None:
    grades = [button(f"{grade}年级", ShowEntry(ENTRY, grade)) for grade in range(1, count + 1)]
    keyboard = under_answer(WORDS, ENTRY, grades, [offer("a"), offer("b")])
    assert keyboard[-1] == (button(WORDS("feedback-button-not-meant"), NotMeant(ENTRY)),)


def test_a_stranger_without_an_answer_can_only_wait_for_one() -> None:
    assert has(under_nothing(WORDS, has_school=True), AskSchool())
    assert not has(under_nothing(WORDS, has_school=False), AskSchool())
    assert has(under_nothing(WORDS, has_school=False), TellMe())


def test_likely_topics_come_before_links_and_links_before_the_unlikely() -> None:
    candidates = [offer("a"), offer("likely", score=0.3), offer("unlikely", score=0.001)]

    near = choose([shown("a", "linked")], candidates)
    without_links = choose([shown("a")], candidates)

    assert [one.id for one in near] == ["likely", "linked", "unlikely"]
    assert [one.id for one in without_links] == ["likely", "unlikely"]


def test_after_a_no_two_more_topics_are_shown_where_names_are_short() -> None:
    short = [offer(name) for name in "abcde"]
    long = [offer(name, "Homework in the holidays") for name in "abcde"]

    assert [len(row) for row in after_no(WORDS, short, has_school=True)] == [2, 2, 1, 1]
    assert [len(row) for row in after_no(WORDS, long, has_school=True)] == [1, 1, 1, 1]


def test_what_was_shown_before_is_not_offered_again() -> None:
    near = choose([shown("a", "b", "c")], [offer("d", score=0.5)], [EntryId("b"), EntryId("d")])

    assert [one.id for one in near] == ["c"]


def test_buttons_are_read_back_from_a_message_as_they_were_sent() -> None:
    keyboard = under_answer(WORDS, ENTRY, [], [offer("a"), offer("b")])

    assert read_markup(inline_markup(keyboard)) == keyboard
    assert read_markup(None) == ()


def test_a_kind_of_button_can_be_taken_away() -> None:
    near: Keyboard = neighbours([offer("a"), offer("b")], 2)
    keyboard = under_answer(WORDS, ENTRY, [], [offer("a"), offer("b")])

    assert without(keyboard, AnswerGood, AnswerBad, NotMeant) == near
