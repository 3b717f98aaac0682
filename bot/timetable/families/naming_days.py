"""How people name a day: so many days ahead, or by its weekday. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_A_WEEK: Final = 7


class Week(StrEnum):
    """Which week a weekday is said to be in."""

    THIS = "this"
    NEXT = "next"


@dataclass(frozen=True)
class Ahead:
    """A day so many days from today."""

    days: int

    def on(self, today: date) -> date:
        """Return the day."""
        return today + timedelta(days=self.days)


@dataclass(frozen=True)
class Weekday:
    """A weekday, 1 to 7; without a week it is the next that comes, today included."""

    number: int
    week: Week | None = None

    def on(self, today: date) -> date:
        """Return the day; a week begins on Monday."""
        monday = today - timedelta(days=today.weekday())
        match self.week:
            case Week.THIS:
                return monday + timedelta(days=self.number - 1)
            case Week.NEXT:
                return monday + timedelta(days=_A_WEEK + self.number - 1)
            case None:
                return today + timedelta(days=(self.number - today.isoweekday()) % _A_WEEK)
