"""The message that shows an author how far a notice is, once its text no longer holds."""

from __future__ import annotations

import pytest

from bot.audit.model import InChat
from bot.chat.after_buttons import after_buttons
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Asks, Notice, State
from bot.notices.wording import progress
from bot.people import audience
from tests.support.builders import (
    A_MOTHER,
    A_TEACHER,
    Rooms,
    join_parent,
    join_teacher,
    make_class,
)
from tests.support.phone import NEW, OLD, Phone, deliver

SHOWN, LATER = 7_001, 7_002
WORDS = speaking(Language.ZH_HANS)


@pytest.fixture
async def sent(rooms: Rooms, phone: Phone) -> Notice:
    """A notice a family has, of which nothing is left to change in what its author is shown."""
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER)
    await join_teacher(rooms, class_id)
    number = await rooms.notices.draft(None, A_TEACHER, audience.parse_all([f"class:{class_id}"]))
    await rooms.notices.write(number, OLD)
    await rooms.notices.ask(number, Asks.READ)
    await rooms.notices.send(number)
    await rooms.notices.show_progress_in(number, SHOWN)
    await deliver(rooms, phone)
    await rooms.notices.stop_showing_progress(await rooms.notices.find(number))
    return await rooms.notices.find(number)


async def shows(rooms: Rooms, number: int) -> str:
    notice, status = await rooms.notices.find(number), await rooms.notices.status(number)
    return progress.text(notice, status, WORDS)


async def keys(rooms: Rooms, number: int) -> list[str]:
    notice, status = await rooms.notices.find(number), await rooms.notices.status(number)
    return [key.label for row in after_buttons(notice, status, WORDS) for key in row]


async def test_a_message_left_as_it_was_shows_a_correction_of_the_operator(
    rooms: Rooms, sent: Notice
) -> None:
    assert (sent.progress_message_id, sent.shown_message_id) == (None, SHOWN)

    await rooms.notices.correct(sent.id, NEW)

    (shown,) = await rooms.notices.with_progress()
    assert (shown.id, shown.progress_message_id) == (sent.id, SHOWN)
    assert "已更正 1 次" in await shows(rooms, sent.id)


async def test_a_message_left_as_it_was_shows_a_withdrawal(rooms: Rooms, sent: Notice) -> None:
    await rooms.notices.withdraw(sent.id)

    (shown,) = await rooms.notices.with_progress()
    assert shown.progress_message_id == SHOWN
    assert (await shows(rooms, sent.id)).startswith(f"通知 {sent.id}：已撤回")
    assert await keys(rooms, sent.id) == []


@pytest.mark.parametrize("is_final", [True, False])
async def test_the_message_before_leads_on_to_the_one_that_took_over(
    rooms: Rooms, phone: Phone, sent: Notice, *, is_final: bool
) -> None:
    if not is_final:
        await rooms.notices.show_progress_in(sent.id, SHOWN)
    await rooms.notices.correct(sent.id, NEW, by=InChat(A_TEACHER))
    await rooms.notices.show_progress_in(sent.id, LATER)
    await deliver(rooms, phone)

    said = f"通知 {sent.id}：已更正，最新情况请看后面的消息。"
    assert phone.shows(A_TEACHER) == [said]
    assert (await rooms.notices.find(sent.id)).progress_message_id == LATER


async def test_what_another_message_took_over_is_not_left_to_the_first(
    rooms: Rooms, sent: Notice
) -> None:
    await rooms.notices.show_progress_in(sent.id, SHOWN)
    seen = await rooms.notices.find(sent.id)
    await rooms.notices.show_progress_in(sent.id, LATER)

    await rooms.notices.stop_showing_progress(seen)

    assert (await rooms.notices.find(sent.id)).progress_message_id == LATER


async def test_a_reminder_says_that_its_notice_was_corrected_and_has_no_button(
    rooms: Rooms, phone: Phone, sent: Notice
) -> None:
    reminder = await rooms.notices.remind(sent.id, by=InChat(A_TEACHER))
    await rooms.notices.show_progress_in(reminder.id, LATER)
    await deliver(rooms, phone)
    await rooms.notices.stop_showing_progress(await rooms.notices.find(reminder.id))
    assert await keys(rooms, reminder.id) != []

    await rooms.notices.correct(sent.id, NEW)
    await deliver(rooms, phone)

    shown = {one.id: one.progress_message_id for one in await rooms.notices.with_progress()}
    assert shown == {sent.id: SHOWN, reminder.id: LATER}
    assert (await rooms.notices.find(reminder.id)).state is State.SENT
    first, *others = (await shows(rooms, reminder.id)).splitlines()
    assert first == f"通知 {reminder.id}：提醒的那份通知已经更正，这次提醒作废了。"
    assert others == ["旧消息已改成“已更正” 1 条。"]
    assert await keys(rooms, reminder.id) == []
