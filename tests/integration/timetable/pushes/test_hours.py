"""Whatever staff change in whatever order, a message's hours are those that `/today` shows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import Child
from bot.storage.tables.people import children, joins
from bot.storage.tables.timetable import courses
from bot.timetable import editing
from bot.timetable.errors import BadChange
from bot.timetable.families import rendering
from bot.timetable.model import Change
from tests.integration.timetable.conftest import School, a_school, on_postgresql, on_sqlite
from tests.support import alter
from tests.support.clocks import FixedClock
from tests.support.databases import PostgresDatabases

WORDS = speaking(Language.ZH_HANS)
WEDNESDAY = date(2026, 11, 18)
DAYS = [WEDNESDAY + timedelta(days=ahead) for ahead in range(3)]
HEADER = "class,weekday,start,end,title,place,teacher,course"
SECOND, THIRD = "二年级(1)班", "三年级(2)班"
OWNERS = ((SECOND, ""), (THIRD, ""), ("", "足球"), ("", "书法"))
FAMILIES: dict[int, tuple[str, ...]] = {1: (SECOND,), 2: (THIRD,), 3: (SECOND, THIRD)}
"""The classes of the children that each address reads for."""

HOURS = tuple(time(hour, minute) for hour in range(15, 19) for minute in (0, 30))
LINE = re.compile(
    r"(?:(?P<label>\S+班)：)?11月(?P<day>\d+)日 周."
    r"(?:，孩子 (?P<times>.+) 放学|(?P<none>没有课后服务了))"
)


CHANGES_A_WAY = re.compile(r"取消|改为\d|地点|照常|改到")
"""Another teacher does not."""


@dataclass(frozen=True)
class Edit:
    """One of the sessions is changed."""

    which: int
    wanted: Change


@dataclass(frozen=True)
class Sent:
    """Everything that waits reaches its families."""


Step = Edit | Sent

WISHES = st.one_of(
    st.sampled_from(
        (
            editing.AS_PLANNED,
            editing.cancelled(),
            alter.moved(place="操场"),
            alter.other_teacher("王老师"),
        )
    ),
    st.builds(alter.early_end, st.sampled_from(HOURS)),
    st.builds(alter.moved, st.sampled_from(DAYS)),
)
STEPS = st.lists(
    st.one_of(st.builds(Edit, st.integers(0, 40), WISHES), st.just(Sent())), max_size=6
)


@st.composite
def weeks(draw: st.DrawFn) -> list[str]:
    """Draw the rows of a file: some of the owners, on some of the days."""
    rows = []
    for school_class, course in OWNERS:
        for day in draw(st.sets(st.integers(3, 5), min_size=1)):
            begin, end = sorted(draw(st.sets(st.sampled_from(HOURS), min_size=2, max_size=2)))
            later = "/19:30" if draw(st.booleans()) else ""
            span = f"{begin:%H:%M},{end:%H:%M}{later}"
            rows.append(f"{school_class},{day},{span},{course or '托管'},一楼,,{course}")
    return rows


@dataclass(frozen=True)
class Term:
    """Who has what, and when staff sit down to change it.

    Attributes:
        placed: Which child has a place in which course, by their places in order.
        absent: Which child does not stay on which day, likewise.
    """

    rows: list[str]
    placed: frozenset[tuple[int, int]]
    absent: frozenset[tuple[int, date]]
    begins: time


CHILDREN = st.integers(0, 3)
TERMS = st.builds(
    Term,
    weeks(),
    st.frozensets(st.tuples(CHILDREN, st.integers(0, 1)), max_size=4),
    st.frozensets(st.tuples(CHILDREN, st.sampled_from(DAYS)), max_size=3),
    st.sampled_from((time(12), time(21, 40))),
)


async def begin(school: School, term: Term) -> set[tuple[int, date]]:
    """Let a term begin; return which child does not stay on which day, by its number."""
    await school.add_class(SECOND)
    await school.add_class(THIRD, grade=3)
    for address, classes in FAMILIES.items():
        await school.add_parent(address, *classes)
    path = school.write(*term.rows, header=HEADER)
    await school.timetable.import_slots(school.id, path)
    async with school.database.read() as connection:
        number = (
            (await connection.execute(sa.select(children.c.id).order_by("id"))).scalars().all()
        )
        club = (await connection.execute(sa.select(courses.c.id).order_by("id"))).scalars().all()
    for child, course in sorted(term.placed):
        await school.timetable.courses.enrol(club[course], number[child])
    absent = {(number[child], day) for child, day in term.absent}
    for child, day in absent:
        await school.timetable.absences.note(child, day)
    school.clock.set(datetime.combine(WEDNESDAY, term.begins, SCHOOL_ZONE))
    return absent


async def take(school: School, step: Step) -> None:
    if isinstance(step, Sent):
        await school.everything_arrives()
        return
    found = await school.timetable.schedule(school.id, DAYS[0], DAYS[-1])
    there = [one for one in found.sessions if one.planned_on == one.day.on]
    one = there[step.which % len(there)]
    try:
        await school.timetable.pushes.changes.change(one.slot.id, one.day.on, step.wanted)
    except BadChange:
        assert step.wanted.ends_at is not None  # It would end before it begins.


async def family(school: School, address: int) -> dict[str, Child]:
    """The children of an address by class."""
    query = sa.select(children.c.id, children.c.class_id).join(joins).order_by(children.c.id)
    async with school.database.read() as connection:
        chat = await school.people.chat_at(connection, address, Language.ZH_HANS)
        rows = (await connection.execute(query.where(joins.c.chat_id == chat.id))).all()
        found = [
            Child(row.id, await school.people.school_class(connection, row.class_id), None)
            for row in rows
        ]
    return {child.school_class.name: child for child in found}


async def today(school: School, child: Child, on: date) -> str:
    """What `/today` says of a child on a day, whether it stays or not."""
    (plan,) = await school.timetable.own_plans.of_children([child], on, on)
    return rendering.day([replace(plan, absent_on=frozenset())], on, WORDS)


async def check(school: School, absent: Collection[tuple[int, date]]) -> None:
    """Hold every hour that waits to be read against `/today`."""
    for address, text in await school.messages("pending"):
        mine = await family(school, address)
        lines = list(LINE.finditer(text))
        stay = not {one.id for one in mine.values()} & {child for child, _ in absent}
        assert lines or not stay or not CHANGES_A_WAY.search(text), text
        for line in lines:
            name = line["label"] or next(name for name in mine if name in text)
            on = date(2026, 11, int(line["day"]))
            shown = await today(school, mine[name], on)
            expected = "这一天没有课后服务了" if line["none"] else f"可以来接：{line['times']}"
            assert expected in shown, text
            assert (mine[name].id, on) not in absent


async def live(url: str, folder: Path, term: Term, steps: Sequence[Step]) -> None:
    async with a_school(url, FixedClock(), folder) as school:
        absent = await begin(school, term)
        for step in steps:
            await take(school, step)
            await check(school, absent)


@settings(max_examples=15)
@given(TERMS, STEPS)
def test_what_waits_to_be_read_has_the_hours_of_today(
    database_template: Path, term: Term, steps: list[Step]
) -> None:
    with on_sqlite(database_template) as (url, folder):
        asyncio.run(live(url, folder, term, steps))


@pytest.mark.postgresql
@settings(max_examples=4)
@given(TERMS, STEPS)
def test_so_it_has_on_postgresql(
    postgresql: PostgresDatabases, term: Term, steps: list[Step]
) -> None:
    with on_postgresql(postgresql) as (url, folder):
        asyncio.run(live(url, folder, term, steps))
