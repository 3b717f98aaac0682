"""One transaction of the dispatcher: write down what has landed, claim what may leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.delivery.flight import Arrival
from bot.delivery.model import Body, Outgoing
from bot.delivery.retry import MOST_DOUBTS
from bot.delivery.store import turns
from bot.storage.database import Connection

_MOST_BODIES = 64

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Turn:
    """What one transaction has to do.

    Args:
        arrived: Outcomes to write down.
        untried: Claimed messages to hand back, each with the time it may be tried.
        room: How many messages to claim.
        recovers: Whether to look for messages on their way that nobody answers for.
        own: The messages this dispatcher answers for.
        now: This instant, aware.
    """

    arrived: list[Arrival]
    untried: list[tuple[int, datetime]]
    room: int
    recovers: bool
    own: Collection[int]
    now: datetime


async def take(connection: Connection, turn: Turn) -> list[Outgoing]:
    """Do all of it in the open transaction; return what was claimed."""
    if turn.recovers:
        await _recover(connection, turn)
    await turns.settle(connection, [arrival.settlement for arrival in turn.arrived])
    # Handed back first: some of it may be for a chat that turns out to be gone.
    await turns.hand_back(connection, turn.untried)
    await _fail_what_waits_for_gone(connection, turn.arrived)
    if not turn.room:
        return []
    return await turns.claim(connection, turn.room, turn.now)


@dataclass
class Bodies:
    """What messages say, kept in memory because thousands share one body."""

    _known: dict[int, Body] = field(default_factory=dict)

    async def load(self, connection: Connection, messages: list[Outgoing]) -> None:
        """Have the bodies of these messages at hand."""
        wanted = {message.body_id for message in messages}
        if wanted <= self._known.keys():
            return
        if len(self._known) > _MOST_BODIES:
            self._known.clear()
        self._known.update(await turns.bodies(connection, wanted))

    def of(self, message: Outgoing) -> Body:
        """Return what a message says, once loaded."""
        return self._known[message.body_id]


async def _recover(connection: Connection, turn: Turn) -> None:
    count = await turns.recover(connection, keep=turn.own, most_doubts=MOST_DOUBTS, now=turn.now)
    if count:
        log.warning("messages_recovered", count=count)


async def _fail_what_waits_for_gone(connection: Connection, arrived: list[Arrival]) -> None:
    for arrival in arrived:
        settlement = arrival.settlement
        if arrival.gone is not None and settlement.reason is not None:
            await turns.fail_waiting(
                connection, arrival.gone, settlement.reason, settlement.settled_at
            )
