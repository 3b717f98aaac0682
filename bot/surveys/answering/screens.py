"""What a parent sees before, after and instead of the questions, worked out from the button.

Pure: survey, language and button in, text and buttons out; the chat shows it by editing
one message. Nothing on the way is stored, so leaving needs no clearing up. The questions
themselves are in `asking.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.surveys.model import Answer, Receipt, Subject, Wave
from bot.surveys.questions.care import needs_help
from bot.surveys.questions.schema import Survey, Unit
from bot.surveys.sealing import receipts
from bot.surveys.taps import AnyTap, SurveyLeave, SurveyTap, WaveName

_COMMENT_MARK: Final = re.compile(r"〔\D+ ([0-9]{1,9})(?:-([a-z0-9]{1,8}))?〕\s*\Z")
MOST_IN_A_ROW: Final = 3
"""Grades side by side; a thumb still meets the right one."""


@dataclass(frozen=True)
class ScreenButton:
    """One button: what it says and where it leads."""

    label: str
    tap: AnyTap


@dataclass(frozen=True)
class Screen:
    """One state of the survey's message.

    Attributes:
        rows: Its buttons, row by row; empty once there is nothing more to do.
        comment: The text of a message of its own that asks for the free comment by a
            forced reply, set once after handing in; None otherwise.
        another: A message of its own that offers to answer for another child of the class.
    """

    text: str
    rows: tuple[tuple[ScreenButton, ...], ...] = ()
    comment: str | None = None
    another: Screen | None = None


@dataclass(frozen=True)
class HandedIn:
    """What handing in came to.

    Attributes:
        receipt: Whether it was taken.
        code: The receipt's code; None if there is none to be shown.
        may_comment: Whether a comment may still be left.
        others: Children of the same class who have no answer yet.
    """

    receipt: Receipt
    code: str | None = None
    may_comment: bool = False
    others: tuple[Subject, ...] = ()


def handed_in(wave: Wave, answer: Answer, outcome: HandedIn, language: Language) -> Screen:
    """Thank, give the receipt, say what is kept and seen, and ask for the comment."""
    words = speaking(language)
    if outcome.receipt is Receipt.REPEATED:
        return already(wave, language)
    text = paragraphs(
        words("survey-thanks"),
        help_if_severe(wave.survey, answer.choices, words),
        _receipt(outcome.code, language),
        promise(language),
    )
    asks = wave.survey.comment is not None and outcome.may_comment
    return Screen(
        text,
        comment=comment_prompt(wave, language) if asks else None,
        another=_another(wave, outcome.others, language),
    )


def already(wave: Wave, language: Language) -> Screen:
    """Say that there is an answer."""
    of_child = wave.survey.unit is Unit.CHILD
    key = "survey-already-child" if of_child else "survey-already"
    return Screen(paragraphs(speaking(language)(key), promise(language)))


def left(wave: Wave, language: Language) -> Screen:
    """Say that nothing was kept; the way back stays open."""
    return _may_begin("survey-left", wave.name, language)


def taken_back(name: WaveName, language: Language) -> Screen:
    """Say that the answer is gone, and let the family begin anew."""
    return _may_begin("survey-taken-back", name, language)


def refused(text_key: str, language: Language) -> Screen:
    """Say kindly why the survey cannot be answered; no button remains."""
    return Screen(speaking(language)(text_key))


def paused(tap: AnyTap, language: Language) -> Screen:
    """Ask to tap again in a while; the answer so far waits in the button."""
    words = speaking(language)
    again = ScreenButton(words("survey-button-again"), tap)
    return Screen(words("survey-paused"), ((again,),))


def which_child(wave: Wave, subjects: Sequence[Subject], heading: str, words: Words) -> Screen:
    """Ask which child, or in a survey of families which grade, it is about."""
    of_child = wave.survey.unit is Unit.CHILD
    question = words("survey-which-child" if of_child else "survey-which-grade")
    buttons = [
        ScreenButton(label, SurveyTap(wave.id, subject.number, tag=wave.tag))
        for label, subject in zip(_names(subjects, words), subjects, strict=True)
    ]
    width = 1 if of_child else MOST_IN_A_ROW
    rows = [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
    return Screen(paragraphs(heading, question), (*rows, (leaving(wave, words),)))


def leaving(wave: Wave, words: Words) -> ScreenButton:
    """Return the button that leaves."""
    return ScreenButton(words("survey-button-leave"), SurveyLeave(wave.id, wave.tag))


def promise(language: Language) -> str:
    """Say what is kept, what the school sees and never sees, and where our power ends."""
    return speaking(language)("survey-promise")


def comment_prompt(wave: Wave, language: Language) -> str:
    """Return the message that asks for the comment; its last line names the wave."""
    assert wave.survey.comment is not None
    words = speaking(language)
    return paragraphs(
        wave.survey.comment.in_language(language),
        words("survey-comment-how"),
        words("survey-comment-mark", wave=_written(wave.name)),
    )


def wave_of_prompt(text: str) -> WaveName | None:
    """Return the wave whose comment a message asks for; None for any other message."""
    mark = _COMMENT_MARK.search(text)
    return WaveName(int(mark[1]), mark[2]) if mark else None


def comment_taken(receipt: Receipt, language: Language, *, severe: bool) -> str:
    """Thank for a comment, with the help lines first where its words ask for them."""
    taken = receipt is Receipt.TAKEN
    key = "survey-comment-taken" if taken else "survey-comment-repeated"
    return comment_refused(key, language, severe=severe)


def comment_refused(text_key: str, language: Language, *, severe: bool) -> str:
    """Say why a comment was not taken, with the help lines first all the same."""
    words = speaking(language)
    return paragraphs(words("survey-help") if severe else "", words(text_key))


def help_if_severe(survey: Survey, choices: str, words: Words) -> str:
    """Return the help lines where the answers so far ask for them, else nothing."""
    return words("survey-help") if needs_help(survey, choices) else ""


def grade_name(grade: int, language: Language) -> str:
    """Return what a grade is called, 7 being 初一."""
    return speaking(language)("grade", number=grade)


def paragraphs(*parts: str) -> str:
    """Join the parts of a message that say something."""
    return "\n\n".join(part for part in parts if part)


def _written(name: WaveName) -> str:
    return f"{name.number}-{name.tag}" if name.tag else str(name.number)


def _may_begin(text_key: str, name: WaveName, language: Language) -> Screen:
    words = speaking(language)
    begin = ScreenButton(words("survey-button-start"), SurveyTap(name.number, tag=name.tag))
    return Screen(words(text_key), ((begin,),))


def _receipt(code: str | None, language: Language) -> str:
    if code is None:
        return ""
    return speaking(language)("survey-receipt", code=receipts.words_of(code, language))


def _another(wave: Wave, others: Sequence[Subject], language: Language) -> Screen | None:
    if not others:
        return None
    words = speaking(language)
    buttons = [
        (ScreenButton(label, SurveyTap(wave.id, subject.number, tag=wave.tag)),)
        for label, subject in zip(_names(others, words), others, strict=True)
    ]
    return Screen(words("survey-another-child"), tuple(buttons))


def _names(subjects: Sequence[Subject], words: Words) -> list[str]:
    """Name what an answer may be about; children without a seat number are counted."""
    names, unseated = [], 0
    for each in subjects:
        if each.school_class is None:
            names.append(words("grade", number=each.grade))
        elif each.seat is not None:
            names.append(words("survey-child", name=each.class_name, seat=each.seat))
        else:
            unseated += 1
            names.append(
                words("survey-child-unseated", name=each.class_name, number=str(unseated))
            )
    return names
