"""The values of days: terms, special days, what the public calendar knows, and verdicts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of school days, both ends included."""

    first_on: date
    last_on: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day the school itself has decided about.

    Attributes:
        is_open: An extra working day if true, a day off if not.
        follows: The weekday whose plan applies, 1 to 7; None leaves that open.
        name: What parents are told, such as 秋季运动会; may be empty.
    """

    is_open: bool
    follows: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """What a school says about its own days; empty, the public calendar alone counts."""

    terms: tuple[Term, ...] = ()
    days: Mapping[date, SpecialDay] = field(default_factory=lambda: MappingProxyType({}))

    def is_in_term(self, day: date) -> bool:
        """Say whether a day lies in a term; without any term every day does."""
        if not self.terms:
            return True
        return self.term_of(day) is not None

    def term_of(self, day: date) -> Term | None:
        """Return the term a day lies in, if any."""
        return next((term for term in self.terms if term.first_on <= day <= term.last_on), None)

    def week_of(self, day: date) -> int:
        """Return the number of a day's week, which begins on Monday.

        The week in which a term begins is its first; outside terms it is the week of the year
        (ISO 8601).
        """
        term = self.term_of(day)
        if term is None:
            return day.isocalendar().week
        monday = term.first_on - timedelta(days=term.first_on.weekday())
        return (day - monday).days // 7 + 1


class Work(StrEnum):
    """What the public calendar knows about a day."""

    WORKING = "working"  # people work
    OFF = "off"  # a weekend or a public holiday
    UNKNOWN = "unknown"  # this year's plan has not been published, or not reached us


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day of the public calendar.

    Attributes:
        holiday: The festival it belongs to, such as ``national-day``; empty on other days.
            A made-up working day names the festival it is made up for.
        makes_up_for: On a made-up working day, the day off it is worked for.
    """

    work: Work
    holiday: str = ""
    makes_up_for: date | None = None


PublicCalendar = Callable[[date], PublicDay]


class Reason(StrEnum):
    """Why a day is a school day or is not; every member has words in the catalogue."""

    ORDINARY = "ordinary"  # a working day like any other
    MADE_UP = "made-up"  # a weekend day worked for a holiday (调休)
    EXTRA = "extra"  # the school itself has made it a working day
    WEEKEND = "weekend"  # an ordinary Saturday or Sunday
    HOLIDAY = "holiday"  # a public holiday
    CLOSED = "closed"  # the school itself has taken the day off
    OUTSIDE_TERM = "outside-term"  # the school's calendar has terms, and it is in none


OPEN_REASONS = frozenset({Reason.ORDINARY, Reason.MADE_UP, Reason.EXTRA})


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """The verdict on a day.

    Attributes:
        follows: On a made-up day, the weekday it stands for; None is its own.
        is_ordered: Whether the school itself said which weekday's plan applies.
        is_uncertain: The public calendar of this year is not known, so that Monday to
            Friday were taken for school days.
        holiday: The public festival, such as ``national-day``; empty on other days.
        name: The school's own word for the day; may be empty.
        week: The number of its week, which slots of odd and even weeks ask for.
    """

    on: date
    reason: Reason
    follows: int | None = None
    is_ordered: bool = False
    is_uncertain: bool = False
    holiday: str = ""
    name: str = ""
    week: int = 0

    @property
    def is_open(self) -> bool:
        """Whether there is school."""
        return self.reason in OPEN_REASONS

    @property
    def is_made_up(self) -> bool:
        """Whether there is school though the week's rhythm would not say so."""
        return self.reason in (Reason.MADE_UP, Reason.EXTRA)
