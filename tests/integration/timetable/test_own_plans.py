from __future__ import annotations

from datetime import date

from bot.i18n.languages import Language
from bot.people.model import Child
from tests.integration.timetable.conftest import School
from tests.integration.timetable.test_courses import HEADER, child, enrol, joined

THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
SERVICE = "二年级(1)班,5,15:40,17:30,课后托管,本班教室,王老师,,,"
FOOTBALL = ",5,16:00,17:30,,操场,李老师,足球,2,2-3"


async def children_of(school: School, address: int) -> tuple[Child, ...]:
    return (await school.people.person(address, Language.ZH_HANS)).children


async def has_both(school: School) -> None:
    await school.timetable.import_slots(school.id, school.write(SERVICE, FOOTBALL, header=HEADER))


async def test_a_child_has_the_service_of_its_class_and_the_courses_it_has_a_place_in(
    school: School,
) -> None:
    await has_both(school)
    numbers = [await child(school) for _ in range(3)]
    for number in numbers:
        await enrol(school, number)
    placed, waiting = numbers[0], numbers[2]
    await joined(school, placed, 11)
    await joined(school, waiting, 12)

    [first] = await school.timetable.own_plans.of_children(
        await children_of(school, 11), FRIDAY, FRIDAY
    )
    [last] = await school.timetable.own_plans.of_children(
        await children_of(school, 12), FRIDAY, FRIDAY
    )

    [(_, sessions)] = first.days
    assert [(one.slot.title, first.course_of(one)) for one in sessions] == [
        ("课后托管", ""),
        ("足球", "足球"),
    ]
    assert [len(there) for _, there in last.days] == [1], "waiting is no place"


async def test_a_day_of_absence_stands_with_the_child_only(school: School) -> None:
    await has_both(school)
    here, there = await child(school, address=11), await child(school, "三年级(2)班")
    await joined(school, there, 11)
    await school.timetable.absences.note(here, FRIDAY)

    plans = await school.timetable.own_plans.of_children(
        await children_of(school, 11), THURSDAY, FRIDAY
    )

    assert {plan.child_id: plan.absent_on for plan in plans} == {
        here: frozenset({FRIDAY}),
        there: frozenset(),
    }
    assert [plan.has_slots for plan in plans] == [True, False]


async def test_the_week_of_a_class_has_seven_days_with_its_sessions(school: School) -> None:
    await has_both(school)
    async with school.database.read() as connection:
        second = await school.people.school_class(connection, school.classes["二年级(1)班"])

    [found] = await school.timetable.own_plans.of_classes(
        [second], date(2026, 11, 16), date(2026, 11, 22)
    )

    assert [str(day.on) for day, _ in found.days][::6] == ["2026-11-16", "2026-11-22"]
    assert [len(there) for _, there in found.days] == [0, 0, 0, 0, 1, 0, 0]
