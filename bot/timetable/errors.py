"""What can be wrong with the files of this room; every problem is a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BadInput, BadOption


class BadSlots(BadInput):
    """A timetable file cannot be imported; the sentences name row and column."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class BadCalendar(BadInput):
    """A calendar file cannot be imported; the sentences name file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class BadSpan(BadOption):
    """The days asked for cannot be shown."""
