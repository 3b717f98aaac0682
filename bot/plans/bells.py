"""When a plan falls due, and whether it is too late by now. Pure.

A daily time means the clock on the school's wall. Where that clock jumps ahead over the
time, the plan is due as much later as the clock jumped; where an hour comes twice, the
first one counts; a day the zone leaves out altogether has no due time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.plans.model import Once, Plan, Rule

A_DAY = timedelta(days=1)


def due_times(rule: Rule, after: datetime, until: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the rule's due times in the window, rising, in UTC.

    Args:
        rule: When the plan falls due.
        after: The window begins after this instant, which itself is outside.
        until: The window's last instant, which is inside.
        zone: The school's zone, for daily rules.
    """
    if isinstance(rule, Once):
        times: Iterable[datetime] = (rule.at.astimezone(UTC),)
    else:
        times = _daily(rule.at, after, until, zone)
    return (due_at for due_at in times if after < due_at <= until)


def outstanding(
    plan: Plan, settled_until: datetime | None, now: datetime, zone: ZoneInfo
) -> list[datetime]:
    """Return the due times up to now that nothing came of yet, oldest first.

    Args:
        plan: The plan.
        settled_until: The latest due time that was made or dropped; None if none was.
        now: This instant.
        zone: The school's zone.
    """
    if isinstance(plan.rule, Once):
        waiting = plan.rule.at <= now and settled_until != plan.rule.at
        return [plan.rule.at.astimezone(UTC)] if waiting else []
    begin = max(plan.since, settled_until or plan.since)
    return list(due_times(plan.rule, begin, now, zone))


def is_too_late(plan: Plan, due_at: datetime, now: datetime) -> bool:
    """Say whether a missed due time has outlived the plan's catch-up."""
    return plan.catch_up_for is not None and now - due_at > plan.catch_up_for


def bells(
    plans: Iterable[Plan], after: datetime, until: datetime, zone: ZoneInfo
) -> list[datetime]:
    """Return the distinct due times of all plans in the window, rising, in UTC."""
    rules = {plan.rule for plan in plans}
    times = {due_at for rule in rules for due_at in due_times(rule, after, until, zone)}
    return sorted(times)


def _daily(at: time, after: datetime, until: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    day = after.astimezone(zone).date() - A_DAY
    last = until.astimezone(zone).date()
    while day <= last:
        due_at = datetime.combine(day, at, zone).astimezone(UTC)
        if due_at.astimezone(zone).date() == day:
            yield due_at
        day += A_DAY
