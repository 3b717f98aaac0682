"""What a new school year makes of a school's classes. Pure.

Every class goes up by a grade; the classes of the highest grades leave, which are six and
nine unless the school says otherwise (a nine-year school leaves after nine only, a
five-year primary school after five). Names that carry the grade go with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.errors import BadInput, BadOption
from bot.people.class_names import moved_up
from bot.people.model import GRADES, LEFT, SchoolClass

LEAVING: Final = frozenset({6, 9})
LONGEST_NAME: Final = 60
_JULY, _SEPTEMBER = 7, 9
_AHEAD: Final = timedelta(days=62)
_BEHIND: Final = timedelta(days=366)


class NameClash(BadInput):
    """Two classes would be called the same after moving up."""


@dataclass(frozen=True)
class Move:
    """What becomes of one class."""

    school_class: SchoolClass
    grade: int
    name: str

    @property
    def is_leaving(self) -> bool:
        """Whether its children leave the school."""
        return self.grade == LEFT


def first_day(today: date, on: date | None) -> date:
    """Return the first day of the school year that is meant.

    Args:
        today: The day at school.
        on: What was asked for; without it 1 September of this year, from July on.

    Raises:
        BadOption: The day is far away, or none was named in spring.
    """
    if on is None:
        if today.month < _JULY:
            message = f"--on: name the first day of the school year, such as {today.year}-09-01."
            raise BadOption(message)
        return date(today.year, _SEPTEMBER, 1)
    if not -_BEHIND < on - today <= _AHEAD:
        message = f"--on {on}: must be a day of the last year or of the next two months."
        raise BadOption(message)
    return on


def year_of(on: date) -> int:
    """Return the calendar year in which the school year of a first day begins."""
    return on.year if on.month >= _JULY else on.year - 1


def moves(
    classes: Sequence[SchoolClass], year: int, leaving: Collection[int] = LEAVING
) -> tuple[Move, ...]:
    """Say what becomes of every class, the highest grade first.

    Args:
        classes: The school's classes, those that have left before included.
        year: The calendar year in which the new school year begins.
        leaving: The grades after which children leave; the highest of all always does.

    Raises:
        BadOption: A grade is not 1 to 9.
        NameClash: Two classes would be called the same; says which to rename.
    """
    if not set(leaving) <= set(GRADES):
        message = "--leaving: must be 1 to 9."
        raise BadOption(message)
    here = sorted(
        (one for one in classes if one.grade != LEFT), key=lambda one: (-one.grade, one.name)
    )
    found = tuple(_move(one, year, {*leaving, GRADES[-1]}) for one in here)
    taken = {one.name for one in classes if one.grade == LEFT}
    for move in found:
        if move.name in taken:
            message = (
                f"--school: two classes would be called {move.name}; rename one of them with "
                "`jiaxiao class rename` first."
            )
            raise NameClash(message)
        taken.add(move.name)
    return found


def _move(one: SchoolClass, year: int, leaving: Collection[int]) -> Move:
    if one.grade in leaving:
        mark = f"（{year}届）"
        return Move(one, LEFT, one.name[: LONGEST_NAME - len(mark)] + mark)
    return Move(one, one.grade + 1, moved_up(one.name, one.grade))
