"""SQL of the plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.plans.model import Daily, Occurrence, Once, Plan, PlanId, Rule, Settled
from bot.storage.database import Connection, counted
from bot.storage.tables.plans import counters, occurrences, plans

COUNTER = "plans"


async def find(connection: Connection, kind: str, subject: int) -> Plan | None:
    """Return the plan of this kind about this subject, settled or not."""
    query = sa.select(plans).where(plans.c.kind == kind, plans.c.subject == subject)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _plan(row)


async def insert(
    connection: Connection,
    kind: str,
    subject: int,
    *,
    rule: Rule,
    catch_up_for: timedelta | None,
    since: datetime,
) -> PlanId:
    """Write a new plan and return its id."""
    values = {"kind": kind, "subject": subject, "since": since, **_columns(rule, catch_up_for)}
    statement = sa.insert(plans).values(values).returning(plans.c.id)
    return PlanId((await connection.execute(statement)).scalar_one())


async def change(
    connection: Connection,
    plan_id: PlanId,
    *,
    rule: Rule,
    catch_up_for: timedelta | None,
    since: datetime,
) -> None:
    """Give a plan another rule, which stands from `since` on."""
    values = {"since": since, "finished_at": None, **_columns(rule, catch_up_for)}
    await connection.execute(sa.update(plans).where(plans.c.id == plan_id).values(values))


async def delete(connection: Connection, kind: str, subject: int) -> bool:
    """Remove a plan with its account; say whether there was one."""
    condition = (plans.c.kind == kind) & (plans.c.subject == subject)
    return (await connection.execute(sa.delete(plans).where(condition))).rowcount > 0


async def subjects(connection: Connection, kind: str) -> set[int]:
    """Return what there are plans of a kind about."""
    query = sa.select(plans.c.subject).where(plans.c.kind == kind)
    return set((await connection.execute(query)).scalars())


async def unfinished(connection: Connection) -> Sequence[Plan]:
    """Return every plan that may still fall due."""
    query = sa.select(plans).where(plans.c.finished_at.is_(None)).order_by(plans.c.id)
    return [_plan(row) for row in await connection.execute(query)]


async def settled_until(connection: Connection) -> dict[PlanId, datetime]:
    """Return, for each unfinished plan with an account, its latest settled due time."""
    query = (
        sa.select(occurrences.c.plan_id, sa.func.max(occurrences.c.due_at))
        .join(plans, plans.c.id == occurrences.c.plan_id)
        .where(plans.c.finished_at.is_(None))
        .group_by(occurrences.c.plan_id)
    )
    return {PlanId(plan_id): due_at for plan_id, due_at in await connection.execute(query)}


async def still_stands(connection: Connection, plan: Plan) -> bool:
    """Say whether a plan read earlier is still there, unfinished and unchanged."""
    query = sa.select(plans).where(plans.c.id == plan.id, plans.c.finished_at.is_(None))
    row = (await connection.execute(query)).one_or_none()
    return row is not None and _plan(row) == plan


async def settle(
    connection: Connection, occurrence: Occurrence, state: Settled, note: str
) -> bool:
    """Record an occurrence under its unique key.

    Returns:
        False if this due time was settled before, here or by another process.
    """
    values = {
        "plan_id": occurrence.plan_id,
        "due_at": occurrence.due_at,
        "state": state.value,
        "made_at": occurrence.made_at,
        "late_for": int(occurrence.late_for.total_seconds()),
        "note": note,
    }
    statement = _insert(connection, occurrences).values(values).on_conflict_do_nothing()
    return (await connection.execute(counted(statement))).rowcount > 0


async def finish(connection: Connection, plan_id: PlanId, at: datetime) -> None:
    """Mark a plan that falls due once as settled."""
    statement = sa.update(plans).where(plans.c.id == plan_id).values(finished_at=at)
    await connection.execute(statement)


async def account(
    connection: Connection, kind: str, subject: int
) -> list[tuple[datetime, Settled, timedelta]]:
    """Return what came of a plan: due time, state and lateness, oldest first."""
    query = (
        sa.select(occurrences.c.due_at, occurrences.c.state, occurrences.c.late_for)
        .join(plans, plans.c.id == occurrences.c.plan_id)
        .where(plans.c.kind == kind, plans.c.subject == subject)
        .order_by(occurrences.c.due_at)
    )
    rows = await connection.execute(query)
    return [(due_at, Settled(state), timedelta(seconds=late)) for due_at, state, late in rows]


async def raise_counter(connection: Connection) -> None:
    """Let every scheduler know that plans changed, once this transaction is committed."""
    statement = (
        _insert(connection, counters)
        .values(name=COUNTER, value=1)
        .on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
        )
    )
    await connection.execute(statement)


async def counter(connection: Connection) -> int:
    """Return the number that rises with every change to a plan."""
    query = sa.select(counters.c.value).where(counters.c.name == COUNTER)
    return (await connection.execute(query)).scalar_one_or_none() or 0


def _insert(connection: Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """Return the insert that knows ON CONFLICT, which both databases spell alike."""
    is_sqlite = connection.dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


def _columns(rule: Rule, catch_up_for: timedelta | None) -> dict[str, object]:
    return {
        "once_at": rule.at if isinstance(rule, Once) else None,
        "daily_at": rule.at.strftime("%H:%M") if isinstance(rule, Daily) else None,
        "catch_up_for": None if catch_up_for is None else int(catch_up_for.total_seconds()),
    }


def _plan(row: sa.Row[Any]) -> Plan:
    is_daily = row.daily_at is not None
    return Plan(
        id=PlanId(row.id),
        kind=row.kind,
        subject=row.subject,
        rule=Daily(time.fromisoformat(row.daily_at)) if is_daily else Once(row.once_at),
        catch_up_for=None if row.catch_up_for is None else timedelta(seconds=row.catch_up_for),
        since=row.since,
    )
