from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.people.model import ChildId
from bot.storage.database import Database
from bot.storage.tables.people import children, joins
from bot.timetable.courses import Answer, Asked, CourseState
from bot.timetable.errors import CourseMissing, NotForThem
from bot.timetable.service import Timetable
from bot.timetable.store import courses as store
from tests.integration.timetable.conftest import School, build_timetable
from tests.support.clocks import FixedClock

HEADER = "class,weekday,start,end,title,place,teacher,course,capacity,grades"
FOOTBALL = ",5,16:00,17:30,,操场,王老师,足球,2,2-3"


@pytest.fixture
async def club(school: School) -> School:
    """A school with a course for two children of grades 2 and 3."""
    await imports(school, FOOTBALL)
    return school


async def imports(school: School, *rows: str) -> None:
    await school.timetable.import_slots(school.id, school.write(*rows, header=HEADER))


async def child(school: School, class_name: str = "二年级(1)班", address: int = 0) -> ChildId:
    async with school.database.begin() as connection:
        made = await connection.execute(
            sa.insert(children)
            .values(class_id=school.classes[class_name])
            .returning(children.c.id)
        )
        number = ChildId(made.scalar_one())
    if address:
        await joined(school, number, address)
    return number


async def joined(school: School, number: ChildId, address: int) -> None:
    async with school.database.begin() as connection:
        chat = await school.people.chat_at(connection, address, Language.ZH_HANS)
        values = {"chat_id": chat.id, "child_id": number, "joined_at": school.clock.now()}
        await connection.execute(sa.insert(joins).values(values))


async def enrol(school: School, number: ChildId) -> Answer:
    school.clock.move(timedelta(seconds=1))
    return await school.timetable.courses.enrol(1, number, by_school=True)


async def state(school: School) -> CourseState:
    async with school.database.read() as connection:
        return await school.timetable.courses.state(connection, 1)


async def test_places_go_in_the_order_of_asking_and_the_rest_waits(club: School) -> None:
    numbers = [await child(club) for _ in range(4)]

    answers = [await enrol(club, number) for number in numbers]

    assert [(one.asked, one.ahead) for one in answers] == [
        (Asked.PLACED, 0),
        (Asked.PLACED, 0),
        (Asked.WAITING, 0),
        (Asked.WAITING, 1),
    ]
    now = await state(club)
    assert [one.child_id for one in now.placed] == numbers[:2]
    assert [one.child_id for one in now.waiting] == numbers[2:]
    assert now.free == 0


async def test_asking_twice_changes_nothing(club: School) -> None:
    first, second, third = [await child(club) for _ in range(3)]
    for number in (first, second, third):
        await enrol(club, number)

    again = await enrol(club, third)

    assert (again.asked, again.ahead, again.enrolment.has_place) == (Asked.ALREADY, 0, False)
    assert len((await state(club)).waiting) == 1


async def test_whoever_leaves_makes_room_for_the_next_who_asked(club: School) -> None:
    first, second, third, fourth = [await child(club) for _ in range(4)]
    for number in (first, second, third, fourth):
        await enrol(club, number)

    moved_up = await club.timetable.courses.leave(1, first)

    assert [one.child_id for one in moved_up] == [third]
    now = await state(club)
    assert [one.child_id for one in now.placed] == [second, third]
    assert [one.child_id for one in now.waiting] == [fourth]


async def test_leaving_a_waiting_list_moves_nobody_up(club: School) -> None:
    numbers = [await child(club) for _ in range(4)]
    for number in numbers:
        await enrol(club, number)

    assert await club.timetable.courses.leave(1, numbers[2]) == []
    assert await club.timetable.courses.leave(1, numbers[2]) == []
    assert [one.child_id for one in (await state(club)).waiting] == [numbers[3]]


async def test_the_last_place_is_given_once_whoever_asks_at_the_same_moment(
    club: School, database_url: str, clock: FixedClock
) -> None:
    numbers = [await child(club) for _ in range(8)]
    other = Database(database_url)
    doors = [club.timetable, another_door(other, clock)]

    answers = await asyncio.gather(
        *(
            doors[turn % 2].courses.enrol(1, number, by_school=True)
            for turn, number in enumerate(numbers)
        )
    )
    await other.close()

    assert [one.asked for one in answers].count(Asked.PLACED) == 2
    now = await state(club)
    assert (len(now.placed), len(now.waiting)) == (2, 6)


def another_door(database: Database, clock: FixedClock) -> Timetable:
    _, _, timetable = build_timetable(database, clock)
    return timetable


async def test_more_places_in_a_new_file_let_the_waiting_in(club: School) -> None:
    numbers = [await child(club) for _ in range(4)]
    for number in numbers:
        await enrol(club, number)

    await imports(club, FOOTBALL.replace(",2,2-3", ",3,2-3"))

    assert [one.child_id for one in (await state(club)).placed] == numbers[:3]


async def test_fewer_places_in_a_new_file_take_nobody_out(club: School) -> None:
    numbers = [await child(club) for _ in range(3)]
    for number in numbers:
        await enrol(club, number)

    await imports(club, FOOTBALL.replace(",2,2-3", ",1,2-3"))
    await club.timetable.courses.leave(1, numbers[0])

    now = await state(club)
    assert [one.child_id for one in now.placed] == [numbers[1]]
    assert [one.child_id for one in now.waiting] == [numbers[2]]


async def test_a_child_of_another_grade_or_school_is_refused(club: School) -> None:
    await club.add_class("六年级(1)班", grade=6)
    too_old = await child(club, "六年级(1)班")
    elsewhere = await club.office.add_school("星海小学", "example")
    club.classes["别校"] = await club.office.add_class(elsewhere, 2, "别校")
    stranger = await child(club, "别校")

    for number in (too_old, stranger, ChildId(999)):
        with pytest.raises(NotForThem):
            await club.timetable.courses.enrol(1, number)


async def test_a_course_that_is_not_there_is_named(club: School) -> None:
    with pytest.raises(CourseMissing):
        await club.timetable.courses.enrol(99, await child(club))


async def test_a_child_nobody_reads_for_any_more_leaves_its_place(club: School) -> None:
    mine = await child(club, address=1001)
    others = [await child(club) for _ in range(2)]
    await club.timetable.courses.enrol(1, mine)
    for number in others:
        await enrol(club, number)
    async with club.database.begin() as connection:
        await connection.execute(sa.delete(joins))
        moved_up = await club.timetable.courses.forget(connection)

    assert [one.child_id for one in moved_up] == [others[1]]
    assert [one.child_id for one in (await state(club)).placed] == others


async def test_courses_of_a_school_and_of_children_are_listed(club: School) -> None:
    number = await child(club)
    await enrol(club, number)

    async with club.database.read() as connection:
        (mine,) = await club.timetable.courses.of_school(connection, club.id)
        asked = await club.timetable.courses.of_children(connection, [number, 99])
        of_class = await store.courses_of_class(connection, club.classes["二年级(1)班"])

    assert (mine.course.name, mine.free) == ("足球", 1)
    assert {one.course_id for one in asked[number]} == set(of_class) == {mine.course.id}
