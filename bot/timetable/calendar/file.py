"""The school's own calendar as a YAML file: terms, days off, extra working days.

    terms:
      - name: 2026学年第一学期
        from: 2026-09-01
        to: 2027-01-22
    days_off:
      - date: 2026-11-06
        name: 秋季运动会
      - from: 2026-12-30
        to: 2026-12-31
    working_days:
      - date: 2026-11-07
        follows: 5        # the plan of this weekday applies, 1 is Monday
        name: 运动会调课

Problems name file and line; one is enough for nothing to be imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.timetable import cells
from bot.timetable.errors import BadCalendar
from bot.timetable.model import SchoolCalendar, SpecialDay, Term
from bot.yaml_loader import Document, Location, read_yaml

LONGEST_BREAK: Final = 120
"""Days; a longer stretch is a mistake in the year."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        message = "must be a date like 2026-09-01"
        raise ValueError(message)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        message = f"{value} is not a day of the calendar"
        raise ValueError(message) from error


Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, AfterValidator(cells.text)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermEntry(_Part):
    """A stretch of school days, both ends included."""

    first_on: Day = Field(alias="from")
    last_on: Day = Field(alias="to")
    name: Name = ""


class DayOffEntry(_Part):
    """A day without school, or a stretch of them."""

    on: Day | None = Field(None, alias="date")
    first_on: Day | None = Field(None, alias="from")
    last_on: Day | None = Field(None, alias="to")
    name: Name = ""

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day, or None if the entry does not say them in one way."""
        if self.on is not None:
            return None if self.first_on or self.last_on else (self.on, self.on)
        if self.first_on is None or self.last_on is None:
            return None
        return self.first_on, self.last_on


class WorkingDayEntry(_Part):
    """A day with school though the public calendar would not say so."""

    on: Day = Field(alias="date")
    follows: Annotated[int, Field(strict=True, ge=1, le=7)] | None = None
    name: Name = ""


class CalendarEntries(_Part):
    """The whole file."""

    terms: tuple[TermEntry, ...] = ()
    days_off: tuple[DayOffEntry, ...] = ()
    working_days: tuple[WorkingDayEntry, ...] = ()


def read_calendar(path: Path) -> SchoolCalendar:
    """Read a calendar file.

    Raises:
        BrokenYaml: The file cannot be read as YAML.
        BadCalendar: Every problem of its contents.
    """
    document = read_yaml(path)
    try:
        entries = CalendarEntries.model_validate({} if document.value is None else document.value)
    except ValidationError as error:
        problems = [_said(document, problem) for problem in error.errors()]
        raise BadCalendar(problems) from None
    problems = [_named(document, place, said) for place, said in _contradictions(entries)]
    if problems:
        raise BadCalendar(problems)
    return _calendar(entries)


def _calendar(entries: CalendarEntries) -> SchoolCalendar:
    terms = (Term(item.first_on, item.last_on, item.name) for item in entries.terms)
    days: dict[date, SpecialDay] = {}
    for off in entries.days_off:
        days |= {day: SpecialDay(is_open=False, name=off.name) for day in _days(off)}
    for item in entries.working_days:
        days[item.on] = SpecialDay(is_open=True, follows=item.follows, name=item.name)
    in_order = tuple(sorted(terms, key=lambda term: term.first_on))
    return SchoolCalendar(in_order, MappingProxyType(dict(sorted(days.items()))))


def _days(entry: DayOffEntry) -> list[date]:
    assert entry.span is not None
    first, last = entry.span
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _contradictions(entries: CalendarEntries) -> Iterator[tuple[Location, str]]:
    yield from _bad_terms(entries.terms)
    bad_spans = list(_bad_spans(entries.days_off))
    yield from bad_spans or _repeated_days(entries)


def _bad_terms(terms: tuple[TermEntry, ...]) -> Iterator[tuple[Location, str]]:
    for number, term in enumerate(terms):
        if term.last_on < term.first_on:
            yield ("terms", number, "to"), f"{term.last_on} is before from, {term.first_on}"
        for other in terms[:number]:
            if term.first_on <= other.last_on and other.first_on <= term.last_on:
                span = f"{other.first_on} to {other.last_on}"
                yield ("terms", number), f"overlaps the term from {span}; mend one of them"


def _bad_spans(entries: tuple[DayOffEntry, ...]) -> Iterator[tuple[Location, str]]:
    for number, entry in enumerate(entries):
        place = ("days_off", number)
        if entry.span is None:
            yield place, "write either date, or both from and to"
            continue
        first, last = entry.span
        if last < first:
            yield (*place, "to"), f"{last} is before from, {first}"
        elif (last - first).days >= LONGEST_BREAK:
            yield place, f"is longer than {LONGEST_BREAK} days; check the years"


def _repeated_days(entries: CalendarEntries) -> Iterator[tuple[Location, str]]:
    seen: set[date] = set()
    for number, off in enumerate(entries.days_off):
        for day in _days(off):
            if day in seen:
                yield ("days_off", number), f"{day} is named before; keep one of them"
            seen.add(day)
    for number, item in enumerate(entries.working_days):
        if item.on in seen:
            place = ("working_days", number)
            yield place, f"{item.on} is named before, as a day off or twice; keep one of them"
        seen.add(item.on)


def _said(document: Document, problem: Mapping[str, object]) -> str:
    place = problem["loc"]
    assert isinstance(place, tuple)
    return _named(document, place, _sentence(problem))


def _sentence(problem: Mapping[str, object]) -> str:
    match problem["type"]:
        case "extra_forbidden":
            return "is not a key of this file; see `jiaxiao calendar import --help`"
        case "missing":
            return "is missing"
        case "model_type" | "model_attributes_type":
            return 'must consist of lines like "key: value"'
        case "tuple_type":
            return "must be a list, each item beginning with a dash"
        case "int_type" | "greater_than_equal" | "less_than_equal":
            return "must be a weekday from 1 (Monday) to 7 (Sunday)"
        case _:
            return str(problem["msg"]).removeprefix("Value error, ")


def _named(document: Document, place: Location, sentence: str) -> str:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    line = document.line_of(place)
    return f"{document.path}, line {line}: {key + ' ' if key else ''}{sentence}"
