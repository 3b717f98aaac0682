"""One transaction of the dispatcher: write down what has landed, claim what may leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.delivery.flight import Arrival
from bot.delivery.model import Body, Outgoing, Part
from bot.delivery.retry import MOST_DOUBTS
from bot.delivery.store import files, turns
from bot.delivery.store.turns import ANY, Choice
from bot.storage.database import Connection

_MOST_BODIES = 256

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
        choice: Which messages go first, and which must wait.
        bot_id: Whose names for files are kept.
    """

    arrived: list[Arrival]
    untried: list[tuple[int, datetime]]
    room: int
    recovers: bool
    own: Collection[int]
    now: datetime
    choice: Choice = ANY
    bot_id: int = 0


async def take(connection: Connection, turn: Turn) -> list[Outgoing]:
    """Do all of it in the open transaction; return what was claimed."""
    if turn.recovers:
        await _recover(connection, turn)
    await turns.settle(connection, [arrival.settlement for arrival in turn.arrived])
    uploaded = [arrival.uploaded for arrival in turn.arrived if arrival.uploaded is not None]
    await files.keep_names(connection, turn.bot_id, uploaded)
    # Handed back first: some of it may be for a chat that turns out to be gone.
    await turns.hand_back(connection, turn.untried)
    await _fail_what_waits_for_gone(connection, turn.arrived)
    if not turn.room:
        return []
    return await turns.claim(connection, turn.room, turn.now, turn.choice)


class Bodies:
    """What messages say, kept in memory because thousands share one body.

    Args:
        bot_id: Whose names for files are looked up.
    """

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._known: dict[int, Part] = {}

    async def load(self, connection: Connection, messages: list[Outgoing]) -> None:
        """Have the bodies of these messages at hand."""
        wanted = {message.body_id for message in messages}
        if wanted <= self._known.keys():
            return
        if len(self._known) > _MOST_BODIES:
            self._known.clear()
        self._known.update(await turns.parts(connection, wanted, self._bot_id))

    def of(self, message: Outgoing) -> Part:
        """Return the part a message is about to send, once loaded."""
        return self._known[message.body_id]

    def carrying(self, file_ids: Collection[int]) -> list[int]:
        """List the known bodies that carry one of these files and cannot leave without it."""
        if not file_ids:
            return []
        return [
            number
            for number, part in self._known.items()
            if part.unknown_file is not None and part.unknown_file.id in file_ids
        ]

    def learn(self, file_id: int, known_as: str) -> None:
        """Remember what Telegram calls a file from now on."""
        for number, part in self._known.items():
            if part.unknown_file is not None and part.unknown_file.id == file_id:
                file = replace(part.unknown_file, known_as=known_as)
                self._known[number] = replace(part, body=replace(part.body, files=(file,)))


def worded(message: Outgoing, body: Body) -> Body:
    """Return what is sent: a copy that may be a second one says so, an edit names its target."""
    if message.target is not None:
        return replace(body, edits=message.target)
    # Attempts are counted for each part, doubts for all of them.
    may_be_second = message.doubts > 0 and message.attempts > 1
    if may_be_second and body.repeat_mark and body.text:
        return replace(body, text=body.repeat_mark + body.text)
    return body


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
