"""Whom a notice has not reached: every child once, with what leaves most hope."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.notices.afterwards.unreached import Why
from bot.notices.errors import NoticeMissing
from bot.notices.model import Notice
from bot.people import audience
from bot.storage.tables.delivery import outgoing
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    AN_AUNT,
    Rooms,
    join_parent,
    make_class,
    make_draft,
    make_school,
    settle,
)


async def announced(rooms: Rooms, *written: str) -> Notice:
    return await rooms.notices.announce(audience.parse_all(written), "明天穿校服。")


async def failed(rooms: Rooms, notice: Notice, address: int, reason: str) -> None:
    await settle(rooms, notice, address, state="failed")
    async with rooms.database.begin() as connection:
        await connection.execute(
            sa.update(outgoing).where(outgoing.c.address == address).values(reason=reason)
        )


async def listed(rooms: Rooms, notice: Notice) -> list[tuple[str, int | None, Why]]:
    found = await rooms.notices.unreached(notice.id)
    return [(child.class_name, child.seat, child.why) for child in found.children]


async def test_a_child_reached_by_one_of_its_chats_is_not_listed(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    for address, seat in ((A_MOTHER, 1), (A_FATHER, 1), (A_GRANDMOTHER, 2)):
        await join_parent(rooms, class_id, address, seat=seat)
    notice = await announced(rooms, f"class:{class_id}")
    await settle(rooms, notice, A_MOTHER)
    await failed(rooms, notice, A_FATHER, "blocked")
    await failed(rooms, notice, A_GRANDMOTHER, "blocked")

    assert await listed(rooms, notice) == [("三（1）班", 2, Why.BLOCKED)]
    assert (await rooms.notices.unreached(notice.id)).total == 2


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("blocked", Why.BLOCKED),
        ("never-started", Why.BLOCKED),
        ("account-gone", Why.ACCOUNT_GONE),
        ("no-such-chat", Why.ACCOUNT_GONE),
        ("refused", Why.REFUSED),
    ],
)
async def test_the_reason_of_a_failure_is_told(rooms: Rooms, reason: str, why: Why) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    notice = await announced(rooms, f"class:{class_id}")
    await failed(rooms, notice, A_MOTHER, reason)

    assert await listed(rooms, notice) == [("三（1）班", 1, why)]


async def test_what_may_have_arrived_is_listed_as_uncertain(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_FATHER, seat=1)
    notice = await announced(rooms, f"class:{class_id}")
    await failed(rooms, notice, A_MOTHER, "blocked")
    await settle(rooms, notice, A_FATHER, state="ambiguous")

    assert await listed(rooms, notice) == [("三（1）班", 1, Why.UNCERTAIN)]


async def test_nobody_joined_and_everybody_gone_are_told_apart(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, AN_AUNT, seat=2)
    await rooms.people.mark_gone(AN_AUNT)
    async with rooms.database.begin() as connection:
        await connection.execute(
            sa.text("INSERT INTO children (class_id, seat) VALUES (:number, 3)"),
            {"number": class_id},
        )
    notice = await announced(rooms, f"class:{class_id}")
    await settle(rooms, notice)

    assert await listed(rooms, notice) == [
        ("三（1）班", 2, Why.BLOCKED),
        ("三（1）班", 3, Why.NOBODY),
    ]


async def test_while_it_goes_out_the_waiting_are_listed_as_such(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER)
    await join_parent(rooms, class_id, A_FATHER, seat=2)
    notice = await announced(rooms, f"class:{class_id}")
    await settle(rooms, notice, A_FATHER, state="sending")

    assert await listed(rooms, notice) == [
        ("三（1）班", 2, Why.WAITING),
        ("三（1）班", None, Why.WAITING),
    ]


async def test_what_was_stopped_before_it_left_is_said(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    notice = await announced(rooms, f"class:{class_id}")
    await rooms.notices.cancel(notice.id)

    assert await listed(rooms, notice) == [("三（1）班", 1, Why.STOPPED)]


async def test_a_family_erased_after_it_was_reached_stays_reached(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    for address, seat in ((A_MOTHER, 1), (A_FATHER, 2)):
        await join_parent(rooms, class_id, address, seat=seat)
    notice = await announced(rooms, f"class:{class_id}")
    await settle(rooms, notice, A_MOTHER)
    for address in (A_MOTHER, A_FATHER):
        async with rooms.database.begin() as connection:
            await rooms.notices.forget(connection, address)
            await rooms.outbox.drop_address(connection, address, now=rooms.clock.now())

    assert await listed(rooms, notice) == [("三（1）班", 2, Why.ERASED)]
    status = await rooms.notices.status(notice.id)
    assert (status.children, status.children_unreached) == (2, 1)


async def test_children_stand_by_school_class_and_seat(rooms: Rooms) -> None:
    first, second = await make_school(rooms), await make_school(rooms)
    places = [(second, "一（1）班", 1), (first, "二（2）班", 5), (first, "二（1）班", 9)]
    for address, (school, name, seat) in enumerate(places, start=500):
        class_id = await make_class(rooms, school, grade=2, name=name)
        await join_parent(rooms, class_id, address, seat=seat)
    notice = await announced(rooms, "district:example-city")
    await settle(rooms, notice, state="failed")

    found = await rooms.notices.unreached(notice.id)

    assert [(child.class_name, child.seat) for child in found.children] == [
        ("二（1）班", 9),
        ("二（2）班", 5),
        ("一（1）班", 1),
    ]
    assert found.has_schools


async def test_what_has_not_left_has_no_list(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")

    with pytest.raises(NoticeMissing, match="has not left yet"):
        await rooms.notices.unreached(draft.id)
