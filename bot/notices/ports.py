"""What this room is given by others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

from bot.i18n.languages import Language
from bot.notices.times.repeating import Day
from bot.people.model import SchoolId
from bot.storage.database import Connection

SchoolDays = Callable[[Connection, SchoolId | None, date, date], Awaitable[list[Day]]]
"""Returns a school's days from one to another, both included; of no school, the public ones."""

RuleTitles = Callable[[Sequence[str], Language], list[str]]
"""Returns what rules are about, by their ids, in a language."""


def untitled(ids: Sequence[str], language: Language) -> list[str]:
    """Return rules by their ids alone, where nobody knows them."""
    del language
    return list(ids)
