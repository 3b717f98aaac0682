"""A notice that is put right or taken back, from the room's door to the outbox."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.audit.model import InChat
from bot.delivery.model import Deed, Reason, Refused, Unreachable
from bot.delivery.pacing import Pacing
from bot.i18n.languages import Language
from bot.notices.errors import (
    SameText,
    TextOvertaken,
    TextUnusable,
)
from bot.notices.model import State
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
    texts,
)
from tests.support.dispatching import make_dispatcher, running, until
from tests.support.phone import NEW, OLD, Phone, announce, correct, deliver, delivered

LATER = timedelta(days=1)


async def test_who_has_the_old_text_sees_it_marked_and_gets_the_new_one(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    await correct(rooms, phone, notice)

    old, new = phone.shows(A_MOTHER)
    assert old.startswith("已更正")
    assert new.startswith("【更正通知】")
    assert NEW in new
    assert phone.shows(A_GRANDMOTHER)[0].startswith("Corrected")
    status = await rooms.notices.status(notice.id)
    assert (status.state, status.recipients, status.delivered) == (State.SENT, 3, 3)
    assert (status.corrections, status.edits_done, status.edits_pending) == (1, 3, 0)


async def test_who_was_still_waiting_gets_only_the_new_text(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await announce(rooms, class_id)
    await correct(rooms, phone, notice)

    (seen,) = phone.shows(A_MOTHER)
    assert seen.startswith("【通知】")
    assert NEW in seen
    status = await rooms.notices.status(notice.id)
    assert (status.recipients, status.delivered, status.edits_done) == (3, 3, 0)


async def test_correct_twice_leaves_only_the_last_text_standing(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    await correct(rooms, phone, notice)
    await correct(rooms, phone, notice, "秋游改到下周三。")

    first, second, third = phone.shows(A_MOTHER)
    assert first.startswith("已更正")
    assert second.startswith("已更正")
    assert "下周三" in third
    status = await rooms.notices.status(notice.id)
    assert (status.corrections, status.edits_done, status.delivered) == (2, 6, 3)


async def test_two_corrections_at_once_leave_one_text_for_everybody(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)

    await asyncio.gather(
        rooms.notices.correct(notice.id, NEW), rooms.notices.correct(notice.id, "秋游取消。")
    )
    await deliver(rooms, phone)

    standing = (await rooms.notices.find(notice.id)).text
    for parent in (A_MOTHER, A_FATHER):
        *old, new = phone.shows(parent)
        assert standing in new
        assert all(text.startswith("已更正") for text in old)
    assert (await rooms.notices.status(notice.id)).delivered == 3


async def test_what_was_on_its_way_is_marked_once_it_has_arrived(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await announce(rooms, class_id)
    phone.gate.clear()
    dispatcher = make_dispatcher(
        rooms.database, phone, clock=rooms.clock, pacing=Pacing(1000, chat_pause=0)
    )
    async with running(dispatcher):
        await until(lambda: len(phone.said) == 3)
        await rooms.notices.correct(notice.id, NEW)
        phone.gate.set()
    await rooms.notices.follow_up()
    await deliver(rooms, phone)

    for parent in (A_MOTHER, A_FATHER):
        old, new = phone.shows(parent)
        assert old.startswith("已更正")
        assert NEW in new


async def test_what_was_on_its_way_and_never_arrived_is_not_sent_with_the_old_text(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await announce(rooms, class_id)
    phone.script[A_MOTHER] = [Unreachable(maybe_accepted=False)]
    phone.gate.clear()
    async with running(make_dispatcher(rooms.database, phone, clock=rooms.clock)):
        await until(lambda: len(phone.said) == 3)
        await rooms.notices.correct(notice.id, NEW)
        phone.gate.set()
    await deliver(rooms, phone)

    (seen,) = phone.shows(A_MOTHER)
    assert NEW in seen


async def test_who_has_blocked_the_bot_is_left_in_peace_and_still_counted(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    phone.script[A_FATHER] = [Refused(Reason.BLOCKED, gone=True)]
    notice = await delivered(rooms, phone, class_id)
    await correct(rooms, phone, notice)

    status = await rooms.notices.status(notice.id)
    assert phone.sent.count(A_FATHER) == 1
    assert (status.recipients, status.delivered, status.failed) == (3, 2, 1)


async def test_who_had_confirmed_is_asked_again(rooms: Rooms, phone: Phone, class_id: int) -> None:
    notice = await delivered(rooms, phone, class_id)
    await rooms.notices.confirm(notice.id, A_MOTHER)
    old = next(iter(phone.chats[A_MOTHER]))
    await correct(rooms, phone, notice)
    new = max(phone.chats[A_MOTHER])

    assert (await rooms.notices.status(notice.id)).confirmed == 0
    with pytest.raises(TextOvertaken):
        await rooms.notices.confirm(notice.id, A_MOTHER, under=old)
    assert await rooms.notices.confirm(notice.id, A_MOTHER, under=new)


async def test_a_long_notice_is_marked_in_all_its_parts(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id, "甲" * 4000 + "\n\n" + "乙" * 4000)
    assert len(phone.shows(A_MOTHER)) == 2
    await correct(rooms, phone, notice)

    *old, new = phone.shows(A_MOTHER)
    assert [text[:3] for text in old] == ["已更正", "已更正"]
    assert NEW in new


async def test_who_has_left_the_class_since_is_told_too(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    person = await rooms.people.person(A_FATHER, Language.ZH_HANS)
    other = await make_class(rooms, name="三（2）班")
    await join_parent(rooms, other, A_FATHER, seat=9)
    await rooms.membership.leave(A_FATHER, person.children[0].id)
    await correct(rooms, phone, notice)

    old, new = phone.shows(A_FATHER)
    assert old.startswith("已更正")
    assert NEW in new


async def test_a_reminder_of_the_old_text_is_marked_too(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    await rooms.notices.remind(notice.id)
    await deliver(rooms, phone)
    await correct(rooms, phone, notice)

    first, reminder, new = phone.shows(A_MOTHER)
    assert first.startswith("已更正")
    assert reminder.startswith("已更正")
    assert NEW in new


async def test_a_correction_in_quiet_hours_marks_at_once_and_sends_in_the_morning(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    rooms.clock.move(timedelta(hours=10))
    await rooms.notices.correct(notice.id, NEW)
    async with running(make_dispatcher(rooms.database, phone, clock=rooms.clock)):
        await until(lambda: sum(body.deed is Deed.EDIT for _, body in phone.said) == 3)

    (old,) = phone.shows(A_MOTHER)
    assert old.startswith("已更正")
    assert (await rooms.notices.status(notice.id)).pending == 3


@pytest.mark.parametrize(
    ("text", "error"), [(OLD, SameText), ("  ", TextUnusable), ("天" * 12_001, TextUnusable)]
)
async def test_a_correction_needs_another_text_that_can_be_sent(
    rooms: Rooms, class_id: int, text: str, error: type[Exception]
) -> None:
    notice = await announce(rooms, class_id)

    with pytest.raises(error):
        await rooms.notices.correct(notice.id, text)


async def test_an_author_corrects_a_notice_that_needs_no_second_person(
    rooms: Rooms, class_id: int
) -> None:
    notice = await announce(rooms, class_id)

    corrected = await rooms.notices.correct(notice.id, NEW, by=InChat(A_MOTHER))

    assert (corrected.version, corrected.text) == (2, NEW)


async def test_whoever_was_erased_gets_no_correction(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    async with rooms.database.begin() as connection:
        await rooms.notices.forget(connection, A_FATHER)
        await rooms.outbox.drop_address(connection, A_FATHER, now=rooms.clock.now())
    await rooms.notices.correct(notice.id, NEW)

    assert set(await texts(rooms, notice)) - {None} == {A_MOTHER, A_GRANDMOTHER}
    assert (await rooms.notices.status(notice.id)).recipients == 3
