"""Once one has decided, the others who were asked need not tap to find out."""

from __future__ import annotations

import pytest

from bot.audit.model import InChat
from bot.notices.approving.second import WAITS_FOR
from bot.notices.model import Notice
from bot.notices.taps import WriteAgain
from bot.people import audience
from tests.integration.notices.approving.office import A_COLLEAGUE, ANOTHER, agree, as_, proposed
from tests.support.builders import THE_OFFICE, Rooms, who_is
from tests.support.phone import NEW, Phone, deliver

TEXT = "周五开运动会。"


async def waiting(rooms: Rooms, phone: Phone, notice: Notice, text: str = TEXT) -> int:
    """Let a notice to the same families wait for a second person; returns its number."""
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    whom = audience.parse_all([str(each) for each in notice.audiences])
    number = await rooms.notices.draft(post, THE_OFFICE, whom)
    await rooms.notices.write(number, text)
    await rooms.notices.send(number, by=InChat(THE_OFFICE))
    await deliver(rooms, phone)
    return number


async def test_the_others_read_that_a_colleague_has_agreed(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    number = await waiting(rooms, phone, notice)
    await rooms.notices.approvals.approve(number, await as_(rooms, A_COLLEAGUE))
    await deliver(rooms, phone)

    said = f"通知 {number}：已有老师同意，不用再操作。\n\n{TEXT}"
    assert phone.shows(ANOTHER)[-1] == said
    assert said not in phone.shows(A_COLLEAGUE)


async def test_the_others_read_that_a_colleague_has_returned_it(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    number = await waiting(rooms, phone, notice)
    await rooms.notices.approvals.send_back(number, await as_(rooms, A_COLLEAGUE), "时间不对")
    await deliver(rooms, phone)

    assert phone.shows(ANOTHER)[-1].startswith(f"通知 {number}：已有老师退回修改")


async def test_a_question_in_several_parts_ends_in_its_last(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    number = await waiting(rooms, phone, notice, "天" * 5000)
    before = phone.shows(ANOTHER)
    await rooms.notices.approvals.approve(number, await as_(rooms, A_COLLEAGUE))
    await deliver(rooms, phone)

    assert phone.shows(ANOTHER)[:-1] == before[:-1]
    assert phone.shows(ANOTHER)[-1] == f"通知 {number}：已有老师同意，不用再操作。"


async def test_the_others_read_that_a_correction_is_agreed_to(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)
    await deliver(rooms, phone)
    await agree(rooms, proposal)
    await deliver(rooms, phone)

    said = f"通知 {notice.id} 的更正：已有老师同意，不用再操作。\n\n{NEW}"
    assert phone.shows(ANOTHER)[-1] == said
    assert said not in phone.shows(A_COLLEAGUE)


@pytest.mark.parametrize("address", [A_COLLEAGUE, ANOTHER])
async def test_whoever_was_asked_reads_that_it_was_taken_back(
    rooms: Rooms, phone: Phone, notice: Notice, address: int
) -> None:
    number = await waiting(rooms, phone, notice)
    await rooms.notices.cancel(number, by=InChat(THE_OFFICE))
    await deliver(rooms, phone)

    said = f"通知 {number}：已经收回，没有发出，不用再操作。\n\n{TEXT}"
    assert phone.shows(address)[-1] == said


@pytest.mark.parametrize("address", [A_COLLEAGUE, ANOTHER])
async def test_whoever_was_asked_reads_that_the_time_is_up(
    rooms: Rooms, phone: Phone, notice: Notice, address: int
) -> None:
    number = await waiting(rooms, phone, notice)
    await proposed(rooms, notice)
    await deliver(rooms, phone)
    rooms.clock.move(WAITS_FOR)
    await rooms.plans.make_due(rooms.clock.now())
    await deliver(rooms, phone)

    of_the_notice, of_the_correction = phone.shows(address)[-2:]
    assert of_the_notice.startswith(f"通知 {number}：等得太久，已经过期")
    assert of_the_correction.startswith(f"通知 {notice.id} 的更正：等得太久，已经过期")


async def test_a_correction_given_up_in_any_way_leaves_no_question(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    for text in ("一稿。", "二稿。", "三稿。"):
        await proposed(rooms, notice, text)
        await deliver(rooms, phone)
        if text == "二稿。":
            await rooms.notices.take_back_correction(notice.id, by=InChat(THE_OFFICE))
    await rooms.notices.withdraw(notice.id, by=InChat(THE_OFFICE))
    await deliver(rooms, phone)

    first, second, third = phone.shows(ANOTHER)[-3:]
    taken_back = f"通知 {notice.id} 的更正：写通知的老师收回了，或者另写了一份，不用再操作。"
    assert (first, second) == (f"{taken_back}\n\n一稿。", f"{taken_back}\n\n二稿。")
    assert third.startswith(f"通知 {notice.id} 已经停止、撤回或另行更正")


async def test_under_the_reason_an_author_finds_the_button_to_write_again(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    number = await waiting(rooms, phone, notice)
    await rooms.notices.approvals.send_back(number, await as_(rooms, A_COLLEAGUE), "时间不对")
    await deliver(rooms, phone)

    told = [body for address, body in phone.said if address == THE_OFFICE][-1]
    assert "时间不对" in told.text
    assert [key.data for row in told.keyboard for key in row] == [WriteAgain(number).pack()]
