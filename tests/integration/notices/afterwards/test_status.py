from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.pacing import Pacing
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.errors import AlreadyOnItsWay, NoticeMissing
from bot.notices.model import Asks, Notice, State, Status
from bot.notices.wording import progress
from bot.people import audience
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    A_STRANGER,
    AN_AUNT,
    Rooms,
    join_parent,
    make_class,
    make_draft,
    settle,
    texts,
)
from tests.support.dispatching import make_dispatcher, running, until
from tests.support.phone import Phone, deliver

AN_HOUR = timedelta(hours=1)


@pytest.fixture
async def sent(rooms: Rooms) -> Notice:
    """A notice that asks for confirmation, to a mother and a father of two children."""
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_FATHER, seat=2)
    return await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]), "明天穿校服。", Manner(asks=Asks.READ)
    )


async def status(rooms: Rooms, notice: Notice) -> Status:
    return await rooms.notices.status(notice.id)


async def test_a_parents_confirmation_counts_once(rooms: Rooms, sent: Notice) -> None:
    assert await rooms.notices.confirm(sent.id, A_MOTHER)
    assert not await rooms.notices.confirm(sent.id, A_MOTHER)

    assert (await status(rooms, sent)).confirmed == 1


async def test_each_parent_confirms_for_themselves(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.confirm(sent.id, A_MOTHER)
    await rooms.notices.confirm(sent.id, A_FATHER)

    assert (await status(rooms, sent)).confirmed == 2


async def test_an_author_is_shown_what_became_of_messages_on_their_way_when_it_was_stopped(
    rooms: Rooms, sent: Notice
) -> None:
    phone = Phone()
    phone.gate.clear()
    dispatcher = make_dispatcher(
        rooms.database, phone, clock=rooms.clock, pacing=Pacing(1000), in_flight=1
    )
    async with running(dispatcher):
        await until(lambda: len(phone.said) == 1)
        stopped = await rooms.notices.cancel(sent.id)
        assert not await rooms.notices.progress_is_final(stopped)
        phone.gate.set()
    assert await rooms.notices.progress_is_final(stopped)

    shown = progress.text(stopped, await status(rooms, sent), speaking(Language.ZH_HANS))
    assert "2/2" in shown
    assert "没有发出 1" in shown


async def test_an_author_is_shown_a_withdrawal_until_every_message_says_so(
    rooms: Rooms, sent: Notice
) -> None:
    phone = Phone()
    await deliver(rooms, phone)
    withdrawn = await rooms.notices.withdraw(sent.id)
    assert not await rooms.notices.progress_is_final(withdrawn)
    await deliver(rooms, phone)

    assert await rooms.notices.progress_is_final(withdrawn)


async def test_a_stranger_cannot_confirm(rooms: Rooms, sent: Notice) -> None:
    with pytest.raises(NoticeMissing):
        await rooms.notices.confirm(sent.id, A_STRANGER)


async def test_a_parent_whom_it_was_not_sent_to_cannot_confirm(rooms: Rooms, sent: Notice) -> None:
    await join_parent(rooms, await make_class(rooms), AN_AUNT)

    with pytest.raises(NoticeMissing):
        await rooms.notices.confirm(sent.id, AN_AUNT)

    assert (await status(rooms, sent)).confirmed == 0


async def test_a_notice_that_asks_nothing_cannot_be_confirmed(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    plain = await rooms.notices.send((await make_draft(rooms, f"class:{class_id}")).id)

    with pytest.raises(NoticeMissing):
        await rooms.notices.confirm(plain.id, A_MOTHER)


async def test_a_second_notice_reaches_whoever_has_not_confirmed(
    rooms: Rooms, sent: Notice
) -> None:
    await settle(rooms, sent)
    await rooms.notices.confirm(sent.id, A_MOTHER)

    again = await rooms.notices.announce(
        audience.parse_all([f"unconfirmed:{sent.id}"]), "还没点「已阅」的家长请看。"
    )

    read = await texts(rooms, again)
    assert set(read) == {A_FATHER}
    assert read[A_FATHER].startswith("【通知】三（1）班\n")


async def test_the_status_counts_each_fate(rooms: Rooms, sent: Notice) -> None:
    await settle(rooms, sent, A_MOTHER)
    before = await status(rooms, sent)
    await settle(rooms, sent, A_FATHER, state="failed")
    after = await status(rooms, sent)

    assert (before.recipients, before.pending, before.delivered, before.settled) == (2, 1, 1, 1)
    assert (after.pending, after.delivered, after.failed, after.settled) == (0, 1, 1, 2)


async def test_a_child_is_reached_by_any_of_its_chats(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_FATHER, seat=1)
    await join_parent(rooms, class_id, A_GRANDMOTHER, seat=2)
    notice = await rooms.notices.send((await make_draft(rooms, f"class:{class_id}")).id)

    await settle(rooms, notice, A_MOTHER)
    await settle(rooms, notice, A_FATHER, A_GRANDMOTHER, state="failed")

    found = await status(rooms, notice)
    assert (found.children, found.children_unreached) == (2, 1)


async def test_a_child_without_any_chat_counts_as_unreached(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, AN_AUNT, seat=2)
    await rooms.people.mark_gone(AN_AUNT)

    notice = await rooms.notices.send((await make_draft(rooms, f"class:{class_id}")).id)
    await settle(rooms, notice)

    found = await status(rooms, notice)
    assert (found.recipients, found.children, found.children_unreached) == (1, 2, 1)


async def test_a_family_that_joins_later_does_not_change_the_count(
    rooms: Rooms, sent: Notice
) -> None:
    await settle(rooms, sent)

    await join_parent(rooms, await make_class(rooms), AN_AUNT)

    found = await status(rooms, sent)
    assert (found.children, found.children_unreached) == (2, 0)


async def test_a_notice_is_sent_once_every_message_is_settled(rooms: Rooms, sent: Notice) -> None:
    await settle(rooms, sent, A_MOTHER)
    assert await rooms.notices.close_finished() == []

    await settle(rooms, sent, A_FATHER, state="failed")
    (closed,) = await rooms.notices.close_finished()

    found = await rooms.notices.find(closed.id)
    assert (found.state, found.sent_at) == (State.SENT, rooms.clock.now())
    assert await rooms.notices.on_their_way() == []


async def test_cancelling_stops_what_has_not_left(rooms: Rooms, sent: Notice) -> None:
    await settle(rooms, sent, A_MOTHER)

    assert (await rooms.notices.cancel(sent.id)).state is State.CANCELLED

    found = await status(rooms, sent)
    assert (found.delivered, found.cancelled, found.pending) == (1, 1, 0)
    assert await rooms.notices.close_finished() == []


async def test_a_cancelled_notice_never_leaves_at_its_time(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")
    await rooms.notices.send(draft.id, at=rooms.clock.now() + AN_HOUR)

    await rooms.notices.cancel(draft.id)
    rooms.clock.move(2 * AN_HOUR)

    assert await rooms.plans.make_due(rooms.clock.now()) == 0
    assert await texts(rooms, draft) == {}


async def test_a_draft_can_be_dropped_and_then_not_be_sent(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")

    await rooms.notices.cancel(draft.id)

    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.send(draft.id)


async def test_what_every_parent_has_got_cannot_be_cancelled(rooms: Rooms, sent: Notice) -> None:
    await settle(rooms, sent)

    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.cancel(sent.id)
    await rooms.notices.close_finished()
    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.cancel(sent.id)

    assert (await status(rooms, sent)).state is State.SENT


async def test_cancelling_twice_is_refused(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.cancel(sent.id)

    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.cancel(sent.id)


async def test_the_message_that_shows_the_progress_is_remembered(
    rooms: Rooms, sent: Notice
) -> None:
    await rooms.notices.show_progress_in(sent.id, 55)

    assert (await rooms.notices.find(sent.id)).progress_message_id == 55


async def test_a_notice_whose_last_family_has_left_by_its_time_is_done_with(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")
    await rooms.notices.send(draft.id, at=rooms.clock.now() + AN_HOUR)
    assert joined.child is not None
    await rooms.membership.leave(A_MOTHER, joined.child.id)

    rooms.clock.move(AN_HOUR)
    await rooms.plans.make_due(rooms.clock.now())
    await rooms.notices.close_finished()

    assert (await rooms.notices.find(draft.id)).state is State.SENT
