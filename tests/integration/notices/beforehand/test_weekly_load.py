"""What families got in the last seven days, counted from the messages themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.clock import today
from bot.delivery.model import Body
from bot.notices.model import Notice
from bot.notices.store import weekly
from bot.people import audience
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.timetable import pushes
from bot.timetable import editing
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
    make_draft,
    settle,
)


@pytest.fixture
async def class_id(rooms: Rooms) -> int:
    """A class of two children; a mother and a father share one."""
    found = await make_class(rooms)
    for address, seat in ((A_MOTHER, 1), (A_FATHER, 1), (A_GRANDMOTHER, 2)):
        await join_parent(rooms, found, address, seat=seat)
    return found


async def told(rooms: Rooms, class_id: int, *addresses: int) -> None:
    notice = await rooms.notices.announce(audience.parse_all([f"class:{class_id}"]), "明天降温。")
    await settle(rooms, notice, *addresses)
    await rooms.notices.close_finished()


async def pushed(rooms: Rooms, school: int, *addresses: int) -> None:
    """Put the daily message of today, as the timetable does."""
    now = rooms.clock.now()
    async with rooms.database.begin() as connection:
        await connection.execute(
            sa.insert(pushes).values(
                school_id=school,
                day=now.date(),
                made_at=now,
                message_count=1,
                is_late=False,
                is_uncertain=False,
            )
        )
        batch = f"timetable:{school}:{now.date()}"
        await rooms.outbox.enqueue(
            connection, batch=batch, body=Body("今天 16:30 足球"), addresses=addresses, now=now
        )
        await connection.execute(
            sa.update(outgoing)
            .where(outgoing.c.batch == batch)
            .values(state="delivered", settled_at=now)
        )


async def load(rooms: Rooms, class_id: int) -> tuple[int, ...]:
    draft: Notice = await make_draft(rooms, f"class:{class_id}")
    return (await rooms.notices.weekly_load(draft)).counts


async def test_what_arrived_in_seven_days_is_counted_by_family(
    rooms: Rooms, class_id: int
) -> None:
    await told(rooms, class_id)
    await told(rooms, class_id, A_MOTHER)

    assert await load(rooms, class_id) == (1, 2)


async def test_what_failed_or_is_older_than_a_week_does_not_count(
    rooms: Rooms, class_id: int
) -> None:
    await told(rooms, class_id)
    rooms.clock.move(timedelta(days=7, seconds=1))
    await told(rooms, class_id, A_GRANDMOTHER)

    assert await load(rooms, class_id) == (0, 1)


async def test_the_daily_message_counts(rooms: Rooms, class_id: int) -> None:
    (school,) = await rooms.people.schools()
    await pushed(rooms, school.id, A_GRANDMOTHER)
    await told(rooms, class_id)

    assert await load(rooms, class_id) == (1, 2)


async def test_many_chats_are_counted_as_few_are(
    rooms: Rooms, class_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(rooms, class_id)
    one_by_one = await load(rooms, class_id)
    monkeypatch.setattr(weekly, "FEW", 0)

    assert await load(rooms, class_id) == one_by_one == (1, 1)


async def serves(rooms: Rooms, class_id: int, folder: Path, end: str) -> int:
    """Import service of the class on Thursdays until an hour; return the school."""
    async with rooms.database.read() as connection:
        found = await rooms.people.school_class(connection, class_id)
    slots = folder / "slots.csv"
    header = "class,weekday,start,end,title,place,teacher"
    rows = [f"{found.name},4,{hours},书法,," for hours in ("15:00,15:50", f"16:00,{end}")]
    slots.write_text("\n".join([header, *rows]), encoding="utf-8")
    await rooms.timetable.import_slots(found.school_id, slots)
    return found.school_id


async def arrives(rooms: Rooms) -> None:
    """Let everything that waits arrive."""
    waiting = sa.update(outgoing).where(outgoing.c.state == "pending")
    async with rooms.database.begin() as connection:
        now = rooms.clock.now()
        await connection.execute(waiting.values(state="delivered", settled_at=now))


async def test_what_a_change_of_the_service_told_counts_too(
    rooms: Rooms, class_id: int, tmp_path: Path
) -> None:
    await serves(rooms, class_id, tmp_path, "17:30")
    changes = rooms.timetable.pushes.changes
    told = await changes.change(1, today(rooms.clock), editing.cancelled())
    await arrives(rooms)

    assert len(told.leaving) > 0
    assert await load(rooms, class_id) == (1, 1)


async def test_a_message_of_two_changes_counts_once(
    rooms: Rooms, class_id: int, tmp_path: Path
) -> None:
    await serves(rooms, class_id, tmp_path, "17:30")
    changes = rooms.timetable.pushes.changes
    for slot in (1, 2):
        await changes.change(slot, today(rooms.clock), editing.cancelled())
    await arrives(rooms)

    assert await load(rooms, class_id) == (1, 1)


async def test_what_a_new_plan_and_a_new_calendar_told_counts_too(
    rooms: Rooms, class_id: int, tmp_path: Path
) -> None:
    await serves(rooms, class_id, tmp_path, "17:30")
    school = await serves(rooms, class_id, tmp_path, "17:00")
    await arrives(rooms)
    assert await load(rooms, class_id) == (1, 1)

    closed = tmp_path / "calendar.yaml"
    closed.write_text(f"days_off:\n  - {{date: {today(rooms.clock)}}}\n", encoding="utf-8")
    await rooms.timetable.import_calendar(school, closed)
    await arrives(rooms)

    assert await load(rooms, class_id) == (2, 2)
