from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.people.errors import SchoolMissing
from bot.storage.database import Database
from bot.timetable.errors import BadCalendar, BadSlots, BadSpan
from bot.timetable.model import Session
from tests.integration.timetable.conftest import School

CALLIGRAPHY = "二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师,,"
FOOTBALL = "三年级(2)班,1,16:00,17:00,足球,操场,,2026-11-23,"
THURSDAY = date(2026, 11, 19)


async def shown(
    school: School, begin: date, end: date, class_id: int | None = None
) -> list[tuple[str, str]]:
    found = await school.timetable.schedule(school.id, begin, end, class_id)
    return [(str(session.day.on), _title(session)) for session in found.sessions]


def _title(session: Session) -> str:
    return session.slot.title


async def test_an_import_counts_what_it_did(school: School) -> None:
    done = await school.timetable.import_slots(school.id, school.write(CALLIGRAPHY, FOOTBALL))
    again = await school.timetable.import_slots(school.id, school.write(CALLIGRAPHY))

    assert (done.slot_count, done.class_count, done.replaced_count) == (2, 2, 0)
    assert (again.slot_count, again.class_count, again.replaced_count) == (1, 1, 2)


async def test_what_was_imported_is_shown_on_its_days(school: School) -> None:
    await school.has_slots(CALLIGRAPHY, FOOTBALL)

    assert await shown(school, date(2026, 11, 16), date(2026, 11, 30)) == [
        ("2026-11-19", "书法"),
        ("2026-11-23", "足球"),
        ("2026-11-26", "书法"),
        ("2026-11-30", "足球"),
    ]


async def test_only_one_class_is_shown_when_asked(school: School) -> None:
    await school.has_slots(CALLIGRAPHY, FOOTBALL)
    third = school.classes["三年级(2)班"]

    assert await shown(school, THURSDAY, date(2026, 11, 29), third) == [("2026-11-23", "足球")]


async def test_a_reimport_replaces_the_schools_slots_and_no_others(school: School) -> None:
    await school.has_slots(CALLIGRAPHY)
    other = await school.office.add_school("星海小学", "example")
    await school.office.add_class(other, 2, "二年级(1)班")
    await school.timetable.import_slots(other, school.write(CALLIGRAPHY.replace("书法", "围棋")))

    assert await shown(school, THURSDAY, THURSDAY) == [("2026-11-19", "书法")]


async def test_a_bad_row_leaves_the_old_slots_untouched(school: School) -> None:
    await school.has_slots(CALLIGRAPHY)
    path = school.write(CALLIGRAPHY.replace("书法", "围棋"), "三年级(2)班,8,16:00,17:00,足球,,,,")

    with pytest.raises(BadSlots, match="row 3, weekday: 8 is not a day"):
        await school.timetable.import_slots(school.id, path)

    assert await shown(school, THURSDAY, THURSDAY) == [("2026-11-19", "书法")]


async def test_a_dry_run_changes_nothing(school: School) -> None:
    path = school.write(CALLIGRAPHY)

    done = await school.timetable.import_slots(school.id, path, is_dry_run=True)

    assert done.slot_count == 1
    assert await shown(school, THURSDAY, THURSDAY) == []
    assert await school.plans.counter() == 0


async def test_an_import_puts_the_plans_of_what_is_told_down_once(school: School) -> None:
    await school.has_slots(CALLIGRAPHY)
    await school.has_slots(CALLIGRAPHY)
    await school.timetable.ensure_push_plans()

    assert await school.plans.counter() == 5
    assert len(await school.plans.bells(school.clock.now())) == 5


async def test_a_missing_file_is_named(school: School, tmp_path: Path) -> None:
    with pytest.raises(BadSlots, match=r"gone\.csv: the file cannot be read"):
        await school.timetable.import_slots(school.id, tmp_path / "gone.csv")


async def test_a_missing_school_is_named(school: School) -> None:
    with pytest.raises(SchoolMissing, match="School 99"):
        await school.timetable.import_slots(99, school.write(CALLIGRAPHY))


async def test_the_schools_calendar_is_kept_and_obeyed(school: School) -> None:
    await school.has_slots(CALLIGRAPHY)
    text = (
        "terms:\n  - from: 2026-09-01\n    to: 2026-12-31\n    name: 第一学期\n"
        "days_off:\n  - date: 2026-11-26\n    name: 秋季运动会\n"
        "working_days:\n  - date: 2026-11-28\n    follows: 4\n"
    )
    await school.has_calendar(text)
    calendar = await school.timetable.calendar(school.id)

    assert [term.name for term in calendar.terms] == ["第一学期"]
    assert [day for day, _ in await shown(school, THURSDAY, date(2027, 2, 1))] == [
        "2026-11-19",
        "2026-11-28",
        "2026-12-03",
        "2026-12-10",
        "2026-12-17",
        "2026-12-24",
        "2026-12-31",
    ]


async def test_a_bad_calendar_leaves_the_old_one_untouched(school: School) -> None:
    await school.has_calendar("days_off:\n  - date: 2026-11-26\n")

    with pytest.raises(BadCalendar, match="line 2"):
        await school.has_calendar("days_off:\n  - date: 2026-02-30\n")

    calendar = await school.timetable.calendar(school.id)
    assert list(calendar.days) == [date(2026, 11, 26)]


@pytest.mark.parametrize(
    ("begin", "end"),
    [(date(2026, 11, 20), date(2026, 11, 19)), (date(2020, 1, 1), date(2026, 1, 1))],
)
async def test_days_in_the_wrong_order_or_too_many_are_refused(
    school: School, begin: date, end: date
) -> None:
    with pytest.raises(BadSpan, match=f"--to {end}"):
        await school.timetable.schedule(school.id, begin, end)


async def test_a_class_of_another_school_is_not_shown(school: School) -> None:
    with pytest.raises(BadSpan, match="--class 99"):
        await school.timetable.schedule(school.id, THURSDAY, THURSDAY, 99)


async def test_a_class_that_goes_takes_its_slots_along(school: School, database: Database) -> None:
    await school.has_slots(CALLIGRAPHY, FOOTBALL)
    async with database.begin() as connection:
        await connection.execute(sa.text("DELETE FROM classes WHERE name LIKE '二年级%'"))

    assert await shown(school, THURSDAY, date(2026, 11, 23)) == [("2026-11-23", "足球")]
