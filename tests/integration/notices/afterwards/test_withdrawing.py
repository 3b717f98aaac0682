"""A notice that is taken back, from the room's door to the outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.model import FileKind, NewFile, Reason, Refused
from bot.delivery.pacing import Pacing
from bot.notices.afterwards import marking
from bot.notices.announcing import Manner
from bot.notices.errors import (
    CannotBeWithdrawn,
    NothingToCorrect,
    NotOutYet,
)
from bot.notices.model import Notice, State
from bot.people import audience
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    Rooms,
)
from tests.support.dispatching import make_dispatcher, running, until
from tests.support.phone import NEW, OLD, Phone, announce, correct, deliver, delivered, withdraw

LATER = timedelta(days=1)
PHOTO = NewFile(FileKind.PHOTO, "a.png", 1, known_as="photo")
PDF = NewFile(FileKind.DOCUMENT, "a.pdf", 1, known_as="pdf")


async def _with_files(rooms: Rooms, class_id: int, text: str) -> Notice:
    whom = audience.parse_all([f"class:{class_id}"])
    return await rooms.notices.announce(whom, text, Manner(files=[PHOTO, PDF]))


async def test_a_withdrawn_notice_says_so_in_every_chat_and_part(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id, "甲" * 4000 + "\n\n" + "乙" * 4000)
    withdrawn = await rooms.notices.withdraw(notice.id)
    await deliver(rooms, phone)

    assert withdrawn.state is State.WITHDRAWN
    assert [text[:3] for text in phone.shows(A_FATHER)] == ["已撤回", "已撤回"]
    assert [text[:9] for text in phone.shows(A_GRANDMOTHER)] == ["Withdrawn"] * 2
    status = await rooms.notices.status(notice.id)
    assert (status.state, status.edits_done, status.edits_failed) == (State.WITHDRAWN, 6, 0)


async def test_a_notice_withdrawn_while_it_goes_out_leaves_nobody_with_its_text(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await announce(rooms, class_id)
    phone.gate.clear()
    dispatcher = make_dispatcher(
        rooms.database, phone, clock=rooms.clock, pacing=Pacing(1000), in_flight=2
    )
    async with running(dispatcher):
        await until(lambda: len(phone.said) == 2)
        await rooms.notices.withdraw(notice.id)
        phone.gate.set()
    await rooms.notices.follow_up()
    await deliver(rooms, phone)

    seen = [text for parent in phone.chats for text in phone.shows(parent)]
    assert len(seen) == 2
    assert all(text.startswith(("已撤回", "Withdrawn")) for text in seen)
    status = await rooms.notices.status(notice.id)
    assert (status.delivered, status.cancelled, status.edits_done) == (2, 1, 2)


async def test_a_corrected_notice_can_be_withdrawn(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    await correct(rooms, phone, notice)
    await withdraw(rooms, phone, notice)

    assert [text[:3] for text in phone.shows(A_MOTHER)] == ["已撤回", "已撤回"]
    status = await rooms.notices.status(notice.id)
    assert (status.edits_done, status.edits_pending, status.edits_failed) == (6, 0, 0)


async def test_withdrawing_a_corrected_notice_replaces_the_files_of_its_first_text(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await _with_files(rooms, class_id, OLD)
    await deliver(rooms, phone)
    await correct(rooms, phone, notice)
    assert phone.shows(A_MOTHER)[0] == ""
    assert phone.shows(A_MOTHER)[1].startswith("已更正")

    await withdraw(rooms, phone, notice)

    for parent in phone.chats:
        assert all(text.startswith(("已撤回", "Withdrawn")) for text in phone.shows(parent))
    last = [body for address, body in phone.said if address == A_MOTHER][-3:]
    assert sorted(body.deed.value for body in last) == ["blank", "blank", "edit"]
    status = await rooms.notices.status(notice.id)
    assert (status.edits_done, status.edits_pending, status.edits_failed) == (9, 0, 0)


async def test_a_withdrawal_overtakes_the_marks_of_a_correction(
    rooms: Rooms, phone: Phone, class_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "EDITS_AT_ONCE", 2)
    notice = await _with_files(rooms, class_id, "甲" * 4000)
    await deliver(rooms, phone)
    await rooms.notices.correct(notice.id, NEW)
    await rooms.notices.withdraw(notice.id)

    for _ in range(6):
        await rooms.notices.follow_up()
    await deliver(rooms, phone)

    for parent in phone.chats:
        said = phone.shows(parent)
        assert len(said) == 3
        assert all(text.startswith(("已撤回", "Withdrawn")) for text in said)
    status = await rooms.notices.status(notice.id)
    assert (status.edits_done, status.edits_pending, status.edits_failed) == (9, 0, 0)


async def test_an_edit_that_telegram_refuses_is_counted(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    phone.script[A_MOTHER] = [Refused(Reason.REFUSED, gone=False, detail="not found")]
    await withdraw(rooms, phone, notice)

    status = await rooms.notices.status(notice.id)
    assert (status.edits_done, status.edits_failed) == (2, 1)


async def test_what_has_not_left_is_neither_corrected_nor_withdrawn(
    rooms: Rooms, class_id: int
) -> None:
    whom = audience.parse_all([f"class:{class_id}"])
    notice = await rooms.notices.announce(whom, OLD, at=rooms.clock.now() + LATER)

    with pytest.raises(NotOutYet):
        await rooms.notices.correct(notice.id, NEW)
    with pytest.raises(NotOutYet):
        await rooms.notices.withdraw(notice.id)


async def test_what_was_withdrawn_is_neither_corrected_nor_withdrawn_again(
    rooms: Rooms, phone: Phone, class_id: int
) -> None:
    notice = await delivered(rooms, phone, class_id)
    await rooms.notices.withdraw(notice.id)

    with pytest.raises(NothingToCorrect):
        await rooms.notices.correct(notice.id, NEW)
    with pytest.raises(CannotBeWithdrawn):
        await rooms.notices.withdraw(notice.id)


async def test_very_many_messages_are_marked_a_part_at_a_time(
    rooms: Rooms, phone: Phone, class_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "EDITS_AT_ONCE", 2)
    notice = await delivered(rooms, phone, class_id, "甲" * 4000 + "\n\n" + "乙" * 4000)
    await rooms.notices.withdraw(notice.id)
    assert (await rooms.notices.status(notice.id)).edits_pending == 2

    for _ in range(4):
        await rooms.notices.follow_up()
    await deliver(rooms, phone)

    assert (await rooms.notices.status(notice.id)).edits_done == 6


async def test_files_of_a_corrected_notice_keep_nobody_from_being_marked(
    rooms: Rooms, phone: Phone, class_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "EDITS_AT_ONCE", 1)
    whom = audience.parse_all([f"class:{class_id}"])
    notice = await rooms.notices.announce(whom, "天" * 1100, Manner(files=[PHOTO]))
    await deliver(rooms, phone)
    await rooms.notices.correct(notice.id, NEW)
    for _ in range(4):
        await rooms.notices.follow_up()
    await deliver(rooms, phone)

    assert (await rooms.notices.status(notice.id)).edits_done == 3
