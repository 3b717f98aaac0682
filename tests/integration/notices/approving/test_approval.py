"""The second person: who is asked, whose word counts, and what ends the waiting."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.audit.model import InChat
from bot.audit.service import Account
from bot.notices.announcing import Manner
from bot.notices.approving.second import Decision, deciding
from bot.notices.errors import (
    AlreadyOnItsWay,
    ApprovalExpired,
    DecidedBefore,
    NobodyToAgree,
    NobodyToTell,
    NotAsked,
    NotYours,
    TakenBack,
)
from bot.notices.model import LONGEST_TEXT, Asks, Notice, State
from bot.notices.particulars import Ending
from bot.people import audience
from bot.people.errors import ClassMissing
from bot.people.model import ClassId, Role, SchoolId
from bot.storage.tables.delivery import outgoing_bodies
from bot.storage.tables.people import classes
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_TEACHER,
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    join_teacher,
    make_class,
    make_school,
    texts_of,
    who_is,
)

A_COLLEAGUE, ANOTHER, AN_OFFICIAL = 203, 204, 205
HOUR = timedelta(hours=1)


@pytest.fixture
async def school(rooms: Rooms) -> SchoolId:
    """A school with two classes, a family in each, and two people in its office."""
    school = await make_school(rooms)
    first = await make_class(rooms, school)
    second = await make_class(rooms, school, grade=4, name="四（1）班")
    await join_parent(rooms, first, A_MOTHER)
    await join_parent(rooms, second, A_FATHER)
    await join_office(rooms, school, THE_OFFICE)
    await join_office(rooms, school, A_COLLEAGUE)
    return school


async def a_draft(rooms: Rooms, *written: str, author: int = THE_OFFICE) -> Notice:
    person = await who_is(rooms, author)
    number = await rooms.notices.draft(person.posts[0], author, audience.parse_all(written))
    return await rooms.notices.write(number, "明天穿校服。")


async def asked(rooms: Rooms, *written: str, author: int = THE_OFFICE) -> Notice:
    draft = await a_draft(rooms, *written, author=author)
    return await rooms.notices.send(draft.id, by=InChat(author))


async def as_(rooms: Rooms, address: int) -> Decision:
    return deciding(await who_is(rooms, address))


async def agree(rooms: Rooms, notice: Notice, address: int = A_COLLEAGUE) -> Notice:
    return await rooms.notices.approvals.approve(notice.id, await as_(rooms, address))


async def told(rooms: Rooms, notice: Notice) -> list[str]:
    """Return what the author was told about a notice, oldest first."""
    return [text for _, text in await texts_of(rooms, f"notice-word:{notice.id}")]


async def deeds(rooms: Rooms) -> list[str]:
    listed = await Account(rooms.database).listed()
    return [item.entry.action for item in listed if item.entry.action.startswith("notice.")]


async def test_a_notice_to_the_school_waits_and_its_office_is_asked(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")

    ((address, question),) = await texts_of(rooms, f"notice-approval:{notice.id}")
    assert notice.state is State.AWAITING_APPROVAL
    assert address == A_COLLEAGUE
    assert "【通知】实验小学\n\n明天穿校服。" in question
    assert "将发给 2 位家长，涉及 2 个孩子" in question
    assert (await rooms.notices.status(notice.id)).recipients == 0


async def test_once_a_colleague_agrees_it_leaves_and_the_author_is_told(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")

    agreed = await agree(rooms, notice)

    assert agreed.state is State.SENDING
    assert (await rooms.notices.status(notice.id)).pending == 2
    assert "已同意，正在发送" in (await told(rooms, notice))[0]
    assert await deeds(rooms) == ["notice.approval_asked", "notice.approved", "notice.sent"]


async def test_of_two_who_agree_at_once_one_is_told_that_it_was_done(
    rooms: Rooms, school: SchoolId
) -> None:
    await join_office(rooms, school, ANOTHER)
    notice = await asked(rooms, f"school:{school}")

    both = await asyncio.gather(
        agree(rooms, notice, A_COLLEAGUE), agree(rooms, notice, ANOTHER), return_exceptions=True
    )

    assert {type(one) for one in both} == {DecidedBefore, Notice}
    assert (await rooms.notices.status(notice.id)).recipients == 2


async def test_who_wrote_it_cannot_agree_to_it(rooms: Rooms, school: SchoolId) -> None:
    notice = await asked(rooms, f"school:{school}")

    with pytest.raises(NotYours):
        await agree(rooms, notice, THE_OFFICE)


async def test_a_teacher_a_parent_and_another_school_are_not_asked(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")
    await join_teacher(rooms, ClassId(1), A_TEACHER)
    await join_office(rooms, await make_school(rooms), ANOTHER)

    for address in (A_TEACHER, A_MOTHER, ANOTHER):
        with pytest.raises(NotAsked):
            await agree(rooms, notice, address)
    assert (await rooms.notices.find(notice.id)).state is State.AWAITING_APPROVAL


async def test_a_returned_notice_is_not_sent_and_its_author_reads_why(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")

    returned = await rooms.notices.approvals.send_back(
        notice.id, await as_(rooms, A_COLLEAGUE), "周五不行，请改到周四。"
    )

    assert (returned.state, returned.outcome.ending) == (State.CANCELLED, Ending.RETURNED)
    assert "周五不行，请改到周四。" in (await told(rooms, notice))[0]
    assert (await deeds(rooms))[-1] == "notice.returned"
    with pytest.raises(DecidedBefore):
        await agree(rooms, notice)


async def test_a_returned_notice_is_written_again_as_another(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")
    await rooms.notices.approvals.send_back(notice.id, await as_(rooms, A_COLLEAGUE))

    again = await rooms.notices.draft_again(notice.id)

    assert again.id != notice.id
    assert (again.state, again.text) == (State.DRAFT, notice.text)
    assert again.audiences == notice.audiences
    assert again.approval.asked_at is None


async def test_its_author_takes_it_back(rooms: Rooms, school: SchoolId) -> None:
    notice = await asked(rooms, f"school:{school}")

    taken = await rooms.notices.cancel(notice.id, by=InChat(THE_OFFICE))

    assert taken.outcome.ending is Ending.WITHDRAWN
    with pytest.raises(TakenBack):
        await agree(rooms, notice)


async def test_nothing_can_be_changed_once_somebody_was_asked(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")

    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.write(notice.id, "后天穿校服。")
    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.address_to(notice.id, audience.parse_all(["class:1"]))
    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.send(notice.id, at=rooms.clock.now() + HOUR, by=InChat(THE_OFFICE))


async def test_without_a_colleague_it_stays_a_draft_and_says_what_to_do(rooms: Rooms) -> None:
    school = await make_school(rooms)
    await join_parent(rooms, await make_class(rooms, school), A_MOTHER)
    await join_office(rooms, school, THE_OFFICE)
    draft = await a_draft(rooms, f"school:{school}")

    with pytest.raises(NobodyToAgree, match="people invite --staff school"):
        await rooms.notices.send(draft.id, by=InChat(THE_OFFICE))

    assert (await rooms.notices.find(draft.id)).state is State.DRAFT


async def test_a_colleague_who_has_blocked_the_bot_is_nobody_to_ask(
    rooms: Rooms, school: SchoolId
) -> None:
    await rooms.people.mark_gone(A_COLLEAGUE)
    draft = await a_draft(rooms, f"school:{school}")

    with pytest.raises(NobodyToAgree):
        await rooms.notices.send(draft.id, by=InChat(THE_OFFICE))


async def test_after_a_day_without_a_word_it_ends_and_the_author_is_told(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")
    rooms.clock.move(24 * HOUR)

    with pytest.raises(ApprovalExpired):
        await agree(rooms, notice)
    await rooms.plans.make_due(rooms.clock.now())

    ended = await rooms.notices.find(notice.id)
    assert (ended.state, ended.outcome.ending) == (State.CANCELLED, Ending.EXPIRED)
    assert "没有等到另一位老师同意" in (await told(rooms, notice))[0]
    assert (await deeds(rooms))[-1] == "notice.dropped"
    with pytest.raises(ApprovalExpired):
        await agree(rooms, notice)


async def test_it_waits_no_longer_than_until_its_own_time(rooms: Rooms, school: SchoolId) -> None:
    draft = await a_draft(rooms, f"school:{school}")
    wished = rooms.clock.now() + HOUR

    notice = await rooms.notices.send(draft.id, at=wished, by=InChat(THE_OFFICE))

    assert notice.approval.ends_at == wished
    agreed = await agree(rooms, notice)
    assert (agreed.state, agreed.send_at) == (State.SCHEDULED, wished)
    assert "将在今天 13:00发出" in (await told(rooms, notice))[0]
    rooms.clock.set(wished)
    await rooms.plans.make_due(wished)
    assert (await rooms.notices.find(notice.id)).state is State.SENDING


@pytest.mark.parametrize("written", [["class:1", "class:2"], ["grade:1/3", "grade:1/4"]])
async def test_all_classes_or_grades_together_are_the_whole_school(
    rooms: Rooms, school: SchoolId, written: list[str]
) -> None:
    assert school == 1

    assert (await asked(rooms, *written)).state is State.AWAITING_APPROVAL


async def test_one_class_or_the_teachers_need_nobody(rooms: Rooms, school: SchoolId) -> None:
    assert (await asked(rooms, "class:1")).state is State.SENDING
    assert (await asked(rooms, f"staff:{school}")).state is State.SENDING


async def test_who_has_not_confirmed_a_notice_to_the_school_is_the_school(
    rooms: Rooms, school: SchoolId
) -> None:
    sent = await rooms.notices.announce(
        audience.parse_all([f"school:{school}"]), "家长会。", Manner(asks=Asks.READ)
    )

    assert (await asked(rooms, f"unconfirmed:{sent.id}")).state is State.AWAITING_APPROVAL


async def test_an_urgent_notice_of_a_teacher_is_agreed_to_by_the_office(
    rooms: Rooms, school: SchoolId
) -> None:
    assert school == 1
    await join_teacher(rooms, ClassId(1), A_TEACHER)
    draft = await a_draft(rooms, "class:1", author=A_TEACHER)
    await rooms.notices.hurry(draft.id, "暴雨，提前放学")

    notice = await rooms.notices.send(draft.id, by=InChat(A_TEACHER))

    asked = await texts_of(rooms, f"notice-approval:{notice.id}")
    assert {address for address, _ in asked} == {THE_OFFICE, A_COLLEAGUE}
    assert all("暴雨，提前放学" in text for _, text in asked)


async def test_officials_agree_to_what_goes_to_their_region(
    rooms: Rooms, school: SchoolId
) -> None:
    assert school == 1
    for address in (AN_OFFICIAL, ANOTHER):
        made = await rooms.office.invite_staff(Role.DISTRICT, region="example-city")
        await rooms.membership.join(address, (await who_is(rooms, address)).language, made.code)
    notice = await asked(rooms, "district:example-city", author=AN_OFFICIAL)

    with pytest.raises(NotAsked):
        await agree(rooms, notice, A_COLLEAGUE)
    assert (await agree(rooms, notice, ANOTHER)).state is State.SENDING


async def test_the_operator_needs_nobody_and_the_account_says_so(
    rooms: Rooms, school: SchoolId
) -> None:
    await rooms.notices.announce(audience.parse_all([f"school:{school}"]), "明天穿校服。")

    (entry,) = (await Account(rooms.database).listed())[-1:]
    assert '"agreed":"operator-alone"' in entry.entry.details.replace(" ", "")


async def test_a_class_that_goes_while_it_waits_is_refused_and_nothing_is_half_done(
    rooms: Rooms, school: SchoolId
) -> None:
    assert school == 1
    notice = await asked(rooms, "class:1", "class:2")
    async with rooms.database.begin() as connection:
        await connection.execute(sa.delete(classes).where(classes.c.id == 2))

    with pytest.raises(ClassMissing):
        await agree(rooms, notice)

    found = await rooms.notices.find(notice.id)
    assert (found.state, found.approval.approver) == (State.AWAITING_APPROVAL, None)


async def test_a_school_nobody_is_left_in_is_refused_and_it_goes_on_waiting(
    rooms: Rooms, school: SchoolId
) -> None:
    notice = await asked(rooms, f"school:{school}")
    for address in (A_MOTHER, A_FATHER):
        await rooms.people.mark_gone(address)

    with pytest.raises(NobodyToTell):
        await agree(rooms, notice)

    assert (await rooms.notices.find(notice.id)).state is State.AWAITING_APPROVAL


async def test_the_longest_notice_is_shown_whole_with_its_buttons_once(
    rooms: Rooms, school: SchoolId
) -> None:
    draft = await a_draft(rooms, f"school:{school}")
    await rooms.notices.write(draft.id, "字" * LONGEST_TEXT)

    notice = await rooms.notices.send(draft.id, by=InChat(THE_OFFICE))

    query = (
        sa.select(outgoing_bodies.c.text, outgoing_bodies.c.keyboard)
        .where(outgoing_bodies.c.batch == f"notice-approval:{notice.id}")
        .order_by(outgoing_bodies.c.id)
    )
    async with rooms.database.read() as connection:
        shown = (await connection.execute(query)).all()
    assert "".join(part.text for part in shown).count("字") == LONGEST_TEXT
    assert [bool(part.keyboard) for part in shown].count(True) == 1
