"""When a survey that repeats is due: each week, each month, or on days of each term. Pure.

A wave that would begin in the holidays begins on the first day after them, if that is still
near; otherwise this time is left out.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from bot.errors import BadOption
from bot.surveys.questions.schema import Survey


class BadRhythm(BadOption):
    """--every and --on do not name days that can be met."""


class Rhythm(StrEnum):
    """How often a survey is asked."""

    WEEK = "week"
    MONTH = "month"
    TERM = "term"


_LATEST: Final = {
    Rhythm.WEEK: timedelta(days=6),
    Rhythm.MONTH: timedelta(days=13),
    Rhythm.TERM: timedelta(days=30),
}
"""How long after its day a wave may still begin."""

_LONGEST_DAY_OF_ALL_MONTHS: Final = 28


@dataclass(frozen=True)
class Every:
    """When a survey is asked again.

    Attributes:
        rhythm: How often.
        on: The weekday from 1, Monday; the day of the month; or days of the year as
            MM-DD, joined by commas, one for each term.
        at: The time on the school's wall.
        days: How many days it stays open.
        remind_after: After how many days families are reminded; two at most.
    """

    rhythm: Rhythm
    on: str
    at: time
    days: int
    remind_after: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can never be met.

        Raises:
            BadRhythm: Says which option to mend.
        """
        _check_on(self.rhythm, self.on)
        longest = 7 if self.rhythm is Rhythm.WEEK else _LONGEST_DAY_OF_ALL_MONTHS
        if not 1 <= self.days <= longest:
            raise BadRhythm(f"--days {self.days}: a survey each {self.rhythm} may stay open "
                            f"1 to {longest} days.")  # fmt: skip
        if len(self.remind_after) > 2 or not all(0 < one < self.days for one in self.remind_after):  # noqa: PLR2004
            raise BadRhythm("--remind-after: give two at most, each less than --days.")


@dataclass(frozen=True)
class Series:
    """A survey that opens again and again.

    Attributes:
        survey: As it was when it was planned; a changed file is planned anew.
        begun: The latest day of its rhythm that was met.
    """

    id: int
    school_id: int
    survey: Survey
    every: Every
    begun: date | None


def due_day(every: Every, today: date) -> date | None:
    """Return the day of the rhythm that a wave begun today belongs to; None if there is none."""
    for day in sorted(_days_before(every, today), reverse=True):
        if day <= today:
            return day if today - day <= _LATEST[every.rhythm] else None
    return None


def _days_before(every: Every, today: date) -> list[date]:
    if every.rhythm is Rhythm.WEEK:
        monday = today - timedelta(days=today.weekday())
        return [monday + timedelta(days=int(every.on) - 1)]
    if every.rhythm is Rhythm.MONTH:
        return [today.replace(day=int(every.on))]
    years = (today.year - 1, today.year)
    return [date.fromisoformat(f"{year}-{on}") for year in years for on in every.on.split(",")]


def _check_on(rhythm: Rhythm, on: str) -> None:
    if rhythm is Rhythm.WEEK and not re.fullmatch("[1-7]", on):
        raise BadRhythm(f"--on {on}: each week needs a weekday, 1 to 7; Monday is 1.")
    if rhythm is Rhythm.MONTH and not (
        re.fullmatch("[0-9]{1,2}", on) and 1 <= int(on) <= _LONGEST_DAY_OF_ALL_MONTHS
    ):
        raise BadRhythm(f"--on {on}: each month needs a day from 1 to 28.")
    if rhythm is Rhythm.TERM and not (on and all(map(_is_day, on.split(",")))):
        raise BadRhythm(f"--on {on}: each term needs its day of the year, such as 03-20,10-20.")


def _is_day(written: str) -> bool:
    match = re.fullmatch("([0-9]{2})-([0-9]{2})", written)
    if match is None or not 1 <= int(match[1]) <= 12:  # noqa: PLR2004 - months
        return False
    # The 29th of February would be missing in three years of four.
    return 1 <= int(match[2]) <= calendar.monthrange(2001, int(match[1]))[1]
