"""The one place that asks the system for the time.

Everything else is given a clock, so tests and the demo can live at any moment, and every
instant inside the program is aware and in UTC. A school thinks in its own zone, so the
clock also knows today's date there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """What time it is, here and at school."""

    @property
    def zone(self) -> ZoneInfo:
        """The school's time zone."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""

    def to_system(self, instant: datetime) -> datetime:
        """Translate an instant of this clock into one of the machine's clock."""


@dataclass(frozen=True)
class SystemClock:
    """The machine's clock, optionally moved by a fixed length for the demo.

    Args:
        zone: The school's time zone.
        ahead_by: How far this clock runs ahead of the machine's.
    """

    zone: ZoneInfo = SCHOOL_ZONE
    ahead_by: timedelta = field(default=timedelta(0))

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return datetime.now(UTC) + self.ahead_by  # noqa: TID251 - the only place that may

    def to_system(self, instant: datetime) -> datetime:
        """Translate an instant of this clock into one of the machine's clock."""
        return instant - self.ahead_by


def today(clock: Clock) -> date:
    """Return the date at school."""
    return clock.now().astimezone(clock.zone).date()


def at_school(instant: datetime, clock: Clock) -> datetime:
    """Return the same instant in the school's zone, for showing to people."""
    return instant.astimezone(clock.zone)
