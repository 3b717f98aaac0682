"""Put plans down, and make what is due: the one place where time turns into work.

A bell never decides anything. Whoever rings, however often and in how many processes, the
occurrence is inserted under its unique key first and the work follows on the same open
transaction, so a plan's row in the account and the messages it leads to exist together or
not at all. What a stopped process missed follows the plan's own catch-up: done late, or
dropped with an account and, where the room wishes, a word to those concerned.
"""

from __future__ import annotations

import traceback
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.plans import store
from bot.plans.bells import A_DAY, bells, is_too_late, outstanding
from bot.plans.model import Occurrence, Once, Plan, PlanId, Rule, Settled
from bot.plans.ports import Handler
from bot.storage.database import Connection, Database, DatabaseUnwritable

log = structlog.get_logger()


class Plans:
    """Everything that is to happen at a time.

    Args:
        database: Where plans and their occurrences are kept.
        clock: Gives the time a plan is put down, and the school's zone.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._handlers: dict[str, Handler] = {}
        self._apologies: dict[str, Handler] = {}

    def register(self, kind: str, handler: Handler, *, dropped: Handler | None = None) -> None:
        """Say who does the work of a kind; plans of a kind nobody does are left alone.

        Args:
            kind: The kind, as given to `put`.
            handler: Does the work on the open transaction it is given.
            dropped: Called instead when an occurrence is dropped as too late.
        """
        self._handlers[kind] = handler
        if dropped is not None:
            self._apologies[kind] = dropped

    async def put(
        self,
        connection: Connection,
        kind: str,
        subject: int,
        rule: Rule,
        catch_up_for: timedelta | None,
    ) -> PlanId:
        """Put a plan down in the caller's transaction; the same plan again changes nothing.

        A plan of the same kind and subject with another rule or catch-up is replaced.

        Args:
            connection: The caller's open transaction.
            kind: Whose handler does the work.
            subject: The id of what it is about.
            rule: When it falls due; a past instant is due at once.
            catch_up_for: How late it may still be done; None means however late.
        """
        found = await store.find(connection, kind, subject)
        now = self._clock.now()
        if found is None:
            plan_id = await store.insert(
                connection, kind, subject, rule=rule, catch_up_for=catch_up_for, since=now
            )
        elif (found.rule, found.catch_up_for) == (rule, catch_up_for):
            return found.id
        else:
            plan_id = found.id
            await store.change(
                connection, plan_id, rule=rule, catch_up_for=catch_up_for, since=now
            )
        await store.raise_counter(connection)
        return plan_id

    async def remove(self, connection: Connection, kind: str, subject: int) -> bool:
        """Take a plan away in the caller's transaction; say whether there was one."""
        removed = await store.delete(connection, kind, subject)
        if removed:
            await store.raise_counter(connection)
        return removed

    async def subjects(self, connection: Connection, kind: str) -> set[int]:
        """Return what there are plans of a kind about."""
        return await store.subjects(connection, kind)

    async def counter(self) -> int:
        """Return the number that rises with every change to a plan, in any process."""
        async with self._database.read() as connection:
            return await store.counter(connection)

    async def bells(self, now: datetime) -> list[datetime]:
        """Return the distinct instants of the next 24 hours at which something is due."""
        async with self._database.read() as connection:
            plans = await store.unfinished(connection)
        return bells(plans, now, now + A_DAY, self._clock.zone)

    async def account(
        self, connection: Connection, kind: str, subject: int
    ) -> list[tuple[datetime, Settled, timedelta]]:
        """Return what came of a plan so far: due time, state and lateness, oldest first."""
        return await store.account(connection, kind, subject)

    async def make_due(self, now: datetime) -> int:
        """Make or drop everything due by now that nobody has yet, a transaction for each.

        An occurrence whose handler fails is undone, logged and tried again the next time;
        later due times of the same plan wait for it, other plans do not.

        Returns:
            How many occurrences were settled here.

        Raises:
            DatabaseUnwritable: The database is locked or read-only; try again later.
        """
        async with self._database.read() as connection:
            plans = await store.unfinished(connection)
            settled = await store.settled_until(connection)
        count = 0
        for plan in plans:
            if plan.kind in self._handlers:
                due = outstanding(plan, settled.get(plan.id), now, self._clock.zone)
                count += await self._settle_all(plan, due, now)
        return count

    async def _settle_all(self, plan: Plan, due: list[datetime], now: datetime) -> int:
        count = 0
        for due_at in due:
            occurrence = Occurrence(plan.id, plan.kind, plan.subject, due_at, now)
            try:
                count += await self._settle(plan, occurrence)
            except DatabaseUnwritable:
                raise
            except Exception as error:  # noqa: BLE001 - one plan must not stop the others
                _log_failure(plan, error)
                break
        return count

    async def _settle(self, plan: Plan, occurrence: Occurrence) -> bool:
        too_late = is_too_late(plan, occurrence.due_at, occurrence.made_at)
        state = Settled.DROPPED if too_late else Settled.MADE
        async with self._database.begin() as connection:
            if not await store.still_stands(connection, plan):
                return False
            is_first = await store.settle(connection, occurrence, state, _note(plan, state))
            handlers = self._apologies if too_late else self._handlers
            if is_first and plan.kind in handlers:
                await handlers[plan.kind](connection, occurrence)
            if isinstance(plan.rule, Once):
                await store.finish(connection, plan.id, occurrence.made_at)
        if is_first:
            late = int(occurrence.late_for.total_seconds())
            log.info("occurrence_settled", plan=plan.id, kind=plan.kind, state=state, late=late)
        return is_first


def _note(plan: Plan, state: Settled) -> str:
    if state is Settled.MADE:
        return ""
    return f"too late: it may be caught up for {plan.catch_up_for}"


def _log_failure(plan: Plan, error: Exception) -> None:
    """Log an error by its kind and place; its text could hold a message or an address."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    kind = type(error).__name__
    log.error("occurrence_failed", plan=plan.id, kind=plan.kind, error=kind, place=place)
