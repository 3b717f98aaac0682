"""Once one has decided, the others who were asked need not tap to find out."""

from __future__ import annotations

from bot.audit.model import InChat
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


async def test_under_the_reason_an_author_finds_the_button_to_write_again(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    number = await waiting(rooms, phone, notice)
    await rooms.notices.approvals.send_back(number, await as_(rooms, A_COLLEAGUE), "时间不对")
    await deliver(rooms, phone)

    told = [body for address, body in phone.said if address == THE_OFFICE][-1]
    assert "时间不对" in told.text
    assert [key.data for row in told.keyboard for key in row] == [WriteAgain(number).pack()]
