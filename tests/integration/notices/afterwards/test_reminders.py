"""Reminders: to whom, how often, and what counts."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.clock import SCHOOL_ZONE
from bot.delivery.model import WhenUnsure
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.errors import (
    AlreadyOnItsWay,
    EverybodyHasConfirmed,
    NothingToConfirm,
    NotSentYet,
    RemindedEnough,
)
from bot.notices.model import Asks, Notice, State
from bot.people import audience
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    A_TEACHER,
    AN_AUNT,
    Rooms,
    join_parent,
    join_teacher,
    leave_times,
    make_class,
    settle,
    texts,
    who_is,
)


@pytest.fixture
async def sent(rooms: Rooms) -> Notice:
    """A notice to agree to; a mother and a father share a child, a grandmother has another."""
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_FATHER, seat=1)
    await join_parent(rooms, class_id, A_GRANDMOTHER, seat=2)
    notice = await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]), "周五秋游，请您确认。", Manner(asks=Asks.AGREE)
    )
    return await arrived(rooms, notice)


async def arrived(rooms: Rooms, notice: Notice) -> Notice:
    await settle(rooms, notice)
    await rooms.notices.close_finished()
    return await rooms.notices.find(notice.id)


async def test_a_reminder_goes_to_families_of_whom_nobody_has_confirmed(
    rooms: Rooms, sent: Notice
) -> None:
    await rooms.notices.confirm(sent.id, A_MOTHER)

    reminder = await rooms.notices.remind(sent.id)

    read = await texts(rooms, reminder)
    assert set(read) == {A_GRANDMOTHER}
    assert read[A_GRANDMOTHER].startswith("【提醒】三（1）班\n")
    assert "周五秋游，请您确认。" in read[A_GRANDMOTHER]
    assert (reminder.reminds_of, reminder.asks) == (sent.id, Asks.AGREE)


async def test_a_reminder_of_what_never_comes_twice_never_comes_twice_either(
    rooms: Rooms, sent: Notice
) -> None:
    written = audience.parse_all(map(str, sent.audiences))
    first = await rooms.notices.announce(
        written, "明天停课。", Manner(asks=Asks.READ, when_unsure=WhenUnsure.LEAVE)
    )
    first = await arrived(rooms, first)

    assert (await rooms.notices.remind(first.id)).when_unsure is WhenUnsure.LEAVE
    assert (await rooms.notices.remind(sent.id)).when_unsure is WhenUnsure.RESEND


async def test_the_audience_of_the_unconfirmed_is_the_same_families(
    rooms: Rooms, sent: Notice
) -> None:
    await rooms.notices.confirm(sent.id, A_MOTHER)

    again = await rooms.notices.announce(
        audience.parse_all([f"unconfirmed:{sent.id}"]), "请到学校来一趟。"
    )

    assert set(await texts(rooms, again)) == {A_GRANDMOTHER}


async def test_a_family_with_an_open_child_is_reminded_even_if_another_is_confirmed(
    rooms: Rooms,
) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_MOTHER, seat=2)
    await join_parent(rooms, class_id, A_FATHER, seat=1)
    notice = await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]), "周五秋游。", Manner(asks=Asks.READ)
    )
    await arrived(rooms, notice)
    await rooms.notices.confirm(notice.id, A_FATHER)

    assert set(await texts(rooms, await rooms.notices.remind(notice.id))) == {A_MOTHER}


async def test_a_tap_under_the_reminder_confirms_the_notice(rooms: Rooms, sent: Notice) -> None:
    reminder = await rooms.notices.remind(sent.id)

    await rooms.notices.confirm(reminder.confirms, A_GRANDMOTHER, agrees=True)

    first, second = [await rooms.notices.status(number) for number in (sent.id, reminder.id)]
    assert (first.confirmed, first.children_agreed) == (1, 1)
    assert (second.confirmed, second.agreed, second.children_confirmed) == (1, 1, 1)


async def test_a_reminder_counts_only_those_it_went_to(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.confirm(sent.id, A_MOTHER)

    reminder = await rooms.notices.remind(sent.id)

    status = await rooms.notices.status(reminder.id)
    assert (status.recipients, status.confirmed, status.children_confirmed) == (1, 0, 0)


async def test_whoever_confirms_between_preview_and_sending_is_left_out(
    rooms: Rooms, sent: Notice
) -> None:
    ahead = await rooms.notices.reminder_ahead(sent.id, Language.ZH_HANS)
    await rooms.notices.confirm(sent.id, A_FATHER)

    reminder = await rooms.notices.remind(sent.id, made_before=ahead.made_today)

    assert (ahead.chats, ahead.children) == (3, 2)
    assert set(await texts(rooms, reminder)) == {A_GRANDMOTHER}


async def test_what_has_not_left_is_held_back_once_a_family_confirms(
    rooms: Rooms, sent: Notice
) -> None:
    reminder = await rooms.notices.remind(sent.id)
    await settle(rooms, reminder, A_GRANDMOTHER)

    await rooms.notices.confirm(sent.id, A_MOTHER)

    status = await rooms.notices.status(reminder.id)
    assert (status.delivered, status.cancelled, status.pending) == (1, 2, 0)


async def test_the_preview_is_what_the_parent_gets(rooms: Rooms, sent: Notice) -> None:
    ahead = await rooms.notices.reminder_ahead(sent.id, Language.ZH_HANS)

    read = await texts(rooms, await rooms.notices.remind(sent.id))

    assert read[A_MOTHER] == ahead.body.text


async def test_a_reminder_keeps_quiet_hours_even_of_an_urgent_notice(rooms: Rooms) -> None:
    class_id = await make_class(rooms, grade=3)
    await join_parent(rooms, class_id, A_MOTHER)
    await join_teacher(rooms, class_id)
    notice = await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]),
        "明天停课。",
        Manner(asks=Asks.READ, urgent_because="台风"),
    )
    await arrived(rooms, notice)
    rooms.clock.set(datetime(2026, 11, 19, 22, 0, tzinfo=SCHOOL_ZONE))

    reminder = await rooms.notices.remind(notice.id)
    assert reminder.state is State.SCHEDULED
    await rooms.notices.confirm(notice.id, A_MOTHER)
    rooms.clock.set(datetime(2026, 11, 20, 7, 0, tzinfo=SCHOOL_ZONE))
    await rooms.plans.make_due(rooms.clock.now())

    assert await leave_times(rooms, reminder) == {}


async def test_two_reminders_a_day_and_no_more(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.remind(sent.id)
    second = await rooms.notices.remind(sent.id)

    with pytest.raises(RemindedEnough):
        await rooms.notices.remind(sent.id)
    rooms.clock.move(timedelta(days=1))

    assert (await rooms.notices.remind(second.id)).reminds_of == sent.id


async def test_a_stopped_reminder_does_not_count(rooms: Rooms, sent: Notice) -> None:
    for _ in range(3):
        await rooms.notices.cancel((await rooms.notices.remind(sent.id)).id)

    assert (await rooms.notices.reminder_ahead(sent.id, Language.EN)).made_today == 0


async def test_two_taps_at_once_send_one_reminder(rooms: Rooms, sent: Notice) -> None:
    found = await asyncio.gather(
        *(rooms.notices.remind(sent.id, made_before=0) for _ in range(2)), return_exceptions=True
    )

    assert [type(one) for one in found if isinstance(one, Exception)] == [AlreadyOnItsWay]


async def test_teachers_are_reminded_one_by_one(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    for address in (A_TEACHER, AN_AUNT):
        await join_teacher(rooms, class_id, address)
    (post,) = (await who_is(rooms, A_TEACHER)).posts
    notice = await rooms.notices.announce(
        audience.parse_all([f"staff:{post.school.id}"]), "周五开会。", Manner(asks=Asks.READ)
    )
    await arrived(rooms, notice)
    await rooms.notices.confirm(notice.id, A_TEACHER)

    ahead = await rooms.notices.reminder_ahead(notice.id, Language.ZH_HANS)
    reminder = await rooms.notices.remind(notice.id)

    assert (ahead.chats, ahead.children) == (1, 0)
    assert set(await texts(rooms, reminder)) == {AN_AUNT}


async def test_nobody_is_reminded_once_all_have_confirmed(rooms: Rooms, sent: Notice) -> None:
    for address in (A_MOTHER, A_GRANDMOTHER):
        await rooms.notices.confirm(sent.id, address)

    with pytest.raises(EverybodyHasConfirmed):
        await rooms.notices.remind(sent.id)


async def test_what_asks_nothing_is_not_reminded_of(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    notice = await rooms.notices.announce(audience.parse_all([f"class:{class_id}"]), "明天降温。")

    with pytest.raises(NothingToConfirm):
        await rooms.notices.remind(notice.id)


async def test_what_is_still_going_out_or_stopped_is_not_reminded_of(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    notice = await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]), "明天降温。", Manner(asks=Asks.READ)
    )

    with pytest.raises(NotSentYet):
        await rooms.notices.remind(notice.id)
    await rooms.notices.cancel(notice.id)
    with pytest.raises(NotSentYet):
        await rooms.notices.remind(notice.id)
