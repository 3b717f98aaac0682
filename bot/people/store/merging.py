"""SQL for two rows that turn out to be one child: what hangs on the one goes over to the other.

A family that joined without a seat and names it later would otherwise lose its child's courses,
and be listed as not reached by what it has read. As with erasing, the tables decide.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.people.model import ChildId
from bot.storage.database import Connection
from bot.storage.tables.notices import notice_children
from bot.storage.tables.timetable import absences, enrolments


async def merge(connection: Connection, child_id: ChildId, into: ChildId) -> None:
    """Give everything of a child but its joins to another; what both have stays once."""
    await _courses(connection, child_id, into)
    await _absences(connection, child_id, into)
    await _notices(connection, child_id, into)


async def _courses(connection: Connection, child_id: ChildId, into: ChildId) -> None:
    """A place counts more than waiting for one."""
    mine = sa.select(enrolments.c.course_id).where(enrolments.c.child_id == child_id)
    placed = mine.where(enrolments.c.placed_at.is_not(None)).scalar_subquery()
    theirs = sa.select(enrolments.c.course_id).where(enrolments.c.child_id == into)
    await connection.execute(
        sa.delete(enrolments).where(
            enrolments.c.child_id == into,
            enrolments.c.placed_at.is_(None),
            enrolments.c.course_id.in_(placed),
        )
    )
    await connection.execute(
        sa.update(enrolments)
        .where(
            enrolments.c.child_id == child_id,
            enrolments.c.course_id.not_in(theirs.scalar_subquery()),
        )
        .values(child_id=into)
    )


async def _absences(connection: Connection, child_id: ChildId, into: ChildId) -> None:
    theirs = sa.select(absences.c.day).where(absences.c.child_id == into).scalar_subquery()
    await connection.execute(
        sa.update(absences)
        .where(absences.c.child_id == child_id, absences.c.day.not_in(theirs))
        .values(child_id=into)
    )


async def _notices(connection: Connection, child_id: ChildId, into: ChildId) -> None:
    """Whom a notice was sent to counts more than that nobody had joined."""
    mine = sa.select(notice_children.c.notice_id).where(
        notice_children.c.child_id == child_id, notice_children.c.address.is_not(None)
    )
    await connection.execute(
        sa.delete(notice_children).where(
            notice_children.c.child_id == into,
            notice_children.c.address.is_(None),
            notice_children.c.was_reached.is_(None),
            notice_children.c.notice_id.in_(mine.scalar_subquery()),
        )
    )
    await connection.execute(
        sa.update(notice_children)
        .where(notice_children.c.child_id == child_id)
        .values(child_id=into)
    )
