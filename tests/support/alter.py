"""Changes of one day, as tests want them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.timetable.editing import AS_PLANNED
from bot.timetable.model import Change


def moved(
    to: date | None = None,
    *,
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str | None = None,
    reason: str = "",
) -> Change:
    """Return the change by which a session takes place at another time or elsewhere."""
    return replace(
        AS_PLANNED,
        moved_to=to,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        reason=reason,
    )


def other_teacher(teacher: str, reason: str = "") -> Change:
    """Return the change by which somebody else is there."""
    return replace(AS_PLANNED, teacher=teacher, reason=reason)


def early_end(ends_at: time, reason: str = "") -> Change:
    """Return the change by which children are fetched earlier."""
    return replace(AS_PLANNED, ends_at=ends_at, reason=reason)
