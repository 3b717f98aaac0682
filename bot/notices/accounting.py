"""What the account of who did what is told about notices: numbers, never a text."""

from __future__ import annotations

from datetime import datetime

from bot.audit.model import BY_ITSELF, OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.notices.model import Notice
from bot.notices.particulars import Ending, Proposed
from bot.storage.database import Connection


async def sent(
    connection: Connection,
    by: Actor,
    notice: Notice,
    recipients: int,
    now: datetime,
    *,
    needs_second: bool = False,
) -> None:
    """Note that a notice was sent, or set down for a later time, and who agreed to it.

    `needs_second` says whether the settings ask for a second person; the operator sends
    without one, and the entry says so. Rules that objected and were answered are named.
    """
    answered = {"despite": "+".join(notice.objections)} if notice.objections else {}
    agreed = "second-person" if notice.approval.approver is not None else "not-needed"
    if needs_second and by == OPERATOR:
        agreed = "operator-alone"
    await note(
        connection,
        by,
        Deed.NOTICE_SENT,
        Subject(About.NOTICE, notice.id),
        at=now,
        recipients=recipients,
        whom="+".join(sorted({item.kind.value for item in notice.audiences})),
        urgent=notice.is_urgent,
        agreed=agreed,
        **answered,
    )


async def asked(
    connection: Connection, by: Actor, notice: Notice, second: int, now: datetime
) -> None:
    """Note that a second person was asked, and how many people may be that person."""
    subject = Subject(About.NOTICE, notice.id)
    await note(
        connection,
        by,
        Deed.NOTICE_APPROVAL_ASKED,
        subject,
        at=now,
        asked=second,
        whom="+".join(sorted({item.kind.value for item in notice.audiences})),
        urgent=notice.is_urgent,
    )


async def decided(
    connection: Connection, by: Actor, deed: Deed, notice: Notice, now: datetime
) -> None:
    """Note that a second person agreed or returned a notice."""
    await note(connection, by, deed, Subject(About.NOTICE, notice.id), at=now)


async def dropped(
    connection: Connection, notice: Notice, ending: Ending, count: int, now: datetime
) -> None:
    """Note that the service itself sent a notice, or what was left of it, to nobody."""
    subject = Subject(About.NOTICE, notice.id)
    why = ending.value
    await note(
        connection, BY_ITSELF, Deed.NOTICE_DROPPED, subject, at=now, why=why, messages=count
    )


async def cancelled(
    connection: Connection, by: Actor, notice: Notice, held_back: int, now: datetime
) -> None:
    """Note that a notice was stopped, and how many of its messages had not left."""
    subject = Subject(About.NOTICE, notice.id)
    await note(
        connection,
        by,
        Deed.NOTICE_CANCELLED,
        subject,
        at=now,
        held_back=held_back,
        was=notice.state.value,
    )


async def corrected(
    connection: Connection, by: Actor, notice: Notice, recipients: int, now: datetime
) -> None:
    """Note that a notice was given another text, which text it is, and for how many."""
    subject = Subject(About.NOTICE, notice.id)
    await note(
        connection,
        by,
        Deed.NOTICE_CORRECTED,
        subject,
        at=now,
        version=notice.version,
        recipients=recipients,
    )


async def correction_asked(
    connection: Connection, by: Actor, notice: Notice, second: int, now: datetime
) -> None:
    """Note that a second person was asked about a correction, and how many may be that person."""
    subject = Subject(About.NOTICE, notice.id)
    await note(connection, by, Deed.CORRECTION_ASKED, subject, at=now, asked=second)


async def correction_decided(
    connection: Connection, by: Actor, notice: Notice, now: datetime, *, agreed: bool
) -> None:
    """Note that a second person agreed to a correction or returned it."""
    deed = Deed.CORRECTION_APPROVED if agreed else Deed.CORRECTION_RETURNED
    await note(connection, by, deed, Subject(About.NOTICE, notice.id), at=now)


async def correction_dropped(
    connection: Connection, by: Actor, notice: Notice, why: Proposed, now: datetime
) -> None:
    """Note that a correction ended without a second person's word, and why."""
    subject = Subject(About.NOTICE, notice.id)
    await note(connection, by, Deed.CORRECTION_DROPPED, subject, at=now, why=why.value)


async def withdrawn(
    connection: Connection, by: Actor, notice: Notice, counts: tuple[int, int], now: datetime
) -> None:
    """Note that a notice was taken back: how many messages say so, how many had not left."""
    edited, held_back = counts
    subject = Subject(About.NOTICE, notice.id)
    await note(
        connection,
        by,
        Deed.NOTICE_WITHDRAWN,
        subject,
        at=now,
        edited=edited,
        held_back=held_back,
    )
