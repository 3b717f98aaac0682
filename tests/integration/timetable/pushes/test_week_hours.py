"""Messages of several days say when each family's children are fetched on them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
import sqlalchemy as sa

from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.storage.tables.delivery import outgoing
from bot.timetable import editing
from bot.timetable.pushes.timing import How
from tests.integration.timetable.conftest import School
from tests.integration.timetable.pushes.test_fetching import HEADER, ROWS, seats
from tests.support import alter

HOMEWORK, CALLIGRAPHY, READING, FOOTBALL = range(1, 5)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
USUAL = "其余照常。"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


def fetched(times: str, day: str = "11月26日 周四") -> str:
    return f"{day}，孩子 {times} 放学，请按时来接。"


@pytest.fixture
async def planned(school: School) -> School:
    await school.timetable.import_slots(school.id, school.write(*ROWS, header=HEADER))
    school.clock.set(at(18, 12))
    return school


async def sunday(school: School) -> dict[int, str]:
    """Let it be Sunday evening; return what each address is told."""
    school.clock.set(at(22, 19))
    await school.plans.make_due(school.clock.now())
    return dict(await school.messages())


async def imported(school: School, *rows: str) -> dict[int, str]:
    """Import another plan; return what each address is told at once."""
    await school.timetable.import_slots(school.id, school.write(*rows, header=HEADER))
    return dict(await school.messages())


def hours(text: str) -> list[str]:
    """Return the paragraph before the last, line by line."""
    *_, told, closing = text.split("\n\n")
    assert closing == USUAL
    return told.splitlines()


async def test_sunday_says_when_children_are_fetched_on_the_days_that_differ(
    planned: School,
) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    await planned.add_parent(1002, "三年级(2)班")
    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, editing.cancelled())

    told = await sunday(planned)

    assert list(told) == [1001]
    assert told[1001].split("\n\n")[1:] == [
        "二年级(1)班\n11月26日 周四：16:30–17:30 书法\n当天取消。",
        fetched("16:20"),
        USUAL,
    ]


async def test_a_child_in_a_course_has_its_own_hour_and_twins_are_told_apart(
    planned: School,
) -> None:
    await planned.add_parent(1001, "二年级(1)班", "二年级(1)班")
    await planned.add_parent(1002, "二年级(1)班")
    await seats(planned, 5, 8, 9)
    await planned.timetable.courses.enrol(1, 2)
    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, editing.cancelled())

    told = await sunday(planned)

    assert hours(told[1001]) == [
        "二年级(1)班 5号：" + fetched("16:20"),
        "二年级(1)班 8号：" + fetched("17:45"),
    ]
    assert hours(told[1002]) == [fetched("16:20")]


async def test_of_two_classes_that_are_named_each_has_its_hour(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班", "三年级(2)班", language=Language.EN)
    change = planned.timetable.pushes.changes.change
    await change(CALLIGRAPHY, THURSDAY, alter.early_end(time(17)))
    await change(READING, THURSDAY, alter.other_teacher("王老师"))

    told = (await sunday(planned))[1001].split("\n\n")

    assert told[-2] == "二年级(1)班: On Thu 26 Nov, please pick your child up at 17:00."
    assert "三年级(2)班" in told[-3]


async def test_another_teacher_and_a_day_off_are_no_reason_to_name_an_hour(
    planned: School,
) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    await planned.add_parent(1002, "三年级(2)班")
    change = planned.timetable.pushes.changes.change
    await change(READING, THURSDAY, alter.other_teacher("王老师"))
    await planned.has_calendar("days_off:\n  - {date: 2026-12-03, name: 运动会}\n")

    told = await sunday(planned)
    planned.clock.set(at(29, 19))
    await planned.plans.make_due(planned.clock.now())
    closed = dict(await planned.messages())

    assert list(told) == [1002]
    assert "放学" not in told[1002] + closed[1001]
    assert "运动会，没有课后服务" in closed[1001]


async def test_of_a_child_that_does_not_stay_no_hour_is_named_on_sunday(planned: School) -> None:
    for address in (1001, 1002):
        await planned.add_parent(address, "二年级(1)班")
    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, editing.cancelled())
    planned.clock.set(at(21, 12))
    await planned.timetable.absences.note(2, THURSDAY)

    told = await sunday(planned)

    assert hours(told[1001]) == [fetched("16:20")]
    assert "放学" not in told[1002]


async def test_nothing_left_of_a_day_says_on_sunday_too_that_the_school_knows(
    planned: School,
) -> None:
    await planned.add_parent(1001, "三年级(2)班")
    await planned.timetable.pushes.changes.change(READING, THURSDAY, editing.cancelled())

    told = await sunday(planned)

    assert hours(told[1001]) == ["11月26日 周四没有课后服务了，请按学校通知的时间来接孩子。"]


async def test_what_moves_out_of_the_week_names_no_hour_of_another_week(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    moved = alter.moved(date(2026, 12, 4))
    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, moved)

    told = await sunday(planned)

    assert hours(told[1001]) == [fetched("16:20")]


async def test_a_new_plan_told_at_once_names_the_hours_it_brings(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    await planned.add_parent(1002, "二年级(1)班")
    await planned.add_parent(1003, "三年级(2)班")
    await planned.timetable.courses.enrol(1, 2)

    told = await imported(planned, ROWS[0], ROWS[1].replace("17:30", "17:00"), *ROWS[2:])

    assert list(told) == [1001, 1002]
    assert hours(told[1001]) == [fetched("17:00", "11月19日 周四")]
    assert hours(told[1002]) == [fetched("17:45", "11月19日 周四")]


async def test_a_trial_of_a_new_plan_counts_as_the_import_does(planned: School) -> None:
    for address in (1001, 1002):
        await planned.add_parent(address, "二年级(1)班")
    await planned.timetable.courses.enrol(1, 2)
    path = planned.write(*ROWS[:3], ROWS[3].replace("17:45", "18:00"), header=HEADER)

    trial = await planned.timetable.import_slots(planned.id, path, is_dry_run=True)
    done = await planned.timetable.import_slots(planned.id, path)

    assert (trial.told_now, trial.told_sunday) == (done.told_now, done.told_sunday) == (1, 0)
    assert hours(dict(await planned.messages())[1002]) == [fetched("18:00", "11月19日 周四")]


async def test_a_new_plan_that_begins_next_week_names_the_hours_on_sunday(
    planned: School,
) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    planned.clock.set(at(19, 18))

    assert await imported(planned, ROWS[0], *ROWS[2:]) == {}
    told = await sunday(planned)

    assert hours(told[1001]) == [fetched("16:20")]


async def test_a_class_shares_one_text_on_sunday_however_many_families_it_has(
    planned: School,
) -> None:
    for address in range(1001, 1041):
        await planned.add_parent(address, "二年级(1)班")
    for child in (1, 2, 3):
        await planned.timetable.courses.enrol(1, child)
    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, editing.cancelled())

    await sunday(planned)

    query = sa.select(sa.func.count(), sa.func.count(outgoing.c.body_id.distinct()))
    async with planned.database.read() as connection:
        assert tuple((await connection.execute(query)).one()) == (40, 2)


async def test_a_preview_of_what_sunday_will_tell_shows_the_hours(planned: School) -> None:
    for address in (1001, 1002):
        await planned.add_parent(address, "二年级(1)班")
    await planned.timetable.courses.enrol(1, 2)

    telling = await planned.timetable.pushes.changes.preview(
        CALLIGRAPHY, THURSDAY, editing.cancelled()
    )

    assert telling.timing.how is How.SUNDAY
    assert sorted(one.chats for one in telling.readings) == [1, 1]
    assert {one.fetched[0].times for one in telling.readings} == {(time(16, 20),), (time(17, 45),)}
