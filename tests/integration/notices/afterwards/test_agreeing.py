"""“已阅并同意”: by chat and by child, once, and only where it is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.notices.announcing import Manner
from bot.notices.errors import NoticeMissing
from bot.notices.model import Asks, Notice
from bot.people import audience
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
    make_draft,
    who_is,
)


@pytest.fixture
async def sent(rooms: Rooms) -> Notice:
    """A notice to agree to, to two parents of one child and a grandmother of another."""
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_FATHER, seat=1)
    await join_parent(rooms, class_id, A_GRANDMOTHER, seat=2)
    return await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]), "周五秋游，请您确认。", Manner(asks=Asks.AGREE)
    )


async def counts(rooms: Rooms, notice: Notice) -> tuple[int, int, int, int]:
    status = await rooms.notices.status(notice.id)
    return status.confirmed, status.agreed, status.children_confirmed, status.children_agreed


async def test_whoever_agrees_has_read_and_is_counted_apart(rooms: Rooms, sent: Notice) -> None:
    assert await rooms.notices.confirm(sent.id, A_MOTHER, agrees=True)
    assert await rooms.notices.confirm(sent.id, A_GRANDMOTHER)

    assert await counts(rooms, sent) == (2, 1, 2, 1)


async def test_a_child_counts_once_however_many_of_its_chats_confirm(
    rooms: Rooms, sent: Notice
) -> None:
    await rooms.notices.confirm(sent.id, A_MOTHER)
    await rooms.notices.confirm(sent.id, A_FATHER, agrees=True)

    assert await counts(rooms, sent) == (2, 1, 1, 1)


async def test_agreeing_twice_is_noted_once_and_keeps_the_first_time(
    rooms: Rooms, sent: Notice
) -> None:
    agreed_at = rooms.clock.now()
    await rooms.notices.confirm(sent.id, A_MOTHER, agrees=True)
    rooms.clock.move(timedelta(hours=1))

    assert not await rooms.notices.confirm(sent.id, A_MOTHER, agrees=True)
    assert not await rooms.notices.confirm(sent.id, A_MOTHER)

    assert await rooms.notices.agreed_to(A_MOTHER) == [(sent.id, agreed_at)]


async def test_whoever_has_read_may_still_agree(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.confirm(sent.id, A_MOTHER)
    rooms.clock.move(timedelta(hours=1))

    assert await rooms.notices.confirm(sent.id, A_MOTHER, agrees=True)

    assert await rooms.notices.agreed_to(A_MOTHER) == [(sent.id, rooms.clock.now())]
    assert await counts(rooms, sent) == (1, 1, 1, 1)


async def test_nobody_agrees_to_what_asks_only_to_be_read(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")
    await rooms.notices.ask(draft.id, Asks.READ)
    sent = await rooms.notices.send(draft.id)

    with pytest.raises(NoticeMissing):
        await rooms.notices.confirm(sent.id, A_MOTHER, agrees=True)


async def test_a_draft_asks_for_one_thing_at_a_time(rooms: Rooms) -> None:
    draft = await make_draft(rooms, f"class:{await make_class(rooms)}")

    asked = [(await rooms.notices.ask(draft.id, what)).asks for what in (*Asks, Asks.NOTHING)]

    assert asked == [*Asks, Asks.NOTHING]


async def test_what_a_chat_agreed_to_goes_with_the_chat(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.confirm(sent.id, A_GRANDMOTHER, agrees=True)

    (child,) = (await who_is(rooms, A_GRANDMOTHER)).children
    await rooms.membership.leave(A_GRANDMOTHER, child.id)

    assert await rooms.notices.agreed_to(A_GRANDMOTHER) == []
    assert await counts(rooms, sent) == (0, 0, 0, 0)
