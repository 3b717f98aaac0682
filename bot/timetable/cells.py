"""Reading the cells of a timetable file: weekdays, times, days and short texts. Pure.

People fill these files in with Chinese input methods and Excel, so full-width digits and
colons, 周三 and 2026/9/1 are understood; everything else is refused with what to write
instead. Each reader returns the value or raises a `ValueError` whose sentence completes
"row 3, weekday: ...".
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time

LONGEST_TEXT = 60
"""Characters; as many as the table keeps and a phone shows on two lines."""

MOST_TIMES = 6
MOST_PLACES = 9999

_OR = re.compile(r"\s*(?:[/、,;]|或)\s*")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERALS = {name: number for number, name in enumerate("一二三四五六日", start=1)} | {"天": 7}
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])|([1-7])")


def plain(cell: str) -> str:
    """Return a cell in half-width forms and without blanks around it."""
    return unicodedata.normalize("NFKC", cell).strip()


def weekday(cell: str) -> int:
    """Read a weekday, 1 for Monday to 7 for Sunday."""
    match = _WEEKDAY.fullmatch(plain(cell))
    if match is None:
        message = f"{shown(cell)} is not a day from 1 (Monday) to 7 (Sunday)"
        raise ValueError(message)
    return _NUMERALS[match[1]] if match[1] else int(match[2])


def time_of_day(cell: str) -> time:
    """Read a time such as 16:30."""
    match = _TIME.fullmatch(plain(cell))
    try:
        assert match is not None
        return time(int(match[1]), int(match[2]))
    except (AssertionError, ValueError) as error:
        message = f"{shown(cell)} is not a time; write it like 16:30"
        raise ValueError(message) from error


def times_of_day(cell: str) -> tuple[time, ...]:
    """Read one time or several, such as 17:30 or 17:30/18:30, the earliest first."""
    found = tuple(time_of_day(part) for part in _OR.split(plain(cell)))
    if list(found) != sorted(set(found)):
        message = f"{shown(cell)}: write several times in their order, like 17:30/18:30"
        raise ValueError(message)
    if len(found) > MOST_TIMES:
        message = f"has {len(found)} times; at most {MOST_TIMES} can be kept"
        raise ValueError(message)
    return found


def count(cell: str) -> int | None:
    """Read a number of places; an empty cell is None."""
    written = plain(cell).removesuffix("人")
    if not written:
        return None
    if not written.isdecimal() or not 0 < int(written[:6]) <= MOST_PLACES:
        message = f"{shown(cell)} is not a number from 1 to {MOST_PLACES}"
        raise ValueError(message)
    return int(written)


def day(cell: str) -> date | None:
    """Read a day such as 2026-09-01; an empty cell is None."""
    written = plain(cell)
    if not written:
        return None
    match = _DAY.fullmatch(written)
    if match is None:
        message = f"{shown(cell)} is not a date; write it like 2026-09-01"
        raise ValueError(message)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        message = f"{shown(cell)} is not a day of the calendar"
        raise ValueError(message) from error


def text(cell: str) -> str:
    """Read a short text on one line; it may be empty."""
    written = cell.strip()
    if len(written) > LONGEST_TEXT:
        message = f"has {len(written)} characters; at most {LONGEST_TEXT} fit"
        raise ValueError(message)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in written):
        message = "holds a line break or an invisible character; delete it"
        raise ValueError(message)
    return written


def shown(cell: str) -> str:
    """Return what a person wrote, short enough for one line of a message."""
    written = " ".join(cell.split())
    if not written:
        return "an empty cell"
    return written if len(written) <= 20 else f"{written[:20]}…"  # noqa: PLR2004 - one line
