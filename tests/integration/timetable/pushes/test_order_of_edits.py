"""Whatever staff change, and in whatever order, a service day has one message, a day off none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.timetable import editing
from bot.timetable.errors import BadChange
from bot.timetable.model import Change
from tests.integration.timetable.conftest import School, a_school, on_postgresql, on_sqlite
from tests.support import alter
from tests.support.clocks import FixedClock
from tests.support.databases import PostgresDatabases

BEGIN, END = date(2026, 9, 30), date(2026, 10, 13)
"""Two weeks with the national holiday and a Saturday worked for it."""

NO_SCHOOL = {date(2026, 10, 1) + timedelta(days=n) for n in range(7)}
WORKED = {date(2026, 10, 10)}
PER_DAY = 2

FILES = (
    [f"二年级(1)班,{day},16:00,17:30,书法,,,," for day in range(1, 6)],
    ["二年级(1)班,3,16:00,17:30,书法,,,,", "二年级(1)班,5,16:00,17:30,绘画,,,,"],
    [f"二年级(1)班,{day},15:30,17:30,阅读,,,," for day in (1, 2, 3, 4, 6)],
)
CALENDARS = (
    "days_off: []\n",
    "days_off:\n  - {from: 2026-09-30, to: 2026-10-08}\n  - {date: 2026-10-12}\n",
    "working_days:\n  - {date: 2026-10-11, follows: 5}\n",
    "terms:\n  - {from: 2026-09-01, to: 2026-10-12}\n",
)
WISHES = (
    editing.AS_PLANNED,
    editing.cancelled(),
    alter.other_teacher("王老师"),
    alter.moved(place="操场"),
    *(alter.moved(BEGIN + timedelta(days=n)) for n in (0, 8, 9, 10, 13)),
)


@dataclass(frozen=True)
class Slots:
    """Another file of slots is imported."""

    file: int


@dataclass(frozen=True)
class Calendar:
    """Another calendar is imported."""

    file: int


@dataclass(frozen=True)
class Day:
    """One of the sessions of the next week is changed."""

    which: int
    wanted: Change


Edit = Slots | Calendar | Day

EDITS = st.one_of(
    st.builds(Slots, st.integers(0, len(FILES) - 1)),
    st.builds(Calendar, st.integers(0, len(CALENDARS) - 1)),
    st.builds(Day, st.integers(0, 30), st.sampled_from(WISHES)),
    st.builds(Day, st.integers(0, 30), st.sampled_from(WISHES)),
)
DAYS = (END - BEGIN).days + 1


def is_off(day: date, calendar: int) -> bool:
    """Say by hand whether there can be no school, whatever the slots are."""
    if calendar == 1 and (day <= date(2026, 10, 8) or day == date(2026, 10, 12)):
        return True
    if calendar == 2 and day == date(2026, 10, 11):
        return False
    if calendar == 3 and day > date(2026, 10, 12):
        return True
    return day not in WORKED and (day.isoweekday() > 5 or day in NO_SCHOOL)


async def edit(school: School, wanted: Edit, today: date) -> None:
    match wanted:
        case Slots(number):
            await school.has_slots(*FILES[number])
        case Calendar(number):
            await school.has_calendar(CALENDARS[number])
        case Day(which, change):
            found = await school.timetable.schedule(school.id, today, today + timedelta(days=6))
            there = [one for one in found.sessions if one.planned_on == one.day.on]
            if there:
                one = there[which % len(there)]
                await changed(school, one.slot.id, one.day.on, change)


async def changed(school: School, slot: int, on: date, wanted: Change) -> None:
    try:
        await school.timetable.pushes.changes.change(slot, on, wanted)
    except BadChange:
        assert wanted.moved_to is not None  # Only a day off can be refused here.


async def told_in_the_morning(school: School) -> list[str]:
    return [text for _, text in await school.messages() if text.startswith("【今日课后服务】")]


async def live_through(school: School, days: Iterable[list[Edit]]) -> None:
    """Let the days pass, each with what staff change before its bell, and look each morning."""
    calendar, before = 0, 0
    for number, edits in enumerate(days):
        today = BEGIN + timedelta(days=number)
        school.clock.set(datetime(today.year, today.month, today.day, 6, 30, tzinfo=SCHOOL_ZONE))
        for one in edits:
            await edit(school, one, today)
            calendar = one.file if isinstance(one, Calendar) else calendar
        found = await school.timetable.schedule(school.id, today, today)
        for minutes in (50, 80):
            await school.plans.make_due(school.clock.now() + timedelta(minutes=minutes))
        told = await told_in_the_morning(school)

        assert len(told) - before == int(bool(found.sessions)), today
        assert not (is_off(today, calendar) and found.sessions), today
        before = len(told)

    first_lines = [text.splitlines()[0] for text in told]
    assert len(set(first_lines)) == len(first_lines)


async def live(url: str, folder: Path, days: list[list[Edit]]) -> None:
    clock = FixedClock(datetime(2026, 9, 29, 12, 0, tzinfo=SCHOOL_ZONE))
    async with a_school(url, clock, folder) as school:
        await school.add_class("二年级(1)班")
        await school.has_slots(*FILES[0])
        await school.add_parent(1001, "二年级(1)班")
        await live_through(school, days)


FORTNIGHTS = st.lists(st.lists(EDITS, max_size=PER_DAY), min_size=DAYS, max_size=DAYS)


@settings(max_examples=8)
@given(FORTNIGHTS)
def test_each_service_day_has_one_message_and_each_day_off_none(
    database_template: Path, days: list[list[Edit]]
) -> None:
    with on_sqlite(database_template) as (url, folder):
        asyncio.run(live(url, folder, days))


@pytest.mark.postgresql
@settings(max_examples=2)
@given(FORTNIGHTS)
def test_so_it_is_on_postgresql(postgresql: PostgresDatabases, days: list[list[Edit]]) -> None:
    with on_postgresql(postgresql) as (url, folder):
        asyncio.run(live(url, folder, days))
