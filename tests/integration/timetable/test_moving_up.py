from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from bot.config import QuietHours as QuietSettings
from bot.config import quiet_span
from bot.delivery.outbox import Outbox
from bot.people.quiet_hours import QuietHours
from bot.plans.service import Plans
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.storage.tables.people import joins
from bot.timetable.pushes.room import PushSettings
from bot.timetable.service import Timetable
from tests.integration.timetable.conftest import School
from tests.integration.timetable.test_courses import FOOTBALL, child, enrol, imports, joined

MORE = FOOTBALL.replace(",2,2-3", ",3,2-3")
LATE_EVENING = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
"""23:00 in Shanghai."""


async def three_asked(school: School) -> None:
    """Two have a place; the third waits, and two guardians read for it."""
    await imports(school, FOOTBALL)
    numbers = [await child(school, address=1000 + place) for place in range(3)]
    for number in numbers:
        await enrol(school, number)
    await joined(school, numbers[2], 2002)


async def told(school: School) -> list[tuple[int, str]]:
    return [(address, text) for address, text in await school.messages() if "有名额" in text]


async def test_every_chat_of_the_child_is_told_and_nobody_else(school: School) -> None:
    await three_asked(school)

    async with school.database.read() as connection:
        first = (await school.timetable.courses.state(connection, 1)).placed[0].child_id
    await school.timetable.courses.leave(1, first)

    found = await told(school)
    assert sorted(address for address, _ in found) == [1002, 2002]
    assert all("“足球”" in text and "二年级(1)班" in text for _, text in found)


async def test_more_places_in_a_new_file_are_told_too_and_a_rehearsal_tells_nobody(
    school: School,
) -> None:
    await three_asked(school)
    path = school.write(
        MORE, header="class,weekday,start,end,title,place,teacher,course,capacity,grades"
    )

    await school.timetable.import_slots(school.id, path, is_dry_run=True)
    assert await told(school) == []
    await school.timetable.import_slots(school.id, path)

    assert sorted(address for address, _ in await told(school)) == [1002, 2002]


async def test_a_child_that_a_family_leaves_gives_its_place_on_when_things_are_tidied(
    school: School,
) -> None:
    await three_asked(school)
    async with school.database.begin() as connection:
        first = sa.select(joins.c.child_id).order_by(joins.c.child_id).limit(1)
        await connection.execute(
            sa.delete(joins).where(joins.c.child_id == first.scalar_subquery())
        )
        await connection.exec_driver_sql("UPDATE enrolments SET by_school = FALSE")

    await school.timetable.tidy()
    await school.timetable.tidy()

    assert sorted(address for address, _ in await told(school)) == [1002, 2002]


async def test_the_message_waits_for_the_end_of_quiet_hours(school: School) -> None:
    await three_asked(school)
    settings = QuietSettings()
    quiet = QuietHours(
        school.clock.zone, quiet_span(settings.primary), quiet_span(settings.junior)
    )
    late = Timetable(
        school.database,
        school.clock,
        school.people,
        Outbox(),
        Plans(school.database, school.clock),
        pushes=PushSettings(quiet=quiet),
    )
    school.clock.set(LATE_EVENING)

    async with school.database.read() as connection:
        first = (await late.courses.state(connection, 1)).placed[0].child_id
    await late.courses.leave(1, first)

    query = (
        sa.select(outgoing.c.not_before)
        .join(outgoing_bodies, outgoing_bodies.c.id == outgoing.c.body_id)
        .where(outgoing_bodies.c.text.contains("有名额"))
    )
    async with school.database.read() as connection:
        times = set((await connection.execute(query)).scalars())
    assert times == {datetime(2026, 11, 19, 23, 0, tzinfo=UTC)}, "07:00 in Shanghai"
