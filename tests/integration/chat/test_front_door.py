"""Whatever breaks behind the door, who writes is served and the log holds no contents."""

from __future__ import annotations

import asyncio
import logging

import pytest
import structlog
from structlog.testing import capture_logs

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.database import Database
from tests.support.front_desk import FrontDesk

PARENT = 5_123_456_789
STRANGER = 101
BEYOND = 2**70
SECRET = "我家孩子小名叫团子"
WORDS = speaking(Language.ZH_HANS)


@pytest.fixture(autouse=True)
def _fresh_loggers() -> None:
    structlog.reset_defaults()


async def break_people(database: Database) -> None:
    async with database.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE joins RENAME TO elsewhere")


async def test_a_question_is_answered_although_nobody_can_be_looked_up(desk: FrontDesk) -> None:
    desk.knows(PARENT)
    await break_people(desk.services.database)

    await desk.hears(PARENT, "课后服务可以不参加吗")

    assert "依据：" in desk.told(PARENT)[-1]


async def test_a_fault_of_the_database_is_logged_without_what_it_holds(
    desk: FrontDesk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.parent(PARENT, 12)
    await break_people(desk.services.database)

    with capture_logs() as events, caplog.at_level(logging.WARNING):
        await desk.hears(PARENT, "/week")
        await desk.hears(PARENT, f"/start {SECRET}")

    shown = f"{events} {caplog.text}"
    assert "handler_failed" in shown
    assert not [word for word in (str(PARENT), SECRET, "SELECT") if word in shown]


async def test_an_update_nobody_can_take_is_logged_by_kind_and_place_only(
    desk: FrontDesk, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as events:
        await desk.hears(BEYOND, SECRET)

    assert [event["kind"] for event in events] == ["OverflowError"]
    assert not caplog.records


async def test_who_writes_at_the_same_time_is_known_each_by_their_own(desk: FrontDesk) -> None:
    seats = {PARENT + seat: seat for seat in range(1, 6)}
    for parent, seat in seats.items():
        await desk.parent(parent, seat)
    desk.knows(STRANGER)

    await asyncio.gather(
        desk.hears(STRANGER, "课后服务可以不参加吗"),
        *(desk.hears(parent, "/start") for parent in seats),
    )

    assert "依据：" in desk.told(STRANGER)[-1]
    for parent, seat in seats.items():
        assert f"{seat}号" in desk.told(parent)[-1]


async def test_what_goes_wrong_with_one_spares_those_who_write_with_them(desk: FrontDesk) -> None:
    desk.knows(PARENT)

    with capture_logs() as events:
        await asyncio.gather(
            desk.hears(BEYOND, SECRET), desk.hears(PARENT, "课后服务可以不参加吗")
        )

    assert [event["kind"] for event in events if "kind" in event] == ["OverflowError"]
    assert "依据：" in desk.told(PARENT)[-1]
