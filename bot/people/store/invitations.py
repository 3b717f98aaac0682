"""SQL for invitations; only the hash of a code is ever stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.people.model import ClassId, Invitation, InvitationKind, SchoolId
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.people import invitation_classes, invitations


async def add(
    connection: Connection,
    *,
    code_hash: str,
    kind: InvitationKind,
    school_id: SchoolId,
    class_id: ClassId | None,
    seat: int | None,
    class_ids: Iterable[ClassId],
    now: datetime,
    expires_at: datetime,
) -> int:
    """Save an invitation with the classes it gives to a teacher."""
    values = {
        "code_hash": code_hash,
        "kind": kind,
        "school_id": school_id,
        "class_id": class_id,
        "seat": seat,
        "created_at": now,
        "expires_at": expires_at,
    }
    result = await connection.execute(sa.insert(invitations).values(values))
    number = inserted_id(result)
    rows = [{"invitation_id": number, "class_id": item} for item in dict.fromkeys(class_ids)]
    if rows:
        await connection.execute(sa.insert(invitation_classes), rows)
    return number


async def find(connection: Connection, code_hash: str) -> Invitation | None:
    """Find the invitation of a code."""
    query = sa.select(invitations).where(invitations.c.code_hash == code_hash)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    return Invitation(
        id=row.id,
        kind=InvitationKind(row.kind),
        school_id=row.school_id,
        class_id=row.class_id,
        seat=row.seat,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
    )


async def classes_given(connection: Connection, invitation_id: int) -> list[ClassId]:
    """List the classes a teacher's invitation gives."""
    query = sa.select(invitation_classes.c.class_id).where(
        invitation_classes.c.invitation_id == invitation_id
    )
    return [ClassId(number) for number in (await connection.execute(query)).scalars()]


async def mark_used(connection: Connection, invitation_id: int, now: datetime) -> bool:
    """Use up a code that admits one person; False if somebody was faster."""
    result = await connection.execute(
        sa.update(invitations)
        .where(invitations.c.id == invitation_id, invitations.c.used_at.is_(None))
        .values(used_at=now)
    )
    return bool(result.rowcount)


async def revoke_class(
    connection: Connection, class_id: ClassId, kind: InvitationKind, now: datetime
) -> int:
    """Revoke every open code of a kind for a class; returns how many there were."""
    result = await connection.execute(
        sa.update(invitations).where(_is_open(class_id, kind, now)).values(revoked_at=now)
    )
    return result.rowcount


async def count_open(
    connection: Connection, class_id: ClassId, kind: InvitationKind, now: datetime
) -> int:
    """Count the open codes of a kind for a class."""
    query = sa.select(sa.func.count()).where(_is_open(class_id, kind, now))
    return (await connection.execute(query)).scalar_one()


def _is_open(class_id: ClassId, kind: InvitationKind, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        invitations.c.class_id == class_id,
        invitations.c.kind == kind,
        invitations.c.revoked_at.is_(None),
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > now,
    )
