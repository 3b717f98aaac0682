from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.config import QuietHours as QuietSettings
from bot.config import quiet_span
from bot.i18n.languages import Language
from bot.people.errors import InvitationExpired, MovedUpBefore
from bot.people.model import LEFT, ClassId, SchoolId
from bot.people.quiet_hours import QuietHours
from bot.schoolyear.service import ChangedMeanwhile, SchoolYear
from bot.storage.tables.audit import audit_entries
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    Rooms,
    join_office,
    join_parent,
    make_class,
    make_school,
    recipients,
    who_is,
)

SUMMER = datetime(2026, 8, 19, 4, 0, tzinfo=UTC)


@pytest.fixture
def year(rooms: Rooms) -> SchoolYear:
    rooms.clock.set(SUMMER)
    quiet = QuietSettings()
    return SchoolYear(
        rooms.database,
        rooms.clock,
        people=rooms.people,
        membership=rooms.membership,
        outbox=rooms.outbox,
        plans=rooms.plans,
        quiet_hours=QuietHours(
            rooms.clock.zone, quiet_span(quiet.primary), quiet_span(quiet.junior)
        ),
    )


async def a_primary_school(rooms: Rooms) -> tuple[SchoolId, list[ClassId]]:
    school = await make_school(rooms)
    names = ["一", "二", "三", "四", "五", "六"]
    made = [
        await make_class(rooms, school, grade=grade, name=f"{name}年级1班")
        for grade, name in enumerate(names, start=1)
    ]
    return school, made


async def now_called(rooms: Rooms, class_id: int) -> tuple[int, str]:
    async with rooms.database.read() as connection:
        found = await rooms.people.school_class(connection, class_id)
    return found.grade, found.name


async def told(rooms: Rooms) -> list[tuple[int, str]]:
    query = sa.select(outgoing.c.address, outgoing_bodies.c.text).join(
        outgoing_bodies, outgoing_bodies.c.id == outgoing.c.body_id
    )
    async with rooms.database.read() as connection:
        return [(row.address, row.text) for row in await connection.execute(query)]


async def test_every_class_goes_up_although_names_pass_from_one_to_the_next(
    rooms: Rooms, year: SchoolYear
) -> None:
    school, made = await a_primary_school(rooms)

    await year.move_up(await year.preview(school))

    assert [await now_called(rooms, one) for one in made] == [
        (2, "二年级1班"),
        (3, "三年级1班"),
        (4, "四年级1班"),
        (5, "五年级1班"),
        (6, "六年级1班"),
        (LEFT, "六年级1班（2026届）"),
    ]


async def test_a_preview_changes_nothing(rooms: Rooms, year: SchoolYear) -> None:
    school, made = await a_primary_school(rooms)

    first, again = await year.preview(school), await year.preview(school)

    assert first == again
    assert await now_called(rooms, made[0]) == (1, "一年级1班")


async def test_it_is_done_once_in_a_school_year(rooms: Rooms, year: SchoolYear) -> None:
    school, made = await a_primary_school(rooms)
    looked_at = await year.preview(school)
    await year.move_up(looked_at)

    with pytest.raises(MovedUpBefore, match="for the school year 2026 already"):
        await year.preview(school)
    with pytest.raises(MovedUpBefore):
        await year.move_up(looked_at)

    assert (await now_called(rooms, made[0]))[0] == 2
    rooms.clock.move(timedelta(days=365))
    assert (await year.preview(school)).year == 2027


async def test_what_was_not_looked_at_is_not_done(rooms: Rooms, year: SchoolYear) -> None:
    school, made = await a_primary_school(rooms)
    looked_at = await year.preview(school)
    await make_class(rooms, school, grade=1, name="一年级2班")

    with pytest.raises(ChangedMeanwhile, match="look at them again"):
        await year.move_up(looked_at)

    assert await now_called(rooms, made[0]) == (1, "一年级1班")


async def test_families_move_with_their_class_and_those_who_leave_get_its_notices_only(
    rooms: Rooms, year: SchoolYear
) -> None:
    school, made = await a_primary_school(rooms)
    await join_parent(rooms, made[4], A_MOTHER, seat=1)
    await join_parent(rooms, made[5], A_FATHER, seat=1)
    open_code = (await rooms.office.invite_family(made[5])).code

    await year.move_up(await year.preview(school))

    assert [one.address for one in await recipients(rooms, f"grade:{school}/6")] == [A_MOTHER]
    assert [one.address for one in await recipients(rooms, f"school:{school}")] == [A_MOTHER]
    assert [one.address for one in await recipients(rooms, f"class:{made[5]}")] == [A_FATHER]
    assert await told(rooms) == []
    with pytest.raises(InvitationExpired):
        await rooms.membership.join(A_MOTHER, Language.ZH_HANS, open_code)


async def test_graduates_are_told_once_and_erased_two_weeks_later(
    rooms: Rooms, year: SchoolYear
) -> None:
    school, made = await a_primary_school(rooms)
    await join_parent(rooms, made[5], A_FATHER, seat=1)
    await join_parent(rooms, made[5], A_MOTHER, seat=2)
    await join_parent(rooms, made[0], A_MOTHER, seat=2)

    await year.move_up(await year.preview(school), graduates=True)

    assert await year.graduate(school) == []
    assert sorted(address for address, _ in await told(rooms)) == [A_MOTHER, A_FATHER]
    assert all("9月2日起，这个班的登记会全部删除" in text for _, text in await told(rooms))
    rooms.clock.move(timedelta(days=13))
    await rooms.plans.make_due(rooms.clock.now())
    assert (await who_is(rooms, A_FATHER)).is_parent

    rooms.clock.move(timedelta(days=1))
    await rooms.plans.make_due(rooms.clock.now())

    assert (await who_is(rooms, A_FATHER)).chat is None
    mothers = (await who_is(rooms, A_MOTHER)).children
    assert [child.school_class.id for child in mothers] == [made[0]]
    assert await rooms.people.seats(made[5]) == []


async def test_graduates_may_be_told_later(rooms: Rooms, year: SchoolYear) -> None:
    school, made = await a_primary_school(rooms)
    await join_parent(rooms, made[5], A_FATHER, seat=1)
    await year.move_up(await year.preview(school))

    assert [one.id for one in await year.graduate(school)] == [made[5]]
    assert [address for address, _ in await told(rooms)] == [A_FATHER]


async def test_a_goodbye_waits_for_the_morning(rooms: Rooms, year: SchoolYear) -> None:
    school, made = await a_primary_school(rooms)
    await join_parent(rooms, made[5], A_FATHER, seat=1)
    rooms.clock.set(datetime(2026, 8, 19, 15, 0, tzinfo=UTC))

    await year.move_up(await year.preview(school), graduates=True)

    async with rooms.database.read() as connection:
        (leaves_at,) = (await connection.execute(sa.select(outgoing.c.not_before))).scalars()
    assert leaves_at == datetime(2026, 8, 19, 23, 0, tzinfo=UTC)


async def test_the_office_is_reminded_on_both_days_until_it_is_done(
    rooms: Rooms, year: SchoolYear
) -> None:
    school, _ = await a_primary_school(rooms)
    await join_office(rooms, school)
    await year.ensure_reminder()
    await year.ensure_reminder()

    for day in (datetime(2026, 8, 20, 1, tzinfo=UTC), datetime(2026, 9, 1, 1, tzinfo=UTC)):
        rooms.clock.set(day)
        await rooms.plans.make_due(day)
    reminders = [text for _, text in await told(rooms)]
    await year.move_up(await year.preview(school))
    for day in (datetime(2027, 8, 20, 1, tzinfo=UTC), datetime(2027, 9, 1, 1, tzinfo=UTC)):
        rooms.clock.set(day)
        await rooms.plans.make_due(day)
        if day.month == 8:
            await year.move_up(await year.preview(school))

    assert [text[:5] for text in reminders] == ["新学年快到", "新学年开始"]
    assert [text[:5] for _, text in await told(rooms)] == [
        "新学年快到",
        "新学年开始",
        "新学年快到",
    ]
    assert all(f"--school {school} --dry-run" in text for text in reminders)


async def test_a_reminder_that_was_missed_for_weeks_is_dropped_and_the_next_one_comes(
    rooms: Rooms, year: SchoolYear
) -> None:
    school, _ = await a_primary_school(rooms)
    await join_office(rooms, school)
    await year.ensure_reminder()

    rooms.clock.set(datetime(2026, 12, 1, tzinfo=UTC))
    await rooms.plans.make_due(rooms.clock.now())

    assert await told(rooms) == []
    assert await rooms.plans.bells(datetime(2027, 8, 20, tzinfo=UTC)) == [
        datetime(2027, 8, 20, 1, tzinfo=UTC)
    ]


async def test_a_school_registered_in_this_school_year_is_warned(
    rooms: Rooms, year: SchoolYear
) -> None:
    before, _ = await a_primary_school(rooms)
    rooms.clock.set(datetime(2026, 9, 20, tzinfo=UTC))
    after = await make_school(rooms)

    assert not (await year.preview(before)).is_fresh
    assert (await year.preview(after)).is_fresh


async def test_moving_up_stands_in_the_account(rooms: Rooms, year: SchoolYear) -> None:
    school, made = await a_primary_school(rooms)
    await join_parent(rooms, made[5], A_FATHER, seat=1)

    await year.move_up(await year.preview(school), graduates=True)

    async with rooms.database.read() as connection:
        deeds = list((await connection.execute(sa.select(audit_entries.c.action))).scalars())
    assert deeds[-2:] == ["school.moved_up", "class.graduated"]


async def test_another_leaving_grade_is_part_of_what_is_looked_at(
    rooms: Rooms, year: SchoolYear
) -> None:
    school, made = await a_primary_school(rooms)
    looked_at = await year.preview(school, leaving={9})

    with pytest.raises(ChangedMeanwhile):
        await year.move_up(looked_at)
    with pytest.raises(ChangedMeanwhile):
        await year.move_up(replace(looked_at, moves=()), leaving={9})
    await year.move_up(looked_at, leaving={9})

    assert await now_called(rooms, made[5]) == (7, "七年级1班")
