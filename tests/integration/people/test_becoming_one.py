"""A family that names its seat later loses nothing, and counts as one child; on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.notices.afterwards.unreached import Why
from bot.people import audience
from bot.people.model import ChildId, ClassId
from bot.storage.tables.timetable import absences, enrolments
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
    make_school,
    who_is,
)

SLOTS = (
    "weekday,start,end,title,place,teacher,course,capacity\n"
    "5,16:00,17:30,,操场,,足球,1\n4,16:00,17:30,,画室,,书法,9\n"
)
FOOTBALL, WRITING = 1, 2
A_FRIDAY, A_MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
async def class_id(rooms: Rooms, tmp_path: Path) -> ClassId:
    """A class with seat 7 on its list, and a mother who has joined without naming it."""
    school = await make_school(rooms)
    number = await make_class(rooms, school)
    (tmp_path / "slots.csv").write_text(SLOTS, encoding="utf-8")
    await rooms.timetable.import_slots(school, tmp_path / "slots.csv")
    listed = await join_parent(rooms, number, A_FATHER, seat=7)
    assert listed.child is not None
    await rooms.membership.leave(A_FATHER, listed.child.id)
    await join_parent(rooms, number, A_MOTHER)
    return number


async def at_seat_7(rooms: Rooms, class_id: ClassId) -> ChildId:
    seats = await rooms.people.seats(class_id)
    return next(one.child.id for one in seats if one.child.seat == 7)


async def own(rooms: Rooms) -> ChildId:
    (child,) = (await who_is(rooms, A_MOTHER)).children
    return child.id


async def name_the_seat(rooms: Rooms) -> None:
    assert await rooms.membership.give_seat(A_MOTHER, await own(rooms), 7)


async def test_the_slip_of_a_seat_adds_no_child_to_one_that_joined_without(
    rooms: Rooms, class_id: ClassId
) -> None:
    joined = await join_parent(rooms, class_id, A_MOTHER, seat=7)

    assert (joined.is_new, joined.asks_seat) == (True, False)
    assert await own(rooms) == await at_seat_7(rooms, class_id)
    assert len(await rooms.people.seats(class_id)) == 1


async def test_the_slip_of_a_seat_that_is_on_no_list_names_the_seat(
    rooms: Rooms, class_id: ClassId
) -> None:
    before = await own(rooms)

    await join_parent(rooms, class_id, A_MOTHER, seat=12)

    (child,) = (await who_is(rooms, A_MOTHER)).children
    assert (child.id, child.seat) == (before, 12)


async def test_what_a_family_was_sent_before_reached_the_child_at_the_seat(
    rooms: Rooms, class_id: ClassId
) -> None:
    written = audience.parse_all([f"class:{class_id}"])
    notice = await rooms.notices.announce(written, "明天穿校服。")
    before = await rooms.notices.unreached(notice.id)
    assert [(one.seat, one.why) for one in before.children] == [
        (7, Why.NOBODY),
        (None, Why.WAITING),
    ]

    await name_the_seat(rooms)

    after = await rooms.notices.unreached(notice.id)
    assert after.total == 1
    assert [(one.seat, one.why) for one in after.children] == [(7, Why.WAITING)]


async def test_a_place_in_a_course_goes_along_and_counts_more_than_waiting(
    rooms: Rooms, class_id: ClassId
) -> None:
    seat, mine = await at_seat_7(rooms, class_id), await own(rooms)
    await rooms.timetable.courses.enrol(FOOTBALL, mine)
    await rooms.timetable.courses.enrol(FOOTBALL, seat)  # Has to wait: there is one place.
    await rooms.timetable.courses.enrol(WRITING, mine)

    await name_the_seat(rooms)

    async with rooms.database.read() as connection:
        rows = await connection.execute(
            sa.select(
                enrolments.c.course_id, enrolments.c.child_id, enrolments.c.placed_at.is_not(None)
            ).order_by(enrolments.c.course_id)
        )
        assert [tuple(row) for row in rows] == [(FOOTBALL, seat, True), (WRITING, seat, True)]


async def test_absences_go_along_and_stay_once(rooms: Rooms, class_id: ClassId) -> None:
    seat, mine = await at_seat_7(rooms, class_id), await own(rooms)
    told = {"told_at": rooms.clock.now()}
    days = [(mine, A_FRIDAY), (seat, A_FRIDAY), (mine, A_MONDAY)]
    async with rooms.database.begin() as connection:
        rows = [{"child_id": child, "day": day, **told} for child, day in days]
        await connection.execute(sa.insert(absences), rows)

    await name_the_seat(rooms)

    async with rooms.database.read() as connection:
        found = await connection.execute(sa.select(absences.c.child_id, absences.c.day))
        assert sorted(map(tuple, found)) == [(seat, A_FRIDAY), (seat, A_MONDAY)]
