"""How long the morning's messages of 50,000 families take to queue, and how many bells that needs.

    .venv/bin/python -m benchmarks.morning
    .venv/bin/python -m benchmarks.morning --families 10000 --times 1

Families are spread over 25 schools, then put into one, on SQLite with full fsync: 50 children to
a class, one in ten with a sister or brother in another class, a third of them in one of the
school's 20 courses, a few readers of other languages or with quiet hours of their own, and one
in five with a reminder before the child is fetched. What is timed is the very work of the bell at
07:20, in the process that answers parents; how long those would have to wait is measured too.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import sqlalchemy as sa
import uvloop

from benchmarks.comparison import bar, heading, median, table
from bot.app import Services, open_services
from bot.clock import SCHOOL_ZONE
from bot.config import Configuration, load
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import SchoolId
from bot.storage.tables import people, timetable
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from tests.support.clocks import FixedClock

A_CLASS, COURSES, SEED = 50, 20, 20261123
THE_EVE: Final = datetime(2026, 11, 22, 20, 0, tzinfo=SCHOOL_ZONE)
THE_BELL: Final = datetime(2026, 11, 23, 7, 20, tzinfo=SCHOOL_ZONE)
TIME_BAR, BELL_BAR = 5.0, 200
STEADY_JOBS: Final = 3
"""Jobs beside the bells: the counter, the sweep and the rebuilding."""

LANGUAGES = [*[Language.ZH_HANS] * 97, Language.ZH_HANT, Language.ZH_HANT, Language.EN]


@dataclass(frozen=True)
class Run:
    """One morning.

    Attributes:
        seconds: From the bell to the commit of the last school.
        work: Seconds of processor time of that, all threads together, which other work on the
            machine does not lengthen.
        messages: How many are queued then.
        texts: How many different ones.
        bells: Distinct bell times of the 24 hours before.
        wait: The longest that anything else in the process had to wait, in seconds.
    """

    seconds: float
    work: float
    messages: int
    texts: int
    bells: int
    wait: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Queueing the messages of one morning.")
    parser.add_argument("--families", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    for schools in (25, 1):
        runs = [measured(schools, options.families) for _ in range(options.times)]
        show(schools, options.families, runs)


def show(schools: int, families: int, runs: list[Run]) -> None:
    heading(f"The morning of {families:,} families in {schools} schools, {len(runs)} runs")
    rows = [
        (f"{run.seconds:.2f}", f"{run.work:.2f}", f"{run.messages:,}", f"{run.texts:,}",
         str(run.bells), f"{run.wait * 1000:.0f}")
        for run in runs
    ]  # fmt: skip
    table(("seconds", "of processor", "messages", "texts", "bells", "longest wait ms"), rows)
    assert all(run.messages == families for run in runs)
    bar("seconds to queue them", median([run.seconds for run in runs]), TIME_BAR, at_most=True)
    jobs = max(run.bells for run in runs) + STEADY_JOBS
    bar("jobs of APScheduler in memory", jobs, BELL_BAR, at_most=True, unit="")


def measured(schools: int, families: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(f"database:\n  url: sqlite:///{folder}/school.db\n", encoding="utf-8")
        return uvloop.run(morning(load(config), schools, families))


async def morning(configuration: Configuration, schools: int, families: int) -> Run:
    """Fill a database, let the bell ring, and look at what is in the outbox then."""
    clock = FixedClock(THE_EVE)
    async with open_services(configuration, clock=clock, make_absent=True) as services:
        for number in range(schools):
            await fill(services, number, families // schools)
        await services.timetable.ensure_push_plans()
        for language in Language:
            speaking(language)("timetable-late")  # A service that has been up has read its texts.
        bells = len(await services.plans.bells(clock.now()))
        clock.set(THE_BELL)
        waits: list[float] = []
        watching = asyncio.create_task(watch(waits))
        began, worked = perf_counter(), process_time()
        await services.plans.make_due(clock.now())
        seconds, work = perf_counter() - began, process_time() - worked
        watching.cancel()
        async with services.database.read() as connection:
            messages, texts = [
                (
                    await connection.execute(sa.select(sa.func.count()).select_from(kept))
                ).scalar_one()
                for kept in (outgoing, outgoing_bodies)
            ]
    return Run(seconds, work, messages, texts, bells, max(waits))


async def watch(waits: list[float]) -> None:
    """Note how long somebody who wants a hundredth of a second has to wait for it."""
    while True:
        began = perf_counter()
        await asyncio.sleep(0.01)
        waits.append(perf_counter() - began - 0.01)


async def fill(services: Services, number: int, families: int) -> None:
    """Make a school with its slots, courses and families; numbers go on from the one before."""
    dice, now = random.Random(SEED + number), services.clock.now()
    school = await services.office.add_school(f"第{number}小学", "example")
    classes = families // A_CLASS
    first_class, first_child = number * classes + 1, number * families * 2 + 1
    mine = range(first_class, first_class + classes)
    chats = range(number * families + 1, (number + 1) * families + 1)
    children = range(first_child, first_child + families)
    courses = range(number * COURSES + 1, (number + 1) * COURSES + 1)
    joins = [(chat, child) for chat, child in zip(chats, children, strict=True)]
    joins += [(chat, dice.choice(children)) for chat in chats[::10]]
    rows: dict[sa.Table, list[dict[str, object]]] = {
        people.classes: [
            {"id": one, "school_id": school, "grade": one % 9 + 1, "name": f"({one})班"}
            for one in mine
        ],
        timetable.courses: [
            {"id": one, "school_id": school, "name": f"社团{one}", "fee": "",
             "first_grade": 1, "last_grade": 9}
            for one in courses
        ],
        timetable.slots: list(slots(school, mine, courses)),
        people.chats: [
            {"id": one, "address": 10**9 + one, "language": dice.choice(LANGUAGES),
             "created_at": now, "quiet_from": time(20) if one % 97 == 0 else None,
             "quiet_until": time(7, 30) if one % 97 == 0 else None}
            for one in chats
        ],
        people.children: [
            {"id": one, "class_id": mine[place // A_CLASS]} for place, one in enumerate(children)
        ],
        people.joins: [
            {"chat_id": chat, "child_id": child, "joined_at": now}
            for chat, child in dict.fromkeys(joins)
        ],
        timetable.enrolments: [
            {"course_id": dice.choice(courses), "child_id": one, "asked_at": now,
             "placed_at": now, "by_school": True}
            for one in children[::3]
        ],
        timetable.pickup_reminders: [
            {"chat_id": one, "minutes": dice.choice((10, 15, 20, 30))} for one in chats[::5]
        ],
    }  # fmt: skip
    async with services.database.begin() as connection:
        for filled, values in rows.items():
            await connection.execute(sa.insert(filled), values)


def slots(school: SchoolId, classes: range, courses: range) -> Iterator[dict[str, object]]:
    """Yield five afternoons for each class, and one for each course."""
    for place, owner in enumerate([*classes, *courses]):
        is_class = place < len(classes)
        for weekday in range(1, 6) if is_class else (1,):
            ends = THE_EVE.replace(hour=17, minute=0) + timedelta(minutes=5 * (owner % 12))
            yield {
                "school_id": school,
                "uid": f"{school}-{place}-{weekday}-{is_class}",
                "class_id": owner if is_class else None,
                "course_id": None if is_class else owner,
                "weekday": weekday,
                "starts_at": time(16),
                "ends_at": ends.time(),
                "title": f"课程{weekday}",
                "place": "一楼美术室",
                "teacher": "李老师",
            }


if __name__ == "__main__":
    main()
