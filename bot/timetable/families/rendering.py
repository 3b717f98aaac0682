"""A family's day and week as they read it on a telephone, in plain text. Pure.

Words come from the catalogue in the reader's language; what the school has written itself
stays as written. Whatever a made-up day, a day off or an unknown year means is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.i18n.catalogue import Words
from bot.timetable.families.plans import OwnPlan, label, pickup_times
from bot.timetable.model import Reason, SchoolDay, Session
from bot.timetable.phrases import day_off, made_up_mark, spoken_day, spoken_times


def day(plans: Sequence[OwnPlan], today: date, words: Words) -> str:
    """Return one day of some children.

    Args:
        plans: At least one, each of the same single day.
        today: Today at school, which is marked.
        words: The catalogue in the reader's language.
    """
    on = plans[0].days[0][0].on
    heading = words("timetable-own-heading", day=_spoken(on, today, words))
    parts = ["\n".join(_day_of(plan, plans, words)) for plan in plans]
    if any(there.is_open and there.is_uncertain for plan in plans for there, _ in plan.days):
        parts.append(words("timetable-uncertain"))
    return "\n\n".join([heading, *parts])


def hours(plan: OwnPlan, today: date, words: Words) -> str:
    """Return one day of a class for somebody who has not joined it: hours, no place, no names.

    Who is not let in by the school need not know where children are, and with whom.
    """
    there, sessions = plan.days[0]
    heading = words("timetable-own-heading", day=_spoken(there.on, today, words))
    lines = [heading, plan.school_class.name]
    if there.is_open and sessions:
        lines += [
            words(
                "timetable-own-hours",
                start=f"{one.starts_at:%H:%M}",
                end=spoken_times(one.ends, words),
            )
            for one in sessions
            if one.takes_place
        ]
        lines += _pickup(sessions, words)
    else:
        lines += _nothing(plan, there, words)
    if there.is_open and there.is_uncertain:
        lines += ["", words("timetable-uncertain")]
    return "\n".join(lines)


def week(plans: Sequence[OwnPlan], today: date, words: Words) -> str:
    """Return a week day by day; of several children what is left of it, for a small screen.

    Args:
        plans: At least one, all of the same week.
        today: Today at school, which is marked.
        words: The catalogue in the reader's language.
    """
    days = [one for one, _ in plans[0].days]
    is_this_week = days[0].on <= today <= days[-1].on
    begin = _begin(plans, today)
    heading = words(
        "timetable-week-heading" if is_this_week else "timetable-other-week-heading",
        **{"from": spoken_day(begin, words), "until": spoken_day(days[-1].on, words)},
    )
    parts = [_week_of(plan, plans, begin, today, words) for plan in plans]
    if any(one.is_open and one.is_uncertain for plan in plans for one, _ in plan.days):
        parts.append(words("timetable-uncertain"))
    return "\n\n".join([heading, *parts])


def shown_days(plan: OwnPlan) -> Iterator[tuple[SchoolDay, tuple[Session, ...]]]:
    """Yield the days of a week that are worth a line: all but an ordinary weekend."""
    for one, sessions in plan.days:
        if one.is_open or one.reason is not Reason.WEEKEND:
            yield one, sessions


def _day_of(plan: OwnPlan, plans: Sequence[OwnPlan], words: Words) -> Iterator[str]:
    there, sessions = plan.days[0]
    name = label(plan, plans, words)
    mark = made_up_mark(there, sessions, words)
    yield words("timetable-marked", day=name, mark=mark) if mark else name
    if not there.is_open or not sessions:
        yield from _nothing(plan, there, words)
        return
    for session, line in zip(sessions, plan.lines(sessions, words), strict=True):
        yield line
        if session.change is not None and session.change.reason:
            yield words("timetable-own-reason", reason=session.change.reason)
    if there.on in plan.absent_on:
        yield words("timetable-own-absent-fetch")
    else:
        yield from _pickup(sessions, words)


def _nothing(plan: OwnPlan, there: SchoolDay, words: Words) -> list[str]:
    if not there.is_open:
        return [day_off(there, spoken_day(there.on, words), words)]
    if not plan.has_slots:
        return [words("timetable-week-missing")]
    return [words("timetable-own-none")]


def _pickup(sessions: Sequence[Session], words: Words) -> list[str]:
    times = pickup_times(sessions)
    if not times:
        return [words("timetable-own-all-cancelled")]
    return [words("timetable-own-pickup", times=spoken_times(times, words))]


def _begin(plans: Sequence[OwnPlan], today: date) -> date:
    """Return the first day of a week to be told: its Monday, or of several children today."""
    monday = plans[0].days[0][0].on
    has_more = any(one.on >= today for plan in plans for one, _ in shown_days(plan))
    return max(monday, today) if len(plans) > 1 and has_more else monday


def _week_of(
    plan: OwnPlan, plans: Sequence[OwnPlan], begin: date, today: date, words: Words
) -> str:
    name = label(plan, plans, words)
    if not plan.has_slots:
        return f"{name}\n{words('timetable-week-missing')}"
    blocks = [
        "\n".join(_week_day(plan, one, sessions, today, words))
        for one, sessions in shown_days(plan)
        if one.on >= begin
    ]
    return "\n\n".join([name, *blocks])


def _week_day(
    plan: OwnPlan, there: SchoolDay, sessions: Sequence[Session], today: date, words: Words
) -> list[str]:
    spoken = _spoken(there.on, today, words)
    if not there.is_open:
        return [day_off(there, spoken, words)]
    mark = made_up_mark(there, sessions, words)
    heading = words("timetable-marked", day=spoken, mark=mark) if mark else spoken
    lines = plan.lines(sessions, words) or [words("timetable-week-none")]
    absent = [words("timetable-own-absent")] if there.on in plan.absent_on else []
    return [heading, *lines, *absent]


def _spoken(on: date, today: date, words: Words) -> str:
    spoken = spoken_day(on, words)
    return words("timetable-week-today", day=spoken) if on == today else spoken
