"""The first file of slots after an upgrade tells families what they do not know, and no more."""

from __future__ import annotations

from datetime import datetime, time

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.clock import SCHOOL_ZONE
from bot.storage import migrate
from bot.timetable.model import Slot
from bot.timetable.store import slots
from tests.integration.timetable.conftest import School

TERMS = "terms:\n  - {from: 2026-03-02, to: 2026-07-03}\n  - {from: 2026-09-01, to: 2027-01-22}\n"
OLD = "二年级(1)班,4,16:00,17:30,书法,美术室,李老师,,"
NEW = "二年级(1)班,4,16:00,17:00,书法,美术室,李老师,,"
LAST_TERM = datetime(2026, 4, 1, 12, tzinfo=SCHOOL_ZONE)
THIS_TERM = datetime(2026, 9, 1, 12, tzinfo=SCHOOL_ZONE)
NOW = datetime(2026, 11, 18, 17, tzinfo=SCHOOL_ZONE)


def _downgrade(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, "0017")


async def upgrade(school: School) -> None:
    """Bring the database to the last release that kept no account of plans, and back again."""
    async with school.database.begin() as connection:
        await connection.run_sync(_downgrade)
    await migrate.upgrade(school.database)


@pytest.mark.parametrize(("imported", "told"), [(LAST_TERM, 0), (THIS_TERM, 1)])
async def test_an_old_plan_of_this_term_is_known_and_one_of_the_last_is_not(
    school: School, imported: datetime, told: int
) -> None:
    await school.has_calendar(TERMS)
    school.clock.set(imported)
    await school.has_slots(OLD)
    await school.add_parent(1001, "二年级(1)班")
    await upgrade(school)
    school.clock.set(NOW)

    done = await school.timetable.import_slots(school.id, school.write(NEW))

    assert (done.told_now, done.told_sunday) == (told, 0)
    assert len(await school.messages()) == told


async def test_what_changes_after_that_is_told_as_ever(school: School) -> None:
    await school.has_calendar(TERMS)
    school.clock.set(LAST_TERM)
    await school.has_slots(OLD)
    await school.add_parent(1001, "二年级(1)班")
    await upgrade(school)
    school.clock.set(NOW)
    await school.has_slots(NEW)

    await school.has_slots(OLD)

    [(_, text)] = await school.messages()
    assert "时间改为 16:00–17:30（原定 16:00–17:00）。" in text


async def test_a_plan_older_than_the_account_is_replaced_without_a_word(school: School) -> None:
    school.clock.set(NOW)
    await school.add_parent(1001, "二年级(1)班")
    old = Slot(school.classes["二年级(1)班"], 4, time(16), time(17, 30), "书法")
    async with school.database.begin() as connection:
        await slots.add(connection, school.id, [old])

    await school.has_slots(NEW)

    assert await school.messages() == []
