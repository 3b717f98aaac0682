"""The buttons that stand under an answer, under offers, and after a “no”. Pure.

A phone shows about four rows without hiding the words above them, so there are never more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from unicodedata import east_asian_width

from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.taps import AnswerBad, AnswerGood, AskSchool, NoneOfThese, NotMeant, TellMe
from bot.delivery.model import Button
from bot.faq.model import EntryId
from bot.faq.reply import Offer
from bot.faq.taps import ShowEntry
from bot.i18n.catalogue import Words

MOST_ROWS: Final = 4
MOST_NEIGHBOURS: Final = 2
MOST_AFTER_NO: Final = 4
"""The two that were there, and two more where the names are short enough."""
_SIGN: Final = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_HALF_A_ROW: Final = 14
"""How wide a label may be to stand beside another: a Chinese character counts two."""


def under_answer(
    words: Words, entry: EntryId, grades: Sequence[Button], near: Sequence[Offer]
) -> Keyboard:
    """Return the grades to choose from, the neighbours, and the feedback row.

    Args:
        words: The catalogue.
        entry: The answer; the first of several.
        grades: Buttons for the grade, empty where none is asked.
        near: Answers that may have been meant as well; they wait where the grades need the
            rows, because three buttons in a row are too narrow for words.
    """
    upper = grid(grades, 3 if len(grades) > MOST_ROWS else 2)
    lower = _feedback(words, entry)
    rows = max(0, MOST_ROWS - len(lower) - len(upper))
    topics = [_marked(one) for one in near] if grades else near
    return (*upper, *neighbours(topics[:MOST_NEIGHBOURS], rows), *lower)


def under_offers(words: Words, offers: Sequence[Offer]) -> Keyboard:
    """Return the offers, each named in full above, and a way out."""
    named = (
        button(f"{place}. {offer.short}", ShowEntry(offer.id, None))
        for place, offer in enumerate(offers, start=1)
    )
    return column([*named, button(words("faq-button-none"), NoneOfThese())])


def under_nothing(words: Words, *, has_school: bool) -> Keyboard:
    """Return what can be done about a question without an answer."""
    tell = button(words("feedback-button-tell-me"), TellMe())
    ask = button(words("feedback-button-ask-school"), AskSchool())
    return column([ask, tell] if has_school else [tell])


def after_no(words: Words, near: Sequence[Offer], *, has_school: bool) -> Keyboard:
    """Return what can be done after a wrong answer: other topics, people, patience."""
    key = "feedback-button-ask-school" if has_school else "feedback-button-whom-to-ask"
    ask = button(words(key), AskSchool())
    tell = button(words("feedback-button-tell-me"), TellMe())
    rows = MOST_ROWS - 2
    all_short = all(_width(one.short) <= _HALF_A_ROW for one in near[:MOST_AFTER_NO])
    shown = near[: MOST_AFTER_NO if all_short else rows]
    return (*neighbours(shown, rows), (ask,), (tell,))


def neighbours(near: Sequence[Offer], rows: int) -> Keyboard:
    """Return topics, side by side where they fit; else as many as there are rows."""
    shown = [button(one.short, ShowEntry(one.id, None)) for one in near]
    if rows and all(_width(one.label) <= _HALF_A_ROW for one in shown):
        return grid(shown, 2)
    return column(shown[:rows])


def _marked(topic: Offer) -> Offer:
    """Tell a topic from the grades above it, which no words stand between."""
    return replace(topic, short=f"{_SIGN}{topic.short}")


def _feedback(words: Words, entry: EntryId) -> Keyboard:
    """Return the thumbs, and below them what would be cut off beside them."""
    good = button(words("feedback-button-good"), AnswerGood(entry))
    bad = button(words("feedback-button-bad"), AnswerBad(entry))
    return (good, bad), (button(words("feedback-button-not-meant"), NotMeant(entry)),)


def _width(label: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in label)
