"""The loop that empties the outbox: claim, close the transaction, send, settle.

One transaction both settles what has come back and claims what may leave, so commits are
shared and the database costs little even with full fsync; no transaction is open while a
message is on the network. The pace is asked before a message is claimed, so what has not
left can still be cancelled. This is one of the loops that must survive: a busy database, a
sender that breaks and a callback that fails are logged, and the rows stay true.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.delivery.flight import Arrival, Flight
from bot.delivery.leadership import ASKS_EVERY, Leadership
from bot.delivery.model import (
    Delivered,
    Outcome,
    Outgoing,
    Part,
    Refused,
    RetryLater,
    Settlement,
    State,
    Unreachable,
)
from bot.delivery.pacing import Pacing
from bot.delivery.ports import OnGone, Sender
from bot.delivery.retry import Following, decide
from bot.delivery.setback import Setback
from bot.delivery.store import turns
from bot.delivery.store.lease import lease_of
from bot.delivery.store.turns import Choice
from bot.delivery.turn import Bodies, Turn, take, worded
from bot.delivery.uploads import Uploads
from bot.storage.database import Database

LOOKS_EVERY = 0.3
"""Seconds between two looks for messages that another process has put in."""

SETTLES_WITHIN = 0.05
"""Seconds an outcome waits at most for others to share its commit."""

SETTLES_WITHIN_WHEN_FULL = 0.01
"""The same while every place is taken, when waiting costs throughput."""

PAUSE_AFTER_TROUBLE = 0.5
"""Seconds to leave a database in peace that has just failed."""

GIVES_UP_AFTER = 20
"""Failed attempts to settle at the end, after which the next start will recover the rows."""

UPLOAD_PAUSE = 0.2
"""Seconds a message waits that was claimed while its file was being uploaded."""

FORGETS_AFTER = 60.0
"""Seconds after which a part that was to follow soon loses its place in front."""

log = structlog.get_logger(__name__)


class Dispatcher:
    """Sends what the outbox holds until it is told to stop.

    Guarantee: a kill at any line loses nobody and repeats at most the `in_flight` sends
    that were claimed and not yet durably settled.

    Args:
        database: Where the outbox is.
        sender: Who sends one message.
        clock: For the times in rows.
        pacing: How fast messages may leave.
        in_flight: How many may be on their way and not yet durably settled.
        on_gone: Told about a chat that can no longer be reached.
        bot_id: Which bot sends; Telegram's names for files are good for one bot only.
    """

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        *,
        pacing: Pacing,
        in_flight: int,
        on_gone: OnGone,
        bot_id: int = 0,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._pacing = pacing
        self._on_gone = on_gone
        self._flight = Flight(in_flight)
        self._leadership = Leadership(lease_of(database))
        self._bot_id = bot_id
        self._bodies = Bodies(bot_id)
        self._uploads = Uploads(database)
        self._following: dict[int, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stir = asyncio.Event()
        self._looked_at = 0.0
        self._setback = Setback()
        self._landed_at = 0.0
        self._backlog = False
        self._orphans = False
        self._stopping = False

    async def run(self) -> None:
        """Dispatch until cancelled; then finish the sends on their way and settle them."""
        work = asyncio.create_task(self._work())
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            self._stopping = True
            self._stir.set()
            await work
            raise

    def wake(self) -> None:
        """Look into the outbox at once, because something was put in."""
        self._backlog = True
        self._stir.set()

    def halt(self, length: timedelta) -> None:
        """Send nothing for so long, because of a 429 met here or outside the outbox."""
        self._pacing.halt(length.total_seconds(), _seconds())
        log.warning("sending_halted", seconds=length.total_seconds())

    def replied(self) -> None:
        """Let notices go without what a reply takes of Telegram's rate."""
        self._pacing.replied(_seconds())

    async def _work(self) -> None:
        try:
            while not self._stopping:
                try:
                    await self._step()
                except turns.TROUBLE as error:
                    await self._survive(error)
            await self._finish()
        finally:
            await self._leadership.end()

    async def _step(self) -> None:
        leads, just_begun = await self._leadership.look(_seconds())
        if just_begun:
            self._backlog = self._orphans = True
        if not leads:
            await self._rest(ASKS_EVERY)
        elif self._is_turn_due():
            await self._turn()
        else:
            await self._rest(self._time_to_rest())
            await self._look()

    def _is_turn_due(self) -> bool:
        if self._orphans or self._flight.is_half_landed:
            return True
        if self._backlog and not self._flight.is_full and self._pacing.allowance(_seconds()):
            return True
        return self._flight.landed_count > 0 and self._time_to_settle() <= 0

    def _time_to_settle(self) -> float:
        blocks = self._backlog and self._flight.is_full
        within = SETTLES_WITHIN_WHEN_FULL if blocks else SETTLES_WITHIN
        return self._landed_at + within - _seconds()

    def _time_to_rest(self) -> float:
        times = [self._looked_at + LOOKS_EVERY - _seconds()]
        if self._flight.landed_count:
            times.append(self._time_to_settle())
        if self._backlog and not self._flight.is_full:
            times.append(self._pacing.wait(_seconds()))
        return max(0.0, min(times))

    async def _rest(self, seconds: float) -> None:
        if self._stopping and not self._tasks:
            return
        self._stir.clear()
        alarm = asyncio.get_running_loop().call_later(seconds, self._stir.set)
        await self._stir.wait()
        alarm.cancel()

    async def _look(self) -> None:
        if _seconds() - self._looked_at < LOOKS_EVERY:
            return
        self._looked_at = _seconds()
        await self._catch_up()
        if not self._backlog:
            async with self._database.read() as connection:
                self._backlog = await turns.is_any_due(connection, self._clock.now())

    async def _catch_up(self) -> None:
        """Let what was due stay so when the machine's clock is set back."""
        now, seconds = self._clock.now(), _seconds()
        until = self._setback.due_until(now, seconds)
        if until is not None:
            async with self._database.begin() as connection:
                count = await turns.stay_due(connection, now, until)
            back = int((until - now).total_seconds())
            log.warning("clock_set_back", seconds=back, messages=count)
        self._setback.looked(now, seconds)

    async def _turn(self) -> None:
        arrived, untried = self._flight.landed()
        await self._tell_gone(arrived)
        turn = Turn(
            arrived=arrived,
            untried=untried,
            room=self._room(),
            recovers=self._orphans,
            own=self._flight.ids,
            now=self._clock.now(),
            choice=self._choice(),
            bot_id=self._bot_id,
        )
        was_backlog, self._backlog = self._backlog, False
        async with self._database.begin() as connection:
            claimed = await take(connection, turn)
            await self._bodies.load(connection, claimed)
        self._orphans = False
        self._flight.written(len(arrived), len(untried))
        self._landed_at = _seconds()
        # A wake during the transaction may have come too late for the claim.
        left_over = len(claimed) == turn.room if turn.room else was_backlog
        self._backlog = self._backlog or left_over
        for message in claimed:
            self._start(message)

    def _room(self) -> int:
        if self._stopping:
            return 0
        return min(self._flight.room, self._pacing.allowance(_seconds()))

    def _choice(self) -> Choice:
        """Let the parts of one chat stay together, and nothing wait behind an upload."""
        now = _seconds()
        for number in [one for one, due in self._following.items() if due + FORGETS_AFTER < now]:
            del self._following[number]  # It was taken back.
        due = [number for number, due in self._following.items() if due <= now]
        first = due[: self._flight.places]
        return Choice(first, self._bodies.carrying(self._uploads.under_way))

    async def _tell_gone(self, arrived: list[Arrival]) -> None:
        """Before the settling is committed, so that a kill in between repeats, not forgets."""
        for address in {arrival.gone for arrival in arrived if arrival.gone is not None}:
            try:
                await self._on_gone(address)
            except turns.TROUBLE:
                raise
            except Exception as error:  # noqa: BLE001 - the loop must survive its callback
                log.warning("gone_chat_not_noted", error=type(error).__name__)

    def _start(self, message: Outgoing) -> None:
        now, part = _seconds(), self._bodies.of(message)
        chat = message.address if message.target is None else None
        wait = self._pacing.halt_wait(now)
        if chat is not None:
            wait = max(wait, self._pacing.chat_wait(chat, now))
        if self._uploads.must_wait(part):
            wait = max(wait, UPLOAD_PAUSE)
        if wait:
            self._flight.returns(message, self._clock.now() + timedelta(seconds=wait))
            return
        self._pacing.left(chat, now)
        self._following.pop(message.id, None)
        self._flight.starts(message)
        self._uploads.begin(part)
        task = asyncio.create_task(self._send(message, part))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, message: Outgoing, part: Part) -> None:
        outcome = await self._outcome(message, part)
        if isinstance(outcome, RetryLater) and outcome.halts_all:
            self.halt(outcome.after)
        settlement = decide(message, outcome, self._clock.now(), self._next(message, part))
        _report(message, settlement)
        gone = isinstance(outcome, Refused) and outcome.gone
        uploaded = self._uploaded(part, outcome)
        self._land(Arrival(settlement, message.address if gone else None, uploaded))

    def _next(self, message: Outgoing, part: Part) -> Following | None:
        if part.next_id is None:
            return None
        pause = self._pacing.chat_wait(message.address, _seconds())
        return Following(part.next_id, timedelta(seconds=pause))

    def _uploaded(self, part: Part, outcome: Outcome) -> tuple[int, str] | None:
        file = part.unknown_file
        if file is None:
            return None
        self._uploads.end(file)
        self._backlog = True
        if not isinstance(outcome, Delivered) or outcome.known_as is None:
            return None
        self._bodies.learn(file.id, outcome.known_as)
        return file.id, outcome.known_as

    async def _outcome(self, message: Outgoing, part: Part) -> Outcome:
        body = worded(message, part.body)
        try:
            if part.unknown_file is not None:
                body = await self._uploads.with_content(body, part.unknown_file)
            return await self._sender.send(message.address, body)
        except turns.TROUBLE as error:
            # Only an upload asks the database here, before anything has left.
            log.warning("file_not_read", message=message.id, error=type(error).__name__)
            return Unreachable(maybe_accepted=False)
        except Exception as error:  # noqa: BLE001 - the loop must survive a broken sender
            log.warning("sender_broke", message=message.id, error=type(error).__name__)
            return Unreachable(maybe_accepted=True)

    def _land(self, arrival: Arrival) -> None:
        self._flight.ends(arrival)
        settled = arrival.settlement
        if settled.next_id is not None:
            pause = settled.not_before - settled.settled_at
            self._following[settled.id] = _seconds() + pause.total_seconds()
        is_first = self._flight.landed_count == 1
        if is_first:
            self._landed_at = _seconds()
        # The outcomes in between need not wake the loop: its alarm is set.
        if is_first or self._flight.is_half_landed:
            self._stir.set()

    async def _survive(self, error: Exception) -> None:
        # A commit that failed may still have happened: look for rows nobody answers for.
        self._orphans = True
        log.warning("database_unavailable", error=type(error).__name__)
        await asyncio.sleep(PAUSE_AFTER_TROUBLE)

    async def _finish(self) -> None:
        failures = 0
        while not self._flight.is_empty and failures < GIVES_UP_AFTER:
            if not self._flight.landed_count:
                await self._rest(LOOKS_EVERY)
                continue
            try:
                await self._turn()
            except turns.TROUBLE as error:
                failures += 1
                await self._survive(error)
        log.info("dispatcher_stopped", unsettled=len(self._flight.ids))


def _report(message: Outgoing, settlement: Settlement) -> None:
    if settlement.state in (State.FAILED, State.AMBIGUOUS):
        log.info(
            "message_not_delivered",
            message=message.id,
            batch=message.batch,
            state=settlement.state.value,
            reason=settlement.reason,
        )


def _seconds() -> float:
    return asyncio.get_running_loop().time()
