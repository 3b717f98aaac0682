"""Days as staff change them, on both databases, two of them at once."""

from __future__ import annotations

import asyncio
from datetime import date, time

import pytest

from bot.audit.model import OPERATOR
from bot.i18n.languages import Language
from bot.people.errors import NotYourClass
from bot.people.model import Person
from bot.storage.database import Database
from bot.timetable.errors import (
    DayPast,
    EndTooEarly,
    NotPlanned,
    SeenOtherwise,
    SlotMissing,
    Unchanged,
)
from bot.timetable.staff.wishes import What, Wish
from tests.integration.timetable.conftest import School, build_timetable
from tests.support.clocks import FixedClock

ROWS = (
    "二年级(1)班,4,16:00,17:30,书法,美术室,李老师,,",
    "三年级(2)班,4,16:00,17:30,阅读,图书馆,王老师,,",
)
THURSDAY, NEXT_THURSDAY = date(2026, 11, 19), date(2026, 11, 26)
CANCEL, EARLY = Wish(What.CANCEL), Wish(What.END, end=time(17))


@pytest.fixture
async def planned(school: School) -> School:
    await school.has_slots(*ROWS)
    return school


async def office(school: School) -> Person:
    await school.add_staff(9)
    return await school.people.person(9, Language.ZH_HANS)


async def test_a_proposal_is_done_as_it_was_shown(planned: School) -> None:
    person, days = await office(planned), planned.timetable.staff_days
    await planned.add_parent(1001, "二年级(1)班")

    proposal = await days.propose(person, 1, THURSDAY, EARLY)
    done = await days.make(person, 1, THURSDAY, EARLY, seen=proposal.seen, by=OPERATOR)

    assert done == proposal.telling
    [(address, _)] = await planned.messages()
    assert address == 1001
    item = await days.item(person, 1, THURSDAY)
    assert (item.owner, item.session.ends) == ("二年级(1)班", (time(17),))


async def test_of_two_who_have_seen_the_same_one_goes_first_and_the_other_is_asked_again(
    planned: School, database_url: str, clock: FixedClock
) -> None:
    person, here = await office(planned), planned.timetable.staff_days
    await planned.add_parent(1001, "二年级(1)班")
    other = Database(database_url)
    there = build_timetable(other, clock)[2].staff_days
    seen = [(await here.propose(person, 1, THURSDAY, wish)).seen for wish in (CANCEL, EARLY)]

    found = await asyncio.gather(
        here.make(person, 1, THURSDAY, CANCEL, seen=seen[0], by=OPERATOR),
        there.make(person, 1, THURSDAY, EARLY, seen=seen[1], by=OPERATOR),
        return_exceptions=True,
    )
    await other.close()

    assert sorted(type(one).__name__ for one in found) == ["SeenOtherwise", "Telling"]
    assert len(await planned.messages()) == 1


async def test_a_proposal_does_not_hold_once_a_new_file_has_changed_the_slot(
    planned: School,
) -> None:
    person, days = await office(planned), planned.timetable.staff_days
    seen = (await days.propose(person, 1, THURSDAY, CANCEL)).seen
    await planned.has_slots(ROWS[0].replace("李老师", "钱老师"), ROWS[1])

    with pytest.raises(SeenOtherwise):
        await days.make(person, 1, THURSDAY, CANCEL, seen=seen, by=OPERATOR)

    change = (await days.item(person, 1, THURSDAY)).session.change
    assert change is None
    await planned.has_slots(ROWS[1])
    with pytest.raises(SlotMissing):
        await days.make(person, 1, THURSDAY, CANCEL, seen=seen, by=OPERATOR)


@pytest.mark.parametrize(
    ("on", "wish", "error"),
    [
        (date(2026, 11, 12), CANCEL, DayPast),
        (date(2026, 11, 11), CANCEL, DayPast),
        (date(2026, 11, 20), CANCEL, NotPlanned),
        (date(2026, 11, 21), CANCEL, NotPlanned),
        (THURSDAY, Wish(What.END, end=time(11, 59)), EndTooEarly),
        (THURSDAY, Wish(What.END, end=time(16)), EndTooEarly),
        (THURSDAY, Wish(What.UNDO), Unchanged),
        (THURSDAY, Wish(What.PLACE, text="美术室"), Unchanged),
    ],
)
async def test_what_cannot_be_is_refused_and_tells_nobody(
    planned: School, on: date, wish: Wish, error: type[Exception]
) -> None:
    person, days = await office(planned), planned.timetable.staff_days
    await planned.add_parent(1001, "二年级(1)班")

    with pytest.raises(error):
        await days.propose(person, 1, on, wish)
    with pytest.raises(error):
        await days.make(person, 1, on, wish, seen=None, by=OPERATOR)

    assert await planned.messages() == []


async def test_a_day_off_of_the_schools_own_has_nothing_to_change(planned: School) -> None:
    person, days = await office(planned), planned.timetable.staff_days
    await planned.has_calendar("days_off:\n  - {date: 2026-11-26, name: 运动会}\n")

    plan = await days.day(person, NEXT_THURSDAY)

    assert (plan.items, plan.day.name) == ((), "运动会")
    with pytest.raises(NotPlanned):
        await days.item(person, 1, NEXT_THURSDAY)


async def test_what_else_is_in_the_new_place_at_that_time_is_said(planned: School) -> None:
    person, days = await office(planned), planned.timetable.staff_days

    to_library = await days.propose(person, 1, THURSDAY, Wish(What.PLACE, text="图书馆"))
    with_wang = await days.propose(person, 1, THURSDAY, Wish(What.TEACHER, text="王老师"))
    to_hall = await days.propose(person, 1, THURSDAY, Wish(What.PLACE, text="大礼堂"))

    assert [item.owner for item in to_library.busy] == ["三年级(2)班"]
    assert [item.owner for item in with_wang.busy] == ["三年级(2)班"]
    assert to_hall.busy == ()


async def test_who_has_no_post_there_changes_and_sees_nothing(planned: School) -> None:
    nobody = await planned.people.person(1, Language.ZH_HANS)
    days = planned.timetable.staff_days

    with pytest.raises(NotYourClass):
        await days.day(nobody, THURSDAY)
    with pytest.raises(NotYourClass):
        await days.item(nobody, 1, THURSDAY)
    with pytest.raises(NotYourClass):
        await days.held_by(nobody, 1, What.PLACE)
    with pytest.raises(SlotMissing):
        await days.held_by(nobody, 99, What.PLACE)
