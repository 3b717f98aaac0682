"""A clock that stands still until a test moves it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from bot.clock import SCHOOL_ZONE, Clock, SystemClock

A_THURSDAY_NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
"""12:00 in Shanghai on an ordinary school day."""

NIGHT_BEGINS, NIGHT_ENDS = time_of_day(21, 15), time_of_day(7)

AT_ANY_HOUR = "测试在夜里也要跑。"
"""Why a test that types a command sends at night; processes have the machine's clock."""


class FixedClock:
    """A clock for tests; `move` lets time pass."""

    def __init__(self, now: datetime = A_THURSDAY_NOON, zone: ZoneInfo = SCHOOL_ZONE) -> None:
        self._now = now
        self._zone = zone

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    def now(self) -> datetime:
        return self._now

    def to_system(self, instant: datetime) -> datetime:
        return instant

    def move(self, by: timedelta) -> None:
        self._now += by

    def set(self, instant: datetime) -> None:
        self._now = instant.astimezone(UTC)


class RunningClock(FixedClock):
    """A clock that runs on from where a test sets it, for what waits a second and tries again."""

    def __init__(self, now: datetime = A_THURSDAY_NOON, zone: ZoneInfo = SCHOOL_ZONE) -> None:
        super().__init__(now, zone)
        self._set_at = time.monotonic()

    def now(self) -> datetime:
        return self._now + timedelta(seconds=time.monotonic() - self._set_at)

    def set(self, instant: datetime) -> None:
        super().set(instant)
        self._set_at = time.monotonic()


def awake() -> Clock | None:
    """Return a clock that begins at noon of today if it is night at school; None by day.

    At night the rules object to any notice, which is right and not what most tests are about.
    """
    now = SystemClock().now().astimezone(SCHOOL_ZONE)
    if NIGHT_ENDS <= now.time() < NIGHT_BEGINS:
        return None
    return RunningClock(now.replace(hour=12, minute=0).astimezone(UTC))
