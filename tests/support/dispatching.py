"""A dispatcher under test: a sender that follows a script, and a way to start and stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable

from bot.clock import Clock, SystemClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.model import Body, Delivered, Outcome
from bot.delivery.pacing import Pacing
from bot.delivery.ports import OnGone, Sender
from bot.storage.database import Database
from tests.support.outbox import PATIENCE


class ScriptedSender:
    """Accepts every message, unless the script says otherwise.

    `script[address]` holds what becomes of the next attempts, an outcome or an error to
    raise; `gate` holds every send back while it is closed. `said` are the bodies as they were
    given to be sent.
    """

    def __init__(self) -> None:
        self.script: defaultdict[int, list[Outcome | Exception]] = defaultdict(list)
        self.sent: list[int] = []
        self.texts: Counter[str] = Counter()
        self.said: list[tuple[int, Body]] = []
        self.times: list[float] = []
        self.on_the_way = 0
        self.most_on_the_way = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def send(self, address: int, body: Body) -> Outcome:
        self.sent.append(address)
        self.texts[body.text] += 1
        self.said.append((address, body))
        self.times.append(asyncio.get_running_loop().time())
        self.on_the_way += 1
        self.most_on_the_way = max(self.most_on_the_way, self.on_the_way)
        await self.gate.wait()
        self.on_the_way -= 1
        if not self.script[address]:
            return self._accepted(body)
        outcome = self.script[address].pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _accepted(self, body: Body) -> Delivered:
        is_new = bool(body.files) and body.files[0].known_as is None
        known_as = f"file-{body.files[0].id}" if is_new else None
        return Delivered(body.edits or len(self.sent), known_as)


async def ignore(_address: int) -> None:
    """Do nothing about a chat that is gone."""


def make_dispatcher(
    database: Database,
    sender: Sender,
    *,
    clock: Clock | None = None,
    pacing: Pacing | None = None,
    in_flight: int = 16,
    on_gone: OnGone = ignore,
    bot_id: int = 0,
) -> Dispatcher:
    return Dispatcher(
        database,
        sender,
        clock or SystemClock(),
        pacing=pacing or Pacing(1000),
        in_flight=in_flight,
        on_gone=on_gone,
        bot_id=bot_id,
    )


@contextlib.asynccontextmanager
async def running(dispatcher: Dispatcher) -> AsyncIterator[Dispatcher]:
    """Run it, and stop it in good order at the end."""
    work = asyncio.create_task(dispatcher.run())
    try:
        yield dispatcher
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds that the loop makes true by itself."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while not holds():  # noqa: ASYNC110 - nobody tells a test when
            await asyncio.sleep(0.005)
