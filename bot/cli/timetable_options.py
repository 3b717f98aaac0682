"""Options that several commands of `jiaxiao timetable` take."""

from __future__ import annotations

from datetime import date, time

from bot.errors import BadOption
from bot.i18n.languages import Language
from bot.timetable import cells


def language(written: str) -> Language:
    """Read a language.

    Raises:
        BadOption: It is none of ours.
    """
    try:
        return Language(written)
    except ValueError as error:
        raise BadOption(f"--lang {written}: must be zh-Hans, zh-Hant or en.") from error


def day(option: str, written: str) -> date:
    """Read a day.

    Raises:
        BadOption: No calendar has it.
    """
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"{option} {written}: must be a day of the calendar like 2026-09-01."
        raise BadOption(message) from error


def hour(option: str, written: str | None) -> time | None:
    """Read a time of the day; None stays None.

    Raises:
        BadOption: It is no time.
    """
    if written is None:
        return None
    try:
        return cells.time_of_day(written)
    except ValueError as error:
        raise BadOption(f"{option} {error}.") from error


def text(option: str, written: str | None) -> str | None:
    """Read a short text on one line; None stays None.

    Raises:
        BadOption: It is too long, or is not one line.
    """
    if written is None:
        return None
    try:
        return cells.text(written)
    except ValueError as error:
        raise BadOption(f"{option} {error}.") from error
