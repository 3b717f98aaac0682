from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.people.model import ChildId
from tests.integration.timetable.conftest import School
from tests.integration.timetable.test_courses import FOOTBALL, child, enrol, imports

TODAY = date(2026, 11, 19)


async def of_class(school: School, day: date = TODAY) -> set[ChildId]:
    async with school.database.read() as connection:
        owner = (school.classes["二年级(1)班"], None)
        return set(await school.timetable.absences.of_day(connection, owner, day))


async def held(school: School, *children: ChildId) -> list[tuple[ChildId, date]]:
    async with school.database.read() as connection:
        return await school.timetable.absences.of_children(connection, children)


async def test_a_class_list_of_a_day_names_who_does_not_stay(school: School) -> None:
    first, second = [await child(school, address=number) for number in (11, 12)]
    other_class = await child(school, "三年级(2)班", address=13)
    absences = school.timetable.absences

    await absences.note(first, TODAY)
    await absences.note(other_class, TODAY)
    await absences.note(second, TODAY + timedelta(days=1))

    assert await of_class(school) == {first}


async def test_a_course_list_names_those_who_have_a_place_in_it(school: School) -> None:
    await imports(school, FOOTBALL)
    numbers = [await child(school, address=20 + place) for place in range(3)]
    for number in numbers:
        await enrol(school, number)
        await school.timetable.absences.note(number, TODAY)
    async with school.database.read() as connection:
        [course] = await school.timetable.courses.of_school(connection, school.id)

        found = await school.timetable.absences.of_day(connection, (None, course.course.id), TODAY)

    assert found == set(numbers[:2]), "the third only waits"


async def test_two_guardians_may_say_the_same_and_either_takes_it_back(school: School) -> None:
    number, absences = await child(school, address=11), school.timetable.absences

    assert [await absences.note(number, TODAY) for _ in range(2)] == [True, False]
    assert [await absences.take_back(number, TODAY) for _ in range(2)] == [True, False]
    assert await of_class(school) == set()


@pytest.mark.parametrize(("later", "left"), [(7, 1), (8, 0)])
async def test_a_note_is_gone_a_week_after_its_day(school: School, later: int, left: int) -> None:
    number = await child(school, address=11)
    await school.timetable.absences.note(number, TODAY)
    school.clock.move(timedelta(days=later))

    await school.timetable.absences.tidy()

    assert await held(school, number) == [(number, TODAY)] * left


async def test_a_note_goes_with_the_last_chat_that_reads_for_the_child(school: School) -> None:
    read, unread = await child(school, address=11), await child(school)
    for number in (read, unread):
        await school.timetable.absences.note(number, TODAY)

    async with school.database.begin() as connection:
        await school.timetable.forget(connection)

    assert await held(school, read, unread) == [(read, TODAY)]
