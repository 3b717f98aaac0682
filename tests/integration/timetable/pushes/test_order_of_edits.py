"""Whatever staff change, and in whatever order, a service day has one message, a day off none."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from bot.clock import SCHOOL_ZONE
from bot.timetable import editing
from bot.timetable.errors import BadChange
from bot.timetable.model import Change
from tests.integration.timetable.conftest import School

BEGIN, END = date(2026, 9, 21), date(2026, 10, 16)
"""Four weeks with a festival, a national holiday and a Saturday worked for it."""

NO_SCHOOL = {
    *(date(2026, 9, 25) + timedelta(days=n) for n in range(3)),
    *(date(2026, 10, 1) + timedelta(days=n) for n in range(7)),
}
WORKED = {date(2026, 10, 10)}

FILES = (
    [f"二年级(1)班,{day},16:00,17:30,书法,,,," for day in range(1, 6)],
    ["二年级(1)班,3,16:00,17:30,书法,,,,", "二年级(1)班,5,16:00,17:30,绘画,,,,"],
    [f"二年级(1)班,{day},15:30,17:30,阅读,,,," for day in (1, 2, 3, 4, 6)],
)
CALENDARS = (
    "days_off: []\n",
    "days_off:\n  - {from: 2026-09-22, to: 2026-09-23}\n  - {date: 2026-10-12}\n",
    "working_days:\n  - {date: 2026-10-11, follows: 5}\n",
    "terms:\n  - {from: 2026-09-01, to: 2026-10-13}\n",
)


def may_be_school(day: date, calendar: str) -> bool:
    """Say by hand whether there may be school; the file of slots decides about the rest."""
    if "2026-09-22" in calendar and day in {
        date(2026, 9, 22),
        date(2026, 9, 23),
        date(2026, 10, 12),
    }:
        return False
    if "2026-10-11" in calendar and day == date(2026, 10, 11):
        return True
    if "to: 2026-10-13" in calendar and day > date(2026, 10, 13):
        return False
    return day in WORKED or (day.isoweekday() < 6 and day not in NO_SCHOOL)


async def edited(school: School, dice: random.Random, today: date) -> str:
    """Change something, and say which calendar is in use if it is a new one."""
    kind = dice.choice(["slots", "calendar", "change", "nothing"])
    if kind == "slots":
        await school.has_slots(*dice.choice(FILES))
    elif kind == "calendar":
        chosen = dice.choice(CALENDARS)
        await school.has_calendar(chosen)
        return chosen
    elif kind == "change":
        await changed(school, dice, today)
    return ""


async def changed(school: School, dice: random.Random, today: date) -> None:
    span = await school.timetable.schedule(school.id, today, today + timedelta(days=6))
    planned = [one for one in span.sessions if one.change is None]
    if not planned:
        return
    session = dice.choice(planned)
    target = today + timedelta(days=dice.randrange(7))
    wanted: Change = dice.choice(
        [editing.cancelled(), editing.moved(target), editing.other_teacher("王老师")]
    )
    try:
        await school.timetable.editing.change(session.slot.id, session.day.on, wanted)
    except BadChange:
        assert wanted.moved_to is not None  # Only a day off can be refused here.


@pytest.mark.parametrize("seed", range(3))
async def test_each_service_day_has_one_message_and_each_day_off_none(
    school: School, seed: int
) -> None:
    dice = random.Random(seed)
    school.clock.set(datetime(2026, 9, 20, 20, 0, tzinfo=SCHOOL_ZONE))
    await school.has_slots(*FILES[0])
    await school.add_parent(1001, "二年级(1)班")
    calendar, told_before = CALENDARS[0], 0
    for number in range((END - BEGIN).days + 1):
        day = BEGIN + timedelta(days=number)
        for _ in range(dice.randrange(3)):
            calendar = await edited(school, dice, day) or calendar
        found = await school.timetable.schedule(school.id, day, day)
        has_service = bool(found.sessions)
        for minute in (20, 21, 50):
            moment = datetime(day.year, day.month, day.day, 7, minute, tzinfo=SCHOOL_ZONE)
            school.clock.set(moment)
            await school.plans.make_due(moment)
        told = len(await school.messages())

        assert told - told_before == int(has_service), day
        assert not has_service or may_be_school(day, calendar), day
        told_before = told

    texts = [text.splitlines()[0] for _, text in await school.messages()]
    assert len(set(texts)) == len(texts)
    assert texts
