"""How the particulars of a notice lie in its row."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.notices.particulars import Approval, Ending, Outcome, Repeats, Schedule
from bot.notices.times import repeating

Row = sa.Row[*tuple[Any, ...]]


def schedule(row: Row) -> Schedule:
    """Read when a notice is wanted."""
    repeats = Repeats(repeating.parse(row.every), row.until) if row.every else None
    return Schedule(row.wished_at, row.not_after, repeats, row.series)


def approval(row: Row) -> Approval:
    """Read what became of asking a second person."""
    return Approval(
        row.approval_asked_at,
        row.approval_ends_at,
        row.approver,
        row.returned_because or "",
    )


def outcome(row: Row) -> Outcome:
    """Read how it went."""
    return Outcome(
        Ending(row.ending) if row.ending else None,
        row.late_by or 0,
        row.dropped or 0,
        row.hurried or 0,
    )
