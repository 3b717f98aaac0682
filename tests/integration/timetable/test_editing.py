from __future__ import annotations

from datetime import date, time

import pytest

from bot.timetable import editing
from bot.timetable.editing import AS_PLANNED, Changed
from bot.timetable.errors import BadChange, SlotMissing
from bot.timetable.model import Change, State
from tests.integration.timetable.conftest import School
from tests.support import alter

CALLIGRAPHY = "二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师,,"
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)
SLOT = 1


@pytest.fixture
async def planned(school: School) -> School:
    await school.has_slots(CALLIGRAPHY)
    return school


async def change(school: School, slot_id: int, on: date, wanted: Change = AS_PLANNED) -> Changed:
    async with school.database.begin() as connection:
        return await school.timetable.editing.change_in(connection, slot_id, on, wanted)


async def shown(school: School) -> list[tuple[str, str, str, str]]:
    found = await school.timetable.schedule(school.id, THURSDAY, date(2026, 11, 26))
    return [
        (
            f"{one.day.on:%m-%d}",
            f"{one.starts_at:%H:%M}-{one.ends_at:%H:%M}",
            f"{one.place} {one.teacher}",
            one.state,
        )
        for one in found.sessions
    ]


NEXT_WEEK = ("11-26", "16:00-17:30", "一楼美术室 李老师", "on")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            editing.cancelled("教师外出"),
            [("11-19", "16:00-17:30", "一楼美术室 李老师", "cancelled")],
        ),
        (
            alter.moved(FRIDAY, starts_at=time(15, 30)),
            [
                ("11-19", "15:30-17:30", "一楼美术室 李老师", "cancelled"),
                ("11-20", "15:30-17:30", "一楼美术室 李老师", "moved"),
            ],
        ),
        (alter.moved(place="操场"), [("11-19", "16:00-17:30", "操场 李老师", "moved")]),
        (
            alter.other_teacher("王老师"),
            [("11-19", "16:00-17:30", "一楼美术室 王老师", "on")],
        ),
        (
            alter.early_end(time(17, 0)),
            [("11-19", "16:00-17:00", "一楼美术室 李老师", "on")],
        ),
        (AS_PLANNED, [("11-19", "16:00-17:30", "一楼美术室 李老师", "on")]),
    ],
)
async def test_one_day_is_different_and_the_next_week_is_not(
    planned: School, wanted: Change, expected: list[tuple[str, str, str, str]]
) -> None:
    await change(planned, SLOT, THURSDAY, wanted)

    assert await shown(planned) == [*expected, NEXT_WEEK]


async def test_each_change_has_a_higher_version_and_the_last_one_counts(planned: School) -> None:
    versions = [
        (await change(planned, SLOT, THURSDAY, wanted)).change.version
        for wanted in (editing.cancelled(), AS_PLANNED, alter.early_end(time(17)))
    ]

    assert versions == [1, 2, 3]
    assert await shown(planned) == [
        ("11-19", "16:00-17:00", "一楼美术室 李老师", "on"),
        NEXT_WEEK,
    ]


async def test_a_preview_says_what_would_be_and_changes_nothing(planned: School) -> None:
    done = await planned.timetable.editing.preview(SLOT, THURSDAY, editing.cancelled())

    assert [one.state for one in done.before] == [State.ON]
    assert [one.state for one in done.after] == [State.CANCELLED]
    assert await shown(planned) == [
        ("11-19", "16:00-17:30", "一楼美术室 李老师", "on"),
        NEXT_WEEK,
    ]


@pytest.mark.parametrize(
    ("on", "wanted", "problem"),
    [
        (FRIDAY, editing.cancelled(), "2026-11-20: 书法 is not planned for this day"),
        (THURSDAY, alter.early_end(time(15)), "15:00 is not after the start 16:00"),
        (THURSDAY, alter.moved(SATURDAY), "2026-11-21 is no school day"),
        (THURSDAY, editing.cancelled("长" * 61), "has 61 characters"),
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence(
    planned: School, on: date, wanted: Change, problem: str
) -> None:
    with pytest.raises(BadChange, match=problem):
        await change(planned, SLOT, on, wanted)

    assert len(await shown(planned)) == 2


async def test_a_slot_that_is_not_there_is_refused(planned: School) -> None:
    with pytest.raises(SlotMissing):
        await change(planned, 99, THURSDAY)


async def test_a_new_file_keeps_the_changes_of_slots_it_still_has(planned: School) -> None:
    await change(planned, SLOT, THURSDAY, editing.cancelled())

    await planned.has_slots(
        CALLIGRAPHY.replace("李老师", "王老师"), "三年级(2)班,1,16:00,17:00,足球,,,,"
    )

    states = [(day, state) for day, _, what, state in await shown(planned) if "王" in what]
    assert states == [("11-19", "cancelled"), ("11-26", "on")]


async def test_a_day_on_which_all_is_cancelled_says_so_in_the_morning(planned: School) -> None:
    await planned.add_parent(1001, "二年级(1)班")
    await change(planned, SLOT, date(2026, 11, 26), editing.cancelled())

    for day in (26, 27):
        planned.clock.set(planned.clock.now().replace(day=day, hour=0))
        await planned.plans.make_due(planned.clock.now())

    ((_, text),) = await planned.messages()
    assert "16:00–17:30 书法 · 一楼美术室 · 李老师（取消）" in text
