"""What people did, kept until the bot confirms it.

An update leaves the queue only when the bot asks for a higher offset or its webhook answers
with success; until then it comes again. Only one long poll may wait: a newer one ends the
older, as Telegram does, so that a bot started twice finds out.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from bot.sandbox.errors import Refusal, conflict
from bot.sandbox.values import ChatId, JsonObject

FIRST_UPDATE_ID = 100_000_001
MOST_AT_ONCE = 100
_SECOND_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened; `kind` is Telegram's field name, such as `message`."""

    id: int
    chat_id: ChatId
    kind: str
    payload: JsonObject

    def as_json(self) -> JsonObject:
        """Return the Update object of the Bot API."""
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """The queue of updates that the bot has not confirmed yet.

    Args:
        changed: called after every change, so that it reaches the disk.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.next_id = FIRST_UPDATE_ID
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: frozenset[str] = frozenset()
        self.arrived = asyncio.Event()
        self._changed = changed
        self._waiter: asyncio.Future[Refusal | None] | None = None
        self._closed = False

    def add(self, kind: str, chat_id: ChatId, payload: JsonObject) -> None:
        """Queue an update, unless the bot asked for other kinds only."""
        if self.allowed and kind not in self.allowed:
            return
        self.pending[self.next_id] = Update(self.next_id, chat_id, kind, payload)
        self.next_id += 1
        self.arrived.set()
        self._wake(None)
        self._changed()

    def allow(self, kinds: Iterable[str]) -> None:
        """Queue only these kinds from now on; none named means all."""
        self.allowed = frozenset(kinds)
        self._changed()

    def confirm(self, update_id: int) -> None:
        """Forget an update that the bot has dealt with."""
        if self.pending.pop(update_id, None) is not None:
            self._changed()

    def clear(self) -> None:
        """Forget everything that waits (drop_pending_updates); the ids go on."""
        self.pending.clear()
        self._changed()

    def restore(self, pending: Iterable[Update], next_id: int, allowed: Iterable[str]) -> None:
        """Take over the queue of an earlier run."""
        self.pending = OrderedDict((update.id, update) for update in pending)
        self.next_id = next_id
        self.allowed = frozenset(allowed)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirm everything before `offset`, then return what waits.

        Args:
            offset: 0 confirms nothing; a negative one keeps only that many, counted from the
                end.
            limit: at most so many, oldest first.
            seconds: how long to wait when there is nothing yet.

        Raises:
            Refusal: 409 when a newer poll or a webhook took over while this one waited.
        """
        self.interrupt(conflict(_SECOND_POLL))
        self._confirm_before(offset)
        if not self.pending and seconds > 0 and not self._closed:
            await self._wait(seconds)
        return list(islice(self.pending.values(), limit))

    def interrupt(self, refusal: Refusal | None) -> None:
        """End the poll that waits, if any, with this refusal or with an empty answer."""
        self._wake(refusal)

    def close(self) -> None:
        """End the poll that waits and let no other wait, so that the server can stop."""
        self._closed = True
        self._wake(None)
        self.arrived.set()

    async def _wait(self, seconds: float) -> None:
        waiter: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        try:
            async with asyncio.timeout(seconds):
                refusal = await waiter
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if refusal is not None:
            raise refusal

    def _wake(self, refusal: Refusal | None) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(refusal)

    def _confirm_before(self, offset: int) -> None:
        if offset == 0:
            return
        first_kept = offset if offset > 0 else self._from_end(-offset)
        while self.pending and next(iter(self.pending)) < first_kept:
            self.pending.popitem(last=False)
            self._changed()

    def _from_end(self, count: int) -> int:
        """Return the id of the update that is `count` places from the end."""
        return next(islice(reversed(self.pending), count - 1, None), 0)
