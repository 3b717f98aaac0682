"""What time takes away; every step may be repeated and may be late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.inbox import messages
from bot.inbox.batches import ALL, answer_batch, group_batch, staff_batch
from bot.inbox.model import MOST_AWAITED, MOST_GROUPS
from bot.inbox.store import groups, leaving, requests
from bot.storage.database import Connection

FADES_AFTER: Final = timedelta(days=30)
"""For questions fewer than three families asked, their marks, and unanswered requests."""
WAITS_FOR: Final = timedelta(days=180)
"""For whoever waits, and for what editors leave lying."""
TOPICS_LAST_FOR: Final = timedelta(minutes=30)


async def sweep(connection: Connection, outbox: Outbox, now: datetime, day: date) -> None:
    """Erase everything whose time is over.

    Args:
        connection: The caller's open transaction.
        outbox: Takes what people are told of it, and erases what has arrived.
        now: This instant, aware.
        day: Today at school.
    """
    await leaving.forget_gone(connection)
    await leaving.remove_old_topics(connection, now - TOPICS_LAST_FOR)
    await groups.remove_old_marks(connection, day - FADES_AFTER)
    await _let_go(connection, outbox, now, day - WAITS_FOR)
    for over in (
        await groups.faded_groups(connection, day - FADES_AFTER, opened=False),
        await groups.faded_groups(connection, day - WAITS_FOR, opened=True),
        await groups.surplus_groups(connection, MOST_GROUPS, awaited=False),
        await groups.surplus_groups(connection, MOST_AWAITED, awaited=True),
    ):
        await end(connection, outbox, over, now)
    await _give_up(connection, outbox, now)
    await _erase_settled(connection, outbox)


async def end(
    connection: Connection, outbox: Outbox, group_ids: Collection[int], now: datetime
) -> None:
    """Erase groups that get no answer, and say so to whoever waits for one."""
    for group_id in group_ids:
        waiters = await groups.take_waiters(connection, group_id)
        await _say_no_answer(connection, outbox, group_id, waiters, now)
    await groups.remove_groups(connection, group_ids)


async def _let_go(connection: Connection, outbox: Outbox, now: datetime, before: date) -> None:
    """Tell those who have waited too long; the question itself may stay."""
    for group_id in await groups.groups_of_old_waiters(connection, before):
        waiters = await groups.take_waiters(connection, group_id, before=before)
        await _say_no_answer(connection, outbox, group_id, waiters, now)


async def _say_no_answer(
    connection: Connection,
    outbox: Outbox,
    group_id: int,
    waiters: dict[Language, list[int]],
    now: datetime,
) -> None:
    for language, addresses in waiters.items():
        await outbox.enqueue(
            connection,
            batch=group_batch(group_id),
            body=messages.no_answer(speaking(language)),
            addresses=addresses,
            now=now,
        )


async def _give_up(connection: Connection, outbox: Outbox, now: datetime) -> None:
    """Tell those whom nobody has answered in thirty days."""
    for request in await requests.unanswered_requests(connection, now - FADES_AFTER):
        if not await requests.change_request(connection, request.id, answered_at=now):
            continue  # Another process has just done this, or somebody has answered.
        await outbox.enqueue(
            connection,
            batch=answer_batch(request.id),
            body=messages.unanswered(request.sentence, speaking(request.language)),
            addresses=[request.address],
            now=now,
        )


async def _erase_settled(connection: Connection, outbox: Outbox) -> None:
    """Erase every message of ours that has arrived or cannot, and what it carried."""
    await outbox.erase(connection, ALL)
    for request_id in await requests.settled_requests(connection):
        carried = [
            await outbox.progress(connection, batch)
            for batch in (staff_batch(request_id), answer_batch(request_id))
        ]
        if all(one.is_finished for one in carried):
            await requests.remove_request(connection, request_id)
