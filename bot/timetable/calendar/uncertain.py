"""When to warn of a year whose public holidays are not known. Pure.

The plan of a year is usually published in the autumn before. Until it has reached us, staff
are warned 60, 30 and 7 days before that year begins, once each. After a time of silence only
the nearest warning is given; those before it are settled with it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

DAYS_AHEAD: Final = (60, 30, 7)


@dataclass(frozen=True)
class DueWarning:
    """A warning that is due.

    Attributes:
        year: Whose holidays are not known.
        begins_in: Days from today until it begins.
        settles: The steps of `DAYS_AHEAD` that are settled with it.
    """

    year: int
    begins_in: int
    settles: tuple[int, ...]


def due_warning(on: date, last_known_year: int, told: Collection[int]) -> DueWarning | None:
    """Return the warning that is due on a day, if any.

    Args:
        on: Today at school.
        last_known_year: The last year whose plan is known.
        told: The steps already settled for the year after that.
    """
    year = last_known_year + 1
    begins_in = (date(year, 1, 1) - on).days
    if begins_in < 0:
        return None
    passed = [step for step in DAYS_AHEAD if begins_in <= step]
    if not passed or passed[-1] in told:
        return None
    passed = [step for step in passed if step not in told]
    return DueWarning(year, begins_in, tuple(passed))
