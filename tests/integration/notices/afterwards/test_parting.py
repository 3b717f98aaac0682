"""Whoever is taken out of a class gets nothing more that was meant for it."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import SCHOOL_ZONE
from bot.delivery.model import State as Message
from bot.notices.afterwards.unreached import Why
from bot.notices.model import Notice
from bot.people import audience
from bot.people.model import SchoolId
from tests.support.builders import (
    A_MOTHER,
    A_STRANGER,
    Rooms,
    join_office,
    join_parent,
    make_class,
    make_school,
    who_is,
)
from tests.support.outbox import fates

IN_THE_EVENING = datetime(2026, 11, 19, 21, 30, tzinfo=SCHOOL_ZONE)
"""Families of primary pupils are left in peace; those of juniors are not yet."""


@pytest.fixture
async def school(rooms: Rooms) -> SchoolId:
    """A mother of a junior, and a stranger who reads along there and in a primary class."""
    rooms.clock.set(IN_THE_EVENING)
    school = await make_school(rooms)
    junior = await make_class(rooms, school, grade=7, name="初一（1）班")
    await join_parent(rooms, junior, A_MOTHER, seat=1)
    await join_parent(rooms, junior, A_STRANGER, seat=2)
    await join_parent(rooms, await make_class(rooms, school), A_STRANGER)
    return school


async def announce(rooms: Rooms, *written: str) -> Notice:
    return await rooms.notices.announce(audience.parse_all(written), "明天穿校服。")


async def take_out(rooms: Rooms) -> None:
    """Take the stranger out of the junior class."""
    stranger = await who_is(rooms, A_STRANGER)
    child = next(one for one in stranger.children if one.school_class.grade == 7)
    assert stranger.chat is not None
    assert await rooms.membership.remove_from_class(child.id, stranger.chat.id)


async def fate(rooms: Rooms, notice: Notice) -> Message:
    return (await fates(rooms.database, notice.batch))[A_STRANGER]


async def test_what_waits_for_the_morning_never_reaches_who_was_taken_out_in_the_evening(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await announce(rooms, f"grade:{school}/7")
    assert await fate(rooms, notice) is Message.PENDING

    await take_out(rooms)

    assert await fates(rooms.database, notice.batch) == {
        A_MOTHER: Message.PENDING,
        A_STRANGER: Message.CANCELLED,
    }
    listed = {one.seat: one.why for one in (await rooms.notices.unreached(notice.id)).children}
    assert listed[2] is Why.NOBODY


async def test_what_is_for_another_child_too_still_arrives(rooms: Rooms, school: SchoolId) -> None:
    both = await announce(rooms, f"school:{school}")
    other = await announce(rooms, f"grade:{school}/3", f"grade:{school}/7")

    await take_out(rooms)

    assert [await fate(rooms, one) for one in (both, other)] == [Message.PENDING] * 2


async def test_what_is_for_the_staff_too_still_arrives(rooms: Rooms, school: SchoolId) -> None:
    await join_office(rooms, school, A_STRANGER)
    staff = await announce(rooms, f"grade:{school}/7", f"staff:{school}")
    families = await announce(rooms, f"grade:{school}/7")

    await take_out(rooms)

    assert await fate(rooms, staff) is Message.PENDING
    assert await fate(rooms, families) is Message.CANCELLED
