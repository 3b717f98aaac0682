"""The questions of a survey, one screen each, worked out from the button alone; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.surveys.answering.screens import (
    Screen,
    ScreenButton,
    help_if_severe,
    leaving,
    paragraphs,
    promise,
    which_child,
)
from bot.surveys.model import Respondent, Subject, UnfitAnswer, Wave
from bot.surveys.questions.choices import (
    NONE_OF_THEM,
    SKIPPED,
    STILL_CHOOSING,
    are_possible,
    chosen,
    passed_over,
    place_of,
    split,
    step_back,
    toggled,
)
from bot.surveys.questions.schema import Question, Survey, Unit
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyHandIn, SurveyStart, SurveyTap

_TICK: Final = "✓ "


def check_tap(survey: Survey, tap: SurveyTap | SurveyHandIn, who: Respondent) -> None:
    """Refuse a button that this survey and family cannot have been given.

    Raises:
        UnfitAnswer: It was made by hand, or belongs to another survey or family.
    """
    subject = who.about(tap.about)
    if tap.about is None:
        fits = not tap.choices
    else:
        fits = subject is not None and are_possible(survey, subject.grade, tap.choices)
    if isinstance(tap, SurveyHandIn):
        is_whole = len(tap.choices) == len(survey.questions)
        is_decided = not tap.choices.endswith(STILL_CHOOSING)
        has_good_code = tap.code is None or receipts.is_code(tap.code)
        fits = fits and is_whole and is_decided and has_good_code
    if not fits:
        raise UnfitAnswer


def beginning(wave: Wave, tap: SurveyStart, who: Respondent, language: Language) -> Screen | None:
    """Show the first question about the one child of a class, or ask which one.

    Returns:
        None if the family has no child in that class any more.
    """
    there = tuple(each for each in who.subjects if each.school_class == tap.school_class)
    if not there:
        return None
    if len(there) == 1:
        return answering(wave, SurveyTap(wave.id, there[0].number, tag=wave.tag), who, language)
    return which_child(wave, there, _heading(wave.survey, language), speaking(language))


def answering(wave: Wave, tap: SurveyTap, who: Respondent, language: Language) -> Screen:
    """Show the next thing to ask: which child, a question, or whether to hand in.

    Raises:
        UnfitAnswer: The button cannot be one of ours.
    """
    check_tap(wave.survey, tap, who)
    words, subject = speaking(language), who.about(tap.about)
    if subject is None:
        return which_child(wave, who.subjects, _heading(wave.survey, language), words)
    decided, pending = split(tap.choices)
    if pending is None:
        decided = passed_over(wave.survey, subject.grade, decided)
    step = _Step(wave, who, subject, language, words, decided)
    if len(decided) == len(wave.survey.questions):
        return step.asks_to_hand_in()
    question = wave.survey.questions[len(decided)]
    if question.kind == "several":
        return step.asks_several(question, pending or NONE_OF_THEM)
    return step.asks(question)


@dataclass(frozen=True)
class _Step:
    """One step of one answer, on its way to a screen."""

    wave: Wave
    who: Respondent
    subject: Subject
    language: Language
    words: Words
    decided: str

    def asks(self, question: Question) -> Screen:
        is_all = len(self.wave.survey.questions) == 1
        leads_to = self._handing_in if is_all else self._with
        choices = [
            (ScreenButton(choice.text.in_language(self.language), leads_to(str(position))),)
            for position, choice in enumerate(question.choices)
        ]
        text = self._text(question)
        if is_all:  # There is nothing to look through, so what is kept is said here.
            text = paragraphs(text, promise(self.language))
        return Screen(text, (*choices, self._last_row()))

    def asks_several(self, question: Question, pending: str) -> Screen:
        taken = chosen(question, pending) or ()
        choices = [
            (
                ScreenButton(
                    (_TICK if position in taken else "") + choice.text.in_language(self.language),
                    self._with(toggled(question, pending, position) + STILL_CHOOSING),
                ),
            )
            for position, choice in enumerate(question.choices)
        ]
        label = self.words("survey-button-chosen" if taken else "survey-button-none")
        done = ScreenButton(label, self._with(pending))
        text = paragraphs(self._text(question), self.words("survey-several"))
        return Screen(text, (*choices, (done,), self._last_row()))

    def asks_to_hand_in(self) -> Screen:
        text = paragraphs(
            help_if_severe(self.wave.survey, self.decided, self.words),
            self.words("survey-review"),
            "\n".join([*self._child(), *self._chosen()]),
            promise(self.language),
        )
        button = ScreenButton(self.words("survey-button-hand-in"), self._handing_in(self.decided))
        return Screen(text, ((button,), (*self._back(), leaving(self.wave, self.words))))

    def _text(self, question: Question) -> str:
        place, count = place_of(self.wave.survey, self.subject.grade, self.decided)
        return paragraphs(
            _heading(self.wave.survey, self.language) if place == 1 else "",
            "\n".join(self._child()),
            help_if_severe(self.wave.survey, self.decided, self.words),
            self.words("survey-place", place=place, count=count),
            question.stem.in_language(self.language) if question.stem else "",
            question.put_to(self.subject.grade).in_language(self.language),
        )

    def _child(self) -> list[str]:
        if self.wave.survey.unit is not Unit.CHILD:
            return []
        return [self.words("survey-about-child", name=self.subject.class_name)]

    def _chosen(self) -> list[str]:
        asked = [
            (question, character)
            for question, character in zip(self.wave.survey.questions, self.decided, strict=True)
            if question.asks(self.subject.grade)
        ]
        return [f"{place}. {self._said(*each)}" for place, each in enumerate(asked, start=1)]

    def _said(self, question: Question, character: str) -> str:
        places = chosen(question, character)
        if places is None:
            return self.words("survey-skipped")
        said = [question.choices[place].text.in_language(self.language) for place in places]
        return self.words("survey-between").join(said) or self.words("survey-none-chosen")

    def _last_row(self) -> tuple[ScreenButton, ...]:
        skip = ScreenButton(self.words("survey-button-skip"), self._with(SKIPPED))
        return (*self._back(), skip, leaving(self.wave, self.words))

    def _handing_in(self, choices: str) -> SurveyHandIn:
        wave, code = self.wave, receipts.new_code()
        return SurveyHandIn(wave.id, self.subject.number, choices, code, wave.tag)

    def _with(self, choice: str) -> SurveyTap:
        return self._at(self.decided + choice)

    def _at(self, choices: str) -> SurveyTap:
        return SurveyTap(self.wave.id, self.subject.number, choices, self.wave.tag)

    def _back(self) -> tuple[ScreenButton, ...]:
        label = self.words("survey-button-back")
        before = step_back(self.wave.survey, self.subject.grade, self.decided)
        if before is not None:
            return (ScreenButton(label, self._at(before)),)
        if len(self.who.subjects) > 1:
            return (ScreenButton(label, SurveyTap(self.wave.id, tag=self.wave.tag)),)
        return ()


def _heading(survey: Survey, language: Language) -> str:
    return f"{survey.title.in_language(language)}\n{survey.about.in_language(language)}"
