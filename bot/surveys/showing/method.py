"""The method note that every export carries.

A sheet is printed and handed on without the file it came from, so the note says which wave
it is, how many answered, how was counted, what was hidden and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.surveys.answering.screens import grade_name
from bot.surveys.figures.results import Results
from bot.surveys.questions.schema import GAD2, Unit

Note = tuple[str, str]
"""An item and what is said about it."""


def method(results: Results, language: Language, zone: ZoneInfo) -> Iterator[Note]:
    """Say what a wave was and how its figures came about."""
    yield from identity(results, language, zone)
    yield from notes(results, language)


def identity(results: Results, language: Language, zone: ZoneInfo) -> Iterator[Note]:
    """Say which wave it is, when it was, and how many answered."""
    words, wave, whole = speaking(language), results.wave, results.groups[0]
    version = words("survey-method-version", version=wave.survey.version)
    title = wave.survey.title.in_language(language)
    yield words("survey-method-survey"), f"{title} · {wave.survey.id} · {version}"
    yield words("survey-column-wave"), str(wave.id)
    if results.grades:
        names = [grade_name(grade, language) for grade in sorted(results.grades)]
        yield words("survey-chosen"), words("survey-between").join(names)
    yield words("survey-method-opened"), moment(wave.opened_at, zone)
    yield words("survey-method-closed"), moment(wave.closed_at, zone)
    if whole.schools:
        yield words("survey-method-schools"), str(whole.schools)
    asked = invited_line(results, language)
    if asked is not None:
        yield asked
    few = words("survey-method-few", smallest=results.limits.figures)
    n = few if results.responses is None else str(results.responses)
    yield words("survey-method-responses"), n
    if whole.rate is not None:
        yield words("survey-method-rate"), f"{whole.rate:.1%}"


def invited_line(results: Results, language: Language) -> Note | None:
    """Say how many families were asked, or children if each gives an answer; None if unknown."""
    invited = results.groups[0].invited
    if invited is None:
        return None
    return asked_name(results, language), str(invited)


def asked_name(results: Results, language: Language) -> str:
    """Say what is counted of those who were asked: families, or children."""
    of_child = results.wave.survey.unit is Unit.CHILD
    key = "survey-method-invited-children" if of_child else "survey-method-invited"
    return speaking(language)(key)


def notes(results: Results, language: Language) -> Iterator[Note]:
    """Say how was counted and compared, what was hidden and why, and give the hash."""
    words, survey, limits = speaking(language), results.wave.survey, results.limits
    of_child, has_grades = survey.unit is Unit.CHILD, not results.groups[0].schools
    unit = words("survey-unit-child" if of_child else "survey-unit-family")
    counting = words("survey-method-counting-text", unit=unit)
    yield words("survey-method-counting"), counting
    if has_grades and not of_child:
        yield words("survey-sheet-grades"), words("survey-method-families-text")
    yield words("survey-method-trend"), words("survey-method-trend-text")
    if has_grades and of_child:
        yield words("survey-column-weighted"), words("survey-method-weighted-text")
    hiding = words(
        "survey-method-hiding-text", smallest=limits.figures, smallest_text=limits.texts
    )
    yield words("survey-method-hiding"), hiding
    if any(question.scale == GAD2 for question in survey.questions):
        yield words("survey-method-gad"), words("survey-method-gad-text")
    yield words("survey-method-hash"), results.digest


def moment(instant: datetime | None, zone: ZoneInfo) -> str:
    """Write a moment down as a wall clock at the school shows it; empty if there is none."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else ""
