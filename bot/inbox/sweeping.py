"""What time takes away; every step may be repeated and may be late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.inbox import messages
from bot.inbox.batches import answer_batch, group_batch, staff_batch
from bot.inbox.model import MOST_GROUPS
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
        outbox: Says which messages are settled, and forgets them.
        now: This instant, aware.
        day: Today at school.
    """
    await leaving.forget_gone(connection)
    await leaving.remove_old_topics(connection, now - TOPICS_LAST_FOR)
    await groups.remove_old_waiters(connection, day - WAITS_FOR)
    await groups.remove_old_marks(connection, day - FADES_AFTER)
    await groups.remove_faded_groups(connection, day - FADES_AFTER, opened=False)
    await groups.remove_faded_groups(connection, day - WAITS_FOR, opened=True)
    await groups.remove_surplus(connection, MOST_GROUPS)
    await _give_up(connection, outbox, now)
    await _erase_settled(connection, outbox)


async def _give_up(connection: Connection, outbox: Outbox, now: datetime) -> None:
    """Tell those whom nobody has answered in thirty days."""
    for request in await requests.unanswered_requests(connection, now - FADES_AFTER):
        if request.address is None:
            continue
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
    """Erase what has been carried back, with the messages that carried it."""
    for request_id in await requests.settled_requests(connection):
        told = await outbox.erase(connection, staff_batch(request_id))
        if await outbox.erase(connection, answer_batch(request_id)) and told:
            await requests.remove_request(connection, request_id)
    for group_id in await groups.closed_groups(connection):
        if await outbox.erase(connection, group_batch(group_id)):
            await groups.remove_groups(connection, [group_id])
