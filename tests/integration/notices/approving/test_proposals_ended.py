"""A correction that waits for a second person and comes to another end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.audit.model import OPERATOR, InChat
from bot.notices.errors import (
    CorrectionExpired,
    CorrectionMissing,
    CorrectionOvertaken,
    CorrectionTakenBack,
    CorrectionWaits,
    NothingToCorrect,
)
from bot.notices.model import Notice
from bot.notices.particulars import Proposed
from tests.integration.notices.approving.office import (
    A_COLLEAGUE,
    agree,
    as_,
    deeds,
    proposed,
    state_of,
    told,
)
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    THE_OFFICE,
    Rooms,
    texts_of,
    who_is,
)
from tests.support.phone import OLD, Phone, deliver

DAY = timedelta(hours=24)


async def test_after_a_day_without_a_word_it_ends_and_its_author_is_told(
    rooms: Rooms, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)
    rooms.clock.move(DAY)

    with pytest.raises(CorrectionExpired):
        await agree(rooms, proposal)
    await rooms.plans.make_due(rooms.clock.now())

    assert await state_of(rooms, notice) is Proposed.EXPIRED
    assert "没有等到另一位老师同意" in await told(rooms, notice)
    assert (await deeds(rooms))[-1] == "notice.correction_dropped"
    with pytest.raises(CorrectionExpired):
        await agree(rooms, proposal)


async def test_a_notice_that_was_withdrawn_meanwhile_is_not_corrected(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)
    await rooms.notices.withdraw(notice.id)

    with pytest.raises(CorrectionOvertaken):
        await agree(rooms, proposal)
    await deliver(rooms, phone)

    assert phone.shows(A_MOTHER)[-1].startswith("已撤回")
    assert "您写的更正不再发出" in await told(rooms, notice)


async def test_who_withdraws_it_is_not_told_what_they_did(rooms: Rooms, notice: Notice) -> None:
    before = len(await texts_of(rooms, f"notice-word:{notice.id}"))
    await proposed(rooms, notice)

    await rooms.notices.withdraw(notice.id, by=InChat(THE_OFFICE))

    assert await state_of(rooms, notice) is Proposed.OVERTAKEN
    assert len(await texts_of(rooms, f"notice-word:{notice.id}")) == before


async def test_the_operators_correction_takes_the_place_of_one_that_waits(
    rooms: Rooms, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)

    corrected = await rooms.notices.correct(notice.id, "秋游取消。", by=OPERATOR)

    assert (corrected.version, corrected.text) == (2, "秋游取消。")
    with pytest.raises(CorrectionOvertaken):
        await agree(rooms, proposal)
    assert "您写的更正不再发出" in await told(rooms, notice)


async def test_a_notice_stopped_while_it_goes_out_is_not_corrected(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    again = await rooms.notices.announce(
        notice.audiences, OLD, staff=(await who_is(rooms, THE_OFFICE)).posts[0].id
    )
    await rooms.notices.approvals.approve(again.id, await as_(rooms, A_COLLEAGUE))
    proposal = await proposed(rooms, again)
    await rooms.notices.cancel(again.id)

    with pytest.raises(CorrectionOvertaken):
        await agree(rooms, proposal)


async def test_another_correction_takes_the_place_of_the_first(
    rooms: Rooms, notice: Notice
) -> None:
    first = await proposed(rooms, notice)
    second = await proposed(rooms, notice, "秋游取消。")

    with pytest.raises(CorrectionTakenBack):
        await agree(rooms, first)
    assert (await agree(rooms, second)).text == "秋游取消。"


async def test_the_same_correction_is_not_handed_in_twice(rooms: Rooms, notice: Notice) -> None:
    proposal = await proposed(rooms, notice)

    with pytest.raises(CorrectionWaits):
        await proposed(rooms, notice)

    assert len(await texts_of(rooms, f"notice-proposal:{proposal.id}")) == 2


async def test_its_author_takes_it_back(rooms: Rooms, notice: Notice) -> None:
    proposal = await proposed(rooms, notice)

    taken = await rooms.notices.take_back_correction(notice.id, by=InChat(THE_OFFICE))
    again = await rooms.notices.take_back_correction(notice.id, by=InChat(THE_OFFICE))

    assert (taken, again) == (True, False)
    with pytest.raises(CorrectionTakenBack):
        await agree(rooms, proposal)


async def test_when_nobody_is_left_who_had_it_it_goes_on_waiting_and_nothing_is_half_done(
    rooms: Rooms, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)
    for address in (A_MOTHER, A_FATHER):
        async with rooms.database.begin() as connection:
            await rooms.notices.forget(connection, address)
            await rooms.outbox.drop_address(connection, address, now=rooms.clock.now())

    with pytest.raises(NothingToCorrect):
        await agree(rooms, proposal)

    assert (await rooms.notices.find(notice.id)).version == 1
    assert await state_of(rooms, notice) is Proposed.WAITING


async def test_a_notice_erased_while_it_waits_takes_it_along(rooms: Rooms, notice: Notice) -> None:
    proposal = await proposed(rooms, notice)
    async with rooms.database.begin() as connection:
        await connection.exec_driver_sql(f"DELETE FROM notices WHERE id = {notice.id}")
    rooms.clock.move(DAY)

    await rooms.plans.make_due(rooms.clock.now())

    with pytest.raises(CorrectionMissing):
        await agree(rooms, proposal)
