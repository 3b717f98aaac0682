"""A correction that needs a second person: asked for, agreed to or returned."""

from __future__ import annotations

import asyncio

import pytest

from bot.audit.model import AtPost, InChat
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.beforehand.rehearsal import Explained
from bot.notices.errors import (
    CorrectionDecided,
    CorrectionMissing,
    NobodyToAgreeToIt,
    NotAsked,
    NotItsAuthor,
    NotYours,
)
from bot.notices.model import LONGEST_TEXT, Asks, Notice, State
from bot.notices.particulars import Proposed
from bot.people import audience
from bot.people.errors import NotYourClass
from bot.people.model import ClassId
from tests.integration.notices.approving.office import (
    A_COLLEAGUE,
    ANOTHER,
    agree,
    as_,
    deeds,
    out,
    proposed,
    state_of,
    told,
)
from tests.support.builders import (
    A_MOTHER,
    A_TEACHER,
    THE_OFFICE,
    Rooms,
    join_office,
    join_teacher,
    make_school,
    texts_of,
    who_is,
)
from tests.support.phone import NEW, OLD, Phone, deliver


async def test_a_second_person_sees_old_and_new_and_who_gets_it_while_nothing_changes(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)
    await deliver(rooms, phone)

    questions = await texts_of(rooms, f"notice-proposal:{proposal.id}")
    assert {address for address, _ in questions} == {A_COLLEAGUE, ANOTHER}
    text = questions[0][1]
    assert f"通知 {notice.id} 要更正" in text
    assert f"原来的内容：\n{OLD}" in text
    assert "【更正通知】" in text
    assert NEW in text
    assert "将重新发给 2 位家长。" in text
    assert phone.shows(A_MOTHER) == [shown for shown in phone.shows(A_MOTHER) if OLD in shown]
    after = await rooms.notices.find(notice.id)
    assert (after.text, after.version, after.state) == (OLD, 1, State.SENT)
    assert (await rooms.notices.status(notice.id)).correction_waits


async def test_agreed_to_it_goes_out_as_one_without_a_second_person(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)

    agreed = await agree(rooms, proposal)
    await deliver(rooms, phone)

    assert (agreed.version, agreed.text) == (2, NEW)
    old, new = phone.shows(A_MOTHER)
    assert old.startswith("已更正")
    assert new.startswith("【更正通知】")
    assert NEW in new
    assert "的更正：另一位老师已同意" in await told(rooms, notice)
    status = await rooms.notices.status(notice.id)
    assert (status.corrections, status.delivered, status.correction_waits) == (1, 2, False)
    assert await deeds(rooms) == [
        "notice.correction_asked",
        "notice.correction_approved",
        "notice.corrected",
    ]


async def test_who_had_confirmed_is_counted_beforehand_and_asked_again(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    asking = await rooms.notices.announce(
        notice.audiences, OLD, Manner(asks=Asks.READ), staff=post.id
    )
    await rooms.notices.approvals.approve(asking.id, await as_(rooms, A_COLLEAGUE))
    await deliver(rooms, phone)
    await rooms.notices.confirm(asking.id, A_MOTHER)

    proposal = await proposed(rooms, asking)

    question = (await texts_of(rooms, f"notice-proposal:{proposal.id}"))[0][1]
    assert "其中已确认的 1 位要重新确认" in question
    await agree(rooms, proposal)
    assert (await rooms.notices.status(asking.id)).confirmed == 0


async def test_a_returned_correction_leaves_the_text_and_its_author_reads_why(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)

    await rooms.notices.return_correction(
        proposal.id, await as_(rooms, A_COLLEAGUE), "八点是对的。"
    )

    assert (await rooms.notices.find(notice.id)).text == OLD
    word = await told(rooms, notice)
    assert "更正被退回了" in word
    assert "八点是对的。" in word
    with pytest.raises(CorrectionDecided):
        await agree(rooms, proposal)
    assert (await deeds(rooms))[-1] == "notice.correction_returned"
    assert (await proposed(rooms, notice)).id != proposal.id


async def test_of_two_who_agree_at_once_one_is_told_that_it_was_done(
    rooms: Rooms, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)

    both = await asyncio.gather(
        agree(rooms, proposal, A_COLLEAGUE),
        agree(rooms, proposal, ANOTHER),
        return_exceptions=True,
    )

    assert {type(one) for one in both} == {CorrectionDecided, Notice}
    status = await rooms.notices.status(notice.id)
    assert (status.corrections, status.recipients) == (1, 2)


async def test_its_author_a_teacher_and_another_school_do_not_decide(
    rooms: Rooms, notice: Notice
) -> None:
    proposal = await proposed(rooms, notice)
    await join_teacher(rooms, ClassId(1), A_TEACHER)
    stranger = 299
    await join_office(rooms, await make_school(rooms), stranger)

    with pytest.raises(NotYours):
        await agree(rooms, proposal, THE_OFFICE)
    for address in (A_TEACHER, A_MOTHER, stranger):
        with pytest.raises(NotAsked):
            await agree(rooms, proposal, address)
    assert await state_of(rooms, notice) is Proposed.WAITING


async def test_alone_in_the_office_one_reads_what_to_do(rooms: Rooms, notice: Notice) -> None:
    for address in (A_COLLEAGUE, ANOTHER):
        await rooms.people.mark_gone(address)

    with pytest.raises(NobodyToAgreeToIt, match="people invite --staff school"):
        await proposed(rooms, notice)

    assert not (await rooms.notices.status(notice.id)).correction_waits


async def test_what_its_author_says_to_the_rules_is_shown_and_kept(
    rooms: Rooms, notice: Notice
) -> None:
    explained = Explained(("homework",), "只是提醒")
    await rooms.notices.correct(notice.id, NEW, by=InChat(THE_OFFICE), explained=explained)
    proposal = await rooms.notices.correction_asked(notice.id)
    assert proposal is not None

    question = (await texts_of(rooms, f"notice-proposal:{proposal.id}"))[0][1]
    agreed = await agree(rooms, proposal)

    assert "只是提醒" in question
    assert (agreed.objections, agreed.despite) == (("homework",), "只是提醒")


async def test_an_urgent_notice_to_one_class_is_corrected_with_a_second_person(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    assert notice.id == 1
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    urgent = await rooms.notices.announce(
        audience.parse_all(["class:1"]), OLD, Manner(urgent_because="暴雨"), staff=post.id
    )
    await rooms.notices.approvals.approve(urgent.id, await as_(rooms, A_COLLEAGUE))
    await deliver(rooms, phone)

    proposal = await proposed(rooms, urgent)

    assert "暴雨" in (await texts_of(rooms, f"notice-proposal:{proposal.id}"))[0][1]


async def test_a_post_puts_right_what_it_has_written_and_nothing_else(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    await join_teacher(rooms, ClassId(1), A_TEACHER)
    teacher = (await who_is(rooms, A_TEACHER)).posts[0]
    own = await out(rooms, phone, "class:1", author=A_TEACHER)

    with pytest.raises(NotItsAuthor):
        await rooms.notices.correct(notice.id, NEW, by=AtPost(teacher.id))
    corrected = await rooms.notices.correct(own.id, NEW, by=AtPost(teacher.id))

    assert corrected.version == 2


async def test_a_class_that_is_no_longer_ones_own_is_not_written_to(
    rooms: Rooms, phone: Phone, notice: Notice
) -> None:
    await join_teacher(rooms, ClassId(1), A_TEACHER)
    teacher = (await who_is(rooms, A_TEACHER)).posts[0]
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    other = await rooms.notices.announce(audience.parse_all(["class:2"]), OLD, staff=post.id)
    await deliver(rooms, phone)
    async with rooms.database.begin() as connection:
        await connection.exec_driver_sql(
            f"UPDATE notices SET author_id = {teacher.id} WHERE id = {other.id}"
        )

    with pytest.raises(NotYourClass):
        await rooms.notices.correct(other.id, NEW, by=AtPost(teacher.id))


async def test_the_longest_texts_are_shown_whole(rooms: Rooms, notice: Notice) -> None:
    proposal = await proposed(rooms, notice, "字" * LONGEST_TEXT)

    async with rooms.database.read() as connection:
        found = await connection.exec_driver_sql(
            f"SELECT text FROM outgoing_bodies WHERE batch = 'notice-proposal:{proposal.id}'"
        )
        parts = [text for (text,) in found]
    assert "".join(parts).count("字") == LONGEST_TEXT * 2
    assert sum(OLD in part for part in parts) == 2


async def test_an_unknown_number_is_no_correction(rooms: Rooms, notice: Notice) -> None:
    assert notice.id == 1
    with pytest.raises(CorrectionMissing):
        await rooms.notices.approve_correction(99, await as_(rooms, A_COLLEAGUE))


async def test_a_preview_says_that_a_second_person_is_needed(rooms: Rooms, notice: Notice) -> None:
    ahead = await rooms.notices.correction_ahead(
        notice.id, NEW, Language.ZH_HANS, by=InChat(THE_OFFICE)
    )

    assert ahead.needs_second
    assert (ahead.chats, ahead.confirmed) == (2, 0)
