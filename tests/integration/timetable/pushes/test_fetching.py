"""What a change says of when children are fetched: to each family of its own, and no more."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
import sqlalchemy as sa

from bot.clock import SCHOOL_ZONE
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.storage.tables.people import children
from bot.timetable import editing
from tests.integration.timetable.conftest import School
from tests.support import alter

HEADER = "class,weekday,start,end,title,place,teacher,course"
ROWS = (
    "二年级(1)班,4,15:40,16:20,作业,本班教室,李老师,",
    "二年级(1)班,4,16:30,17:30,书法,美术室,李老师,",
    "三年级(2)班,4,16:00,17:30/18:30,阅读,图书馆,,",
    ",4,16:30,17:45,,操场,赵老师,足球",
)
HOMEWORK, CALLIGRAPHY, READING, FOOTBALL = range(1, 5)
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
UNKNOWN = "11月19日 周四没有课后服务了，请按学校通知的时间来接孩子。"
CHINESE = speaking(Language.ZH_HANS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


def fetched(times: str, day: str = "11月19日 周四") -> str:
    return f"{day}，孩子 {times} 放学，请按时来接。"


@pytest.fixture
async def planned(school: School) -> School:
    await school.timetable.import_slots(school.id, school.write(*ROWS, header=HEADER))
    school.clock.set(at(19, 12))
    return school


async def seats(school: School, *numbers: int) -> None:
    """Give children their seats, in the order in which they joined."""
    async with school.database.begin() as connection:
        for child, seat in enumerate(numbers, start=1):
            mine = sa.update(children).where(children.c.id == child)
            await connection.execute(mine.values(seat=seat))


async def hours(school: School, address: int) -> list[str]:
    """The last paragraph of what waits for an address, line by line."""
    query = (
        sa.select(outgoing_bodies.c.text)
        .join(outgoing, outgoing.c.body_id == outgoing_bodies.c.id)
        .where(outgoing.c.state == "pending", outgoing.c.address == address)
    )
    async with school.database.read() as connection:
        text: str = (await connection.execute(query)).scalar_one()
    return text.rsplit("\n\n", maxsplit=1)[-1].splitlines()


async def test_what_is_left_of_the_day_says_when_and_nothing_left_says_that_the_school_knows(
    planned: School,
) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    change = planned.timetable.pushes.changes.change
    await change(CALLIGRAPHY, THURSDAY, editing.cancelled())
    assert await hours(planned, 1001) == [fetched("16:20")]

    await change(HOMEWORK, THURSDAY, editing.cancelled())

    assert await hours(planned, 1001) == [UNKNOWN]


async def test_several_times_are_all_named_and_two_classes_each_have_their_own(
    planned: School,
) -> None:
    await planned.add_parent(1001, "二年级(1)班", "三年级(2)班")
    change = planned.timetable.pushes.changes.change
    await change(READING, THURSDAY, alter.moved(place="操场"))
    assert await hours(planned, 1001) == [fetched("17:30 或 18:30")]

    await planned.timetable.courses.enrol(1, 1)
    await planned.timetable.courses.enrol(1, 2)
    await change(FOOTBALL, THURSDAY, editing.cancelled())

    assert await hours(planned, 1001) == [
        "二年级(1)班：" + fetched("17:30"),
        "三年级(2)班：" + fetched("17:30 或 18:30"),
    ]


async def test_twins_are_named_once_unless_one_of_them_is_in_a_course(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班", "二年级(1)班")
    await seats(planned, 5, 8)
    change = planned.timetable.pushes.changes.change
    await change(HOMEWORK, THURSDAY, alter.moved(place="操场"))
    assert await hours(planned, 1001) == [fetched("17:30")]

    await planned.timetable.courses.enrol(1, 2)
    await change(HOMEWORK, THURSDAY, alter.moved(place="图书馆"))

    assert await hours(planned, 1001) == [
        "二年级(1)班 5号：" + fetched("17:30"),
        "二年级(1)班 8号：" + fetched("17:45"),
    ]


async def test_what_moves_to_another_day_says_when_on_both(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班")

    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, alter.moved(FRIDAY))

    assert await hours(planned, 1001) == [fetched("16:20"), fetched("17:30", "11月20日 周五")]


async def test_another_teacher_is_no_reason_to_name_an_hour(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班")

    await planned.timetable.pushes.changes.change(
        CALLIGRAPHY, THURSDAY, alter.other_teacher("王老师")
    )

    assert (await hours(planned, 1001))[-1] == "教师改为王老师（原定李老师）。"


async def test_of_a_child_that_does_not_stay_no_hour_is_named(planned: School) -> None:
    for address in (1001, 1002):
        await planned.add_parent(address, "二年级(1)班")
    await planned.timetable.absences.note(2, THURSDAY)

    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, editing.cancelled())

    assert await hours(planned, 1001) == [fetched("16:20")]
    assert (await hours(planned, 1002))[-1] == "当天取消。"


async def test_a_class_shares_one_text_however_many_families_it_has(planned: School) -> None:
    for address in range(1001, 1041):
        await planned.add_parent(address, "二年级(1)班")
    for child in (1, 2, 3):
        await planned.timetable.courses.enrol(1, child)

    await planned.timetable.pushes.changes.change(CALLIGRAPHY, THURSDAY, alter.early_end(time(17)))

    query = sa.select(sa.func.count(), sa.func.count(outgoing.c.body_id.distinct()))
    async with planned.database.read() as connection:
        assert tuple((await connection.execute(query)).one()) == (40, 2)


async def test_a_preview_shows_every_hour_and_how_many_read_it(planned: School) -> None:
    for address in range(1001, 1005):
        await planned.add_parent(address, "二年级(1)班")
    await planned.timetable.courses.enrol(1, 1)
    await planned.timetable.absences.note(2, THURSDAY)

    found = await planned.timetable.pushes.changes.preview(
        CALLIGRAPHY, THURSDAY, editing.cancelled("教师外出")
    )

    assert found.text(CHINESE) == (
        "【课后服务变动】11月19日 周四\n二年级(1)班\n16:30–17:30 书法\n"
        "当天取消。\n原因：教师外出\n\n"
        f"其中 2 位家长还会看到：\n{fetched('16:20')}\n\n"
        f"其中 1 位家长还会看到：\n{fetched('17:45')}\n\n"
        "其中 1 位家长看不到时间：孩子不参加，已经说明过。"
    )
    await planned.timetable.pushes.changes.change(
        CALLIGRAPHY, THURSDAY, editing.cancelled("教师外出")
    )
    sent = [text for _, text in await planned.messages()]
    assert sorted(sent) == sorted(
        text for text, count in found.texts(CHINESE) for _ in range(count)
    )


async def test_a_preview_of_many_hours_stays_short(school: School) -> None:
    clubs = [f",4,16:00,17:{minute},,操场,,足球{minute}" for minute in range(31, 36)]
    await school.timetable.import_slots(school.id, school.write(*ROWS, *clubs, header=HEADER))
    for child in range(1, 7):
        await school.add_parent(1000 + child, "二年级(1)班")
    for child in range(1, 6):
        await school.timetable.courses.enrol(child + 1, child)

    found = await school.timetable.pushes.changes.preview(
        HOMEWORK, THURSDAY, alter.moved(place="操场")
    )

    assert found.text(CHINESE).endswith("\n\n其余 2 位家长看到的，是自己孩子的时间。")


async def test_what_waits_for_the_morning_is_told_anew_with_what_changes_after_it(
    planned: School,
) -> None:
    planned.clock.set(at(18, 21, 30))
    await planned.add_parent(1001, "二年级(1)班")
    change = planned.timetable.pushes.changes.change
    await change(HOMEWORK, THURSDAY, alter.early_end(time(16)))
    await change(CALLIGRAPHY, THURSDAY, editing.cancelled())
    assert await hours(planned, 1001) == [fetched("16:00")]

    await change(HOMEWORK, THURSDAY, editing.AS_PLANNED)

    assert await hours(planned, 1001) == [fetched("16:20")]
    assert len(await planned.messages()) == 3
