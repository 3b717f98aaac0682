"""When a notice is wanted, as it is typed: at a time, not after one, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer

from bot.app import Services
from bot.errors import BadOption
from bot.notices.particulars import Repeats
from bot.notices.times import repeating, timing
from bot.people.audience import Audience

At = Annotated[str | None, typer.Option(help="When, in the school's zone: 2026-09-01T08:00")]
NotAfter = Annotated[
    str | None,
    typer.Option(help="What has not left by then never does: 18:00, or 2026-09-01T18:00."),
]
EveryDay = Annotated[
    str | None,
    typer.Option(help='Repeat it: "monday 08:00" or "first-school-day 08:00"; needs --until.'),
]
Until = Annotated[str | None, typer.Option(help="The last day it may repeat: 2027-01-22.")]
AsStaff = Annotated[
    int | None,
    typer.Option("--as", help="In the name of a post, with its rights (people staff)."),
]


@dataclass(frozen=True)
class Typed:
    """What was typed about the time of a notice; empty where nothing was."""

    at: str | None = None
    not_after: str | None = None
    every: str | None = None
    until: str | None = None

    def check(self) -> None:
        """Refuse what does not go together.

        Raises:
            BadOption: A notice is wanted both once and again and again, or without an end.
        """
        if self.every and self.at:
            message = "--every: leave --at out; the time stands in --every."
            raise BadOption(message)
        if bool(self.every) != bool(self.until):
            message = "--until: name the last day together with --every, such as 2027-01-22."
            raise BadOption(message)


@dataclass(frozen=True)
class Wanted:
    """When a notice is wanted, read; every instant is aware."""

    at: datetime | None
    not_after: datetime | None
    repeats: Repeats | None


async def wanted(services: Services, typed: Typed, audiences: Sequence[Audience]) -> Wanted:
    """Read what was typed.

    Args:
        services: Know the school's zone and calendar.
        typed: What was typed, checked.
        audiences: Whom the notice is for; the calendar of their school counts.

    Raises:
        BadOption: A time cannot be used.
    """
    zone = services.clock.zone
    at = None if typed.at is None else timing.instant(typed.at, zone)
    repeats = None
    starts = at or services.clock.now()
    if typed.every is not None and typed.until is not None:
        repeats = Repeats(repeating.parse(typed.every), _day(typed.until))
        school = await services.notices.school_of(audiences)
        starts = await services.notices.first_of(school, repeats)
    deadline = None
    if typed.not_after is not None:
        deadline = timing.deadline(typed.not_after, starts, zone)
    return Wanted(at, deadline, repeats)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"--until {written}: write a day of the calendar like 2027-01-22."
        raise BadOption(message) from error
