"""Whether a notice can be sent at a time. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.notices.errors import TimeHasPassed, TimeTooFar

LATENESS_FORGIVEN = timedelta(minutes=1)
"""A time typed in minutes may lie a moment back by the time it is confirmed."""

LATEST_AFTER = timedelta(days=366)
"""Whoever names a later time has mistaken the year."""


def check(at: datetime, now: datetime) -> None:
    """Refuse a time at which no notice can be sent; both are aware.

    Raises:
        TimeHasPassed: It lies in the past.
        TimeTooFar: It is more than a year ahead.
    """
    if at < now - LATENESS_FORGIVEN:
        raise TimeHasPassed
    if at > now + LATEST_AFTER:
        raise TimeTooFar
