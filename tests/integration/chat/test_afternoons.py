"""Taps about children and courses, forged, old, twice and at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.chat.service_taps import AskCourse, PickClass, ShowCourses, TakeBackAbsence, TellAbsence
from bot.faq.taps import AskAnyway
from bot.i18n.languages import Language
from bot.taps import Tap
from bot.timetable.courses import CourseState
from bot.timetable.taps import LeaveCourse, ShowCourse
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk

PARENT, OTHER = 5_123_456_701, 5_123_456_702
TODAY = date(2026, 11, 19)
SLOTS = """\
class,weekday,start,end,title,place,teacher,valid_from,valid_until,course,capacity,grades
二年级(1)班,4,15:40,17:30,课后托管,本班教室,王老师,,,,,
,5,16:00,17:30,,操场,赵老师,,,足球,1,1-9
,1,16:00,17:00,,琴房,,,,钢琴,,5-6
,2,16:00,17:00,,陶艺室,,,2026-11-18,陶艺,,1-9
"""
FOOTBALL, PIANO, POTTERY = 1, 2, 3


@pytest.fixture
async def desk(tmp_path: Path, clock: FixedClock) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path, clock) as desk:
        await desk.plans(SLOTS)
        yield desk


async def child_of(desk: FrontDesk, address: int) -> int:
    person = await desk.services.people.person(address, Language.ZH_HANS)
    return person.children[0].id


async def football(desk: FrontDesk) -> CourseState:
    async with desk.services.database.read() as connection:
        return await desk.services.timetable.courses.state(connection, FOOTBALL)


async def absent(desk: FrontDesk) -> dict[int, list[int | None]]:
    return await desk.services.timetable.absences.seats([desk.school_class], TODAY)


async def test_the_child_of_another_family_cannot_be_touched(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    await desk.parent(OTHER, 13)
    theirs, today = await child_of(desk, OTHER), TODAY.toordinal()
    await desk.services.timetable.courses.enrol(FOOTBALL, theirs)
    taps: tuple[Tap, ...] = (
        TellAbsence(theirs, today, 1),
        TakeBackAbsence(theirs, today),
        ShowCourses(theirs),
        ShowCourse(FOOTBALL, theirs),
        AskCourse(FOOTBALL, theirs),
        LeaveCourse(FOOTBALL, theirs, 1),
    )

    for tap in taps:
        await desk.feels(PARENT, tap.pack())

    expired = [text for text in desk.told(PARENT) if "这个按钮已经过期了" in text]
    assert len(expired) == len(taps)
    assert await absent(desk) == {}
    assert [one.child_id for one in (await football(desk)).placed] == [theirs]


@pytest.mark.parametrize("day", [0, TODAY.toordinal() + 8, TODAY.toordinal() - 8, 10**17])
async def test_a_day_out_of_reach_is_no_day_to_stay_away_from(desk: FrontDesk, day: int) -> None:
    await desk.parent(PARENT, 12)

    await desk.feels(PARENT, TellAbsence(await child_of(desk, PARENT), day, 1).pack())

    assert "这个按钮已经过期了" in desk.told(PARENT)[-1]


async def test_a_day_without_service_and_one_that_is_over_say_so(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    child = await child_of(desk, PARENT)

    for ahead in (1, -7):
        await desk.feels(PARENT, TellAbsence(child, TODAY.toordinal() + ahead, 1).pack())

    assert await absent(desk) == {}


async def test_telling_twice_is_telling_once(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    tap = TellAbsence(await child_of(desk, PARENT), TODAY.toordinal(), 1).pack()

    await desk.feels(PARENT, tap)
    await desk.feels(PARENT, tap)

    assert await absent(desk) == {desk.school_class: [12]}


async def test_two_taps_at_once_give_the_last_place_to_one(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    await desk.parent(OTHER, 13)
    children = {address: await child_of(desk, address) for address in (PARENT, OTHER)}

    await asyncio.gather(
        *(
            desk.feels(address, AskCourse(FOOTBALL, child).pack())
            for address, child in children.items()
            for _ in range(2)
        )
    )

    state = await football(desk)
    assert (len(state.placed), len(state.waiting)) == (1, 1)


async def test_leaving_twice_is_leaving_once(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    child = await child_of(desk, PARENT)
    await desk.services.timetable.courses.enrol(FOOTBALL, child)

    for _ in range(2):
        await desk.feels(PARENT, LeaveCourse(FOOTBALL, child, 1).pack())

    assert (await football(desk)).placed == ()


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        (PIANO, "这门课程不面向您孩子所在的年级"),
        (POTTERY, "这门课程已经结束"),
        (999, "这门课程已经没有了"),
    ],
)
async def test_what_cannot_be_asked_for_says_why(
    desk: FrontDesk, course: int, sentence: str
) -> None:
    await desk.parent(PARENT, 12)

    await desk.feels(PARENT, AskCourse(course, await child_of(desk, PARENT)).pack())

    assert sentence in desk.told(PARENT)[-1]


async def test_when_the_last_term_is_over_nobody_can_enrol(
    desk: FrontDesk, tmp_path: Path
) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text("terms:\n  - from: 2026-09-01\n    to: 2026-11-18\n", encoding="utf-8")
    await desk.services.timetable.import_calendar(desk.school, path)
    await desk.parent(PARENT, 12)

    await desk.feels(PARENT, AskCourse(FOOTBALL, await child_of(desk, PARENT)).pack())

    assert "这门课程已经结束" in desk.told(PARENT)[-1]


async def test_who_leaves_for_good_gives_the_place_to_the_next_who_is_told(
    desk: FrontDesk,
) -> None:
    await desk.parent(PARENT, 12)
    await desk.parent(OTHER, 13)
    first, second = await child_of(desk, PARENT), await child_of(desk, OTHER)
    for child in (first, second):
        await desk.services.timetable.courses.enrol(FOOTBALL, child)
    await desk.services.timetable.absences.note(first, TODAY)

    await desk.services.forgetting.forget(PARENT)

    assert [one.child_id for one in (await football(desk)).placed] == [second]
    assert await absent(desk) == {}
    async with desk.services.database.read() as connection:
        held = await desk.services.outbox.held(connection, OTHER)
    assert held[1] == 1, "the next in line is told"


@pytest.mark.parametrize("tap", [PickClass(0, 99, None, None), PickClass(0, None, None, 99)])
async def test_a_class_or_school_that_is_not_there_is_no_way_in(
    desk: FrontDesk, tap: PickClass
) -> None:
    desk.knows(OTHER)

    await desk.feels(OTHER, tap.pack())

    assert "已经不在了" in desk.told(OTHER)[-1] or "过期" in desk.told(OTHER)[-1]


async def test_what_the_help_lines_were_shown_for_may_be_about_ones_own_child(
    desk: FrontDesk,
) -> None:
    await desk.parent(PARENT, 12)
    question = desk.message(PARENT, 7, "今天几点放学")

    await desk.feels(PARENT, AskAnyway().pack(), reply_to_message=question)

    assert "可以来接：17:30" in desk.told(PARENT)[-1]


async def test_a_teacher_reads_the_day_of_the_classes_taught(
    desk: FrontDesk,
) -> None:
    await desk.teacher(OTHER)

    await desk.hears(OTHER, "/today")

    assert "15:40–17:30 课后托管 · 本班教室 · 王老师" in desk.told(OTHER)[-1]
