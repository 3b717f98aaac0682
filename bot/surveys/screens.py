"""What a parent sees at each step of answering, worked out from the button alone.

Pure: survey, language and button in, text and buttons out; the chat shows it by editing
one message. Nothing on the way is stored, so leaving needs no clearing up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.surveys.care import needs_help
from bot.surveys.model import SKIPPED, Answer, Receipt, Respondent, UnfitAnswer, Wave, WaveId
from bot.surveys.schema import Question, Survey
from bot.surveys.taps import AnyTap, SurveyHandIn, SurveyLeave, SurveyTap

_COMMENT_MARK: Final = re.compile(r"〔\D+ ([0-9]{1,9})〕\s*\Z")
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
    """

    text: str
    rows: tuple[tuple[ScreenButton, ...], ...] = ()
    comment: str | None = None


def check_tap(survey: Survey, tap: SurveyTap | SurveyHandIn, who: Respondent) -> None:
    """Refuse a button that this survey and family cannot have been given.

    Raises:
        UnfitAnswer: It was made by hand, or belongs to another survey or family.
    """
    count = len(survey.questions)
    is_whole = len(tap.choices) == count
    if tap.grade is None:
        fits = not tap.choices
    else:
        fits = tap.grade in who.grades and len(tap.choices) <= count
    if isinstance(tap, SurveyHandIn):
        fits = fits and is_whole
    if not fits or not all(map(_is_choice_of, survey.questions, tap.choices)):
        raise UnfitAnswer


def answering(wave: Wave, tap: SurveyTap, who: Respondent, language: Language) -> Screen:
    """Show the next thing to ask: the grade, a question, or whether to hand in.

    Raises:
        UnfitAnswer: The button cannot be one of ours.
    """
    check_tap(wave.survey, tap, who)
    step = _Step(wave, tap, who, language)
    if step.grade is None:
        return step.asks_grade()
    if len(tap.choices) < len(wave.survey.questions):
        return step.asks(wave.survey.questions[len(tap.choices)])
    return step.asks_to_hand_in()


def handed_in(wave: Wave, answer: Answer, receipt: Receipt, language: Language) -> Screen:
    """Thank, say what is kept and seen, and ask for the comment the first time."""
    words = speaking(language)
    taken = receipt is Receipt.TAKEN
    text = _paragraphs(
        words("survey-thanks" if taken else "survey-already"),
        _help(wave.survey, answer.choices, words),
        promise(language),
    )
    asks = wave.survey.comment if taken else None
    return Screen(text, comment=comment_prompt(wave, language) if asks else None)


def already(language: Language) -> Screen:
    """Say that the family has handed in."""
    return Screen(_paragraphs(speaking(language)("survey-already"), promise(language)))


def left(wave: Wave, language: Language) -> Screen:
    """Say that nothing was kept; the way back stays open."""
    words = speaking(language)
    again = ScreenButton(words("survey-button-start"), SurveyTap(wave.id))
    return Screen(words("survey-left"), ((again,),))


def refused(text_key: str, language: Language) -> Screen:
    """Say kindly why the survey cannot be answered; no button remains."""
    return Screen(speaking(language)(text_key))


def promise(language: Language) -> str:
    """Say what is kept, what the school sees and never sees, and where our power ends."""
    return speaking(language)("survey-promise")


def comment_prompt(wave: Wave, language: Language) -> str:
    """Return the message that asks for the comment; its last line names the wave."""
    assert wave.survey.comment is not None
    words = speaking(language)
    return _paragraphs(
        wave.survey.comment.in_language(language),
        words("survey-comment-how"),
        words("survey-comment-mark", wave=str(wave.id)),
    )


def wave_of_prompt(text: str) -> WaveId | None:
    """Return the wave whose comment a message asks for; None for any other message."""
    mark = _COMMENT_MARK.search(text)
    return WaveId(int(mark[1])) if mark else None


def comment_taken(receipt: Receipt, language: Language, *, severe: bool) -> str:
    """Thank for a comment, with the help lines first where its words ask for them."""
    taken = receipt is Receipt.TAKEN
    key = "survey-comment-taken" if taken else "survey-comment-repeated"
    return comment_refused(key, language, severe=severe)


def comment_refused(text_key: str, language: Language, *, severe: bool) -> str:
    """Say why a comment was not taken, with the help lines first all the same."""
    words = speaking(language)
    return _paragraphs(words("survey-help") if severe else "", words(text_key))


@dataclass(frozen=True)
class _Step:
    """One step of one answer, on its way to a screen."""

    wave: Wave
    tap: SurveyTap
    who: Respondent
    language: Language

    @property
    def grade(self) -> int | None:
        """The grade it is about: as tapped, or the only one there is."""
        if self.tap.grade is None and len(self.who.grades) == 1:
            return self.who.grades[0]
        return self.tap.grade

    @property
    def words(self) -> Words:
        return speaking(self.language)

    def asks_grade(self) -> Screen:
        text = _paragraphs(self._heading(), self.words("survey-which-grade"))
        buttons = [
            ScreenButton(grade_name(grade, self.language), SurveyTap(self.wave.id, grade))
            for grade in self.who.grades
        ]
        rows = [
            tuple(buttons[start : start + MOST_IN_A_ROW])
            for start in range(0, len(buttons), MOST_IN_A_ROW)
        ]
        return Screen(text, (*rows, (self._leave(),)))

    def asks(self, question: Question) -> Screen:
        place, count = len(self.tap.choices) + 1, len(self.wave.survey.questions)
        text = _paragraphs(
            self._heading() if place == 1 else "",
            _help(self.wave.survey, self.tap.choices, self.words),
            self.words("survey-place", place=place, count=count),
            question.stem.in_language(self.language) if question.stem else "",
            question.text.in_language(self.language),
        )
        choices = [
            (ScreenButton(choice.text.in_language(self.language), self._with(str(position))),)
            for position, choice in enumerate(question.choices)
        ]
        skip = ScreenButton(self.words("survey-button-skip"), self._with(SKIPPED))
        return Screen(text, (*choices, (*self._back(), skip, self._leave())))

    def asks_to_hand_in(self) -> Screen:
        text = _paragraphs(
            _help(self.wave.survey, self.tap.choices, self.words),
            self.words("survey-review"),
            "\n".join(self._chosen()),
            promise(self.language),
        )
        assert self.grade is not None
        hand_in = SurveyHandIn(self.wave.id, self.grade, self.tap.choices)
        button = ScreenButton(self.words("survey-button-hand-in"), hand_in)
        return Screen(text, ((button,), (*self._back(), self._leave())))

    def _chosen(self) -> list[str]:
        lines = []
        pairs = zip(self.wave.survey.questions, self.tap.choices, strict=True)
        for place, (question, choice) in enumerate(pairs, start=1):
            skipped = choice == SKIPPED
            text = None if skipped else question.choices[int(choice)].text
            said = text.in_language(self.language) if text else self.words("survey-skipped")
            lines.append(f"{place}. {said}")
        return lines

    def _heading(self) -> str:
        survey = self.wave.survey
        title, about = survey.title, survey.about
        return f"{title.in_language(self.language)}\n{about.in_language(self.language)}"

    def _with(self, choice: str) -> SurveyTap:
        return SurveyTap(self.wave.id, self.grade, self.tap.choices + choice)

    def _back(self) -> tuple[ScreenButton, ...]:
        label = self.words("survey-button-back")
        if self.tap.choices:
            before = SurveyTap(self.wave.id, self.tap.grade, self.tap.choices[:-1])
            return (ScreenButton(label, before),)
        if len(self.who.grades) > 1:
            return (ScreenButton(label, SurveyTap(self.wave.id)),)
        return ()

    def _leave(self) -> ScreenButton:
        return ScreenButton(self.words("survey-button-leave"), SurveyLeave(self.wave.id))


def grade_name(grade: int, language: Language) -> str:
    """Return what a grade is called, 7 being 初一."""
    return speaking(language)("grade", number=grade)


def _is_choice_of(question: Question, choice: str) -> bool:
    if choice == SKIPPED:
        return True
    return choice in "0123456789" and int(choice) < len(question.choices)


def _help(survey: Survey, choices: str, words: Words) -> str:
    return words("survey-help") if needs_help(survey, choices) else ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
