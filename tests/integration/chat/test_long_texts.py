"""A text that an app cuts into several messages is joined or refused, and never sent in part."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.after_taps import CorrectNotice
from bot.chat.taps import ChangeDraft, ComposeFor, ForgetMe, SendAnswer, TextIsFor
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.inbox.taps import AnswerRequest
from bot.notices.model import Notice, State
from bot.people.model import Role
from tests.integration.chat.test_notice_texts import BEGUN, FULL, REST, begun, draft
from tests.integration.chat.test_taps import PARENT, TEACHER
from tests.integration.notices.approving.test_in_the_chat import COLLEAGUE, hand_in, notice
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.staff_phone import StaffPhone

__all__ = ["notice"]

OFFICE = 8
WORDS = speaking(Language.ZH_HANS)
CUT = WORDS("long-texts-cut")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    """The front desk at noon, for at night the rules object to sending."""
    async with a_front_desk(tmp_path, FixedClock()) as desk:
        yield desk


@pytest.fixture
async def out(desk: FrontDesk) -> Notice:
    """A notice of the teacher's that a family may have."""
    await desk.teacher(TEACHER)
    await desk.parent(PARENT, 12)
    await desk.feels(TEACHER, ComposeFor(f"class-{desk.school_class}").pack())
    begun = await draft(desk)
    await desk.services.notices.write(begun.id, "明天秋游。")
    return await desk.services.notices.send(begun.id)


async def corrects(desk: FrontDesk, out: Notice, *parts: str, after: int = 0) -> StaffPhone:
    """Let the teacher write a correction in parts, each a reply to the question."""
    phone = StaffPhone(desk, TEACHER)
    await phone.sends(CorrectNotice(out.id, "ask").pack())
    question = desk.message(TEACHER, phone.last.id, phone.text)
    for number, part in enumerate(parts):
        phone.written = part
        date = BEGUN + after + number
        await desk.hears(
            TEACHER, part, message_id=50 + number, date=date, reply_to_message=question
        )
    return phone


async def test_the_parts_of_a_correction_go_out_as_one_text(desk: FrontDesk, out: Notice) -> None:
    phone = await corrects(desk, out, FULL, REST)

    await phone.taps("发出更正")

    found = await desk.services.notices.find(out.id)
    assert (found.text, found.version, found.correction) == (FULL + REST, 2, "")


async def test_a_part_that_replies_to_nothing_belongs_to_the_correction(
    desk: FrontDesk, out: Notice
) -> None:
    phone = await corrects(desk, out, FULL)
    await desk.hears(TEACHER, REST, date=BEGUN + 2)

    await phone.taps("发出更正")

    assert (await desk.services.notices.find(out.id)).text == FULL + REST


async def test_the_button_under_the_preview_of_a_part_sends_nothing(
    desk: FrontDesk, out: Notice
) -> None:
    phone = await corrects(desk, out, FULL)
    of_a_part = next(data for label, data in phone.buttons.items() if "发出更正" in label)
    await desk.hears(TEACHER, REST, date=BEGUN + 1)

    await phone.sends(of_a_part)

    assert phone.text == WORDS("notices-correct-stale")
    assert (await desk.services.notices.find(out.id)).version == 1


async def test_the_button_of_an_earlier_release_sends_no_part_either(
    desk: FrontDesk, out: Notice
) -> None:
    phone = await corrects(desk, out, FULL, REST)
    phone.written = FULL

    await phone.sends(CorrectNotice(out.id, "sure").pack())

    assert phone.text == WORDS("notices-text-gone")
    assert (await desk.services.notices.find(out.id)).version == 1


async def test_a_correction_that_is_too_long_leaves_no_part_to_be_sent(
    desk: FrontDesk, out: Notice
) -> None:
    phone = await corrects(desk, out, FULL)
    of_a_part = next(data for label, data in phone.buttons.items() if "发出更正" in label)
    for number in range(1, 4):
        await desk.hears(TEACHER, FULL, message_id=50 + number, date=BEGUN + number)

    assert phone.text == CUT
    await phone.sends(of_a_part)
    assert (await desk.services.notices.find(out.id)).version == 1


async def test_a_correction_given_up_cannot_be_sent_by_its_old_preview(
    desk: FrontDesk, out: Notice
) -> None:
    phone = await corrects(desk, out, "后天秋游。")
    sure = next(data for label, data in phone.buttons.items() if "发出更正" in label)
    await phone.taps("不更正")

    await phone.sends(sure)

    assert (await desk.services.notices.find(out.id)).text == "明天秋游。"


async def test_a_notice_that_is_too_long_leaves_no_part_to_be_sent(desk: FrontDesk) -> None:
    notice = await begun(desk)
    question = desk.message(TEACHER, notice.prompt_message_id, WORDS("notices-text-question"))
    for number in range(4):
        date = BEGUN + number
        await desk.hears(
            TEACHER, FULL, message_id=50 + number, date=date, reply_to_message=question
        )
    assert desk.told(TEACHER)[-1] == CUT

    await desk.feels(TEACHER, ChangeDraft(notice.id, "send").pack())

    assert desk.told(TEACHER)[-1] == WORDS("notices-text-unusable")
    assert (await desk.services.notices.find(notice.id)).state is State.DRAFT


async def test_parts_that_answer_no_question_are_refused_as_a_whole(desk: FrontDesk) -> None:
    notice = await begun(desk)
    await desk.hears(TEACHER, FULL, message_id=50, date=BEGUN)
    await desk.hears(TEACHER, REST, message_id=51, date=BEGUN + 1)
    assert desk.told(TEACHER)[-1] == WORDS("long-texts-unasked")

    first = {**desk.message(TEACHER, 50, FULL), "date": BEGUN}
    await desk.feels(TEACHER, TextIsFor(notice.id).pack(), reply_to_message=first)

    assert (await draft(desk)).text == ""
    assert desk.told(TEACHER)[-1] == WORDS("notices-text-question")


async def test_the_rest_of_a_reason_that_was_too_long_is_no_reason(
    desk: FrontDesk, notice: Notice
) -> None:
    await hand_in(desk, notice)
    asked = WORDS("notices-second-correction-reason", number="1")
    question = desk.message(COLLEAGUE, 30, asked)

    await desk.hears(COLLEAGUE, FULL, message_id=50, date=BEGUN, reply_to_message=question)
    assert desk.told(COLLEAGUE)[-2:] == [WORDS("notices-return-reason-long"), asked]
    await desk.hears(COLLEAGUE, "不妥。", message_id=51, date=BEGUN, reply_to_message=question)

    assert desk.told(COLLEAGUE)[-1] == CUT
    assert (await desk.services.notices.status(notice.id)).correction_waits
    again = desk.message(COLLEAGUE, 31, asked)
    await desk.hears(COLLEAGUE, "不妥。", message_id=52, date=BEGUN + 2, reply_to_message=again)
    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-second-returned")
    assert not (await desk.services.notices.status(notice.id)).correction_waits


async def test_an_answer_to_a_parent_that_was_cut_is_not_sent_in_part(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    desk.knows(OFFICE)
    made = await desk.services.office.invite_staff(Role.SCHOOL, school_id=desk.school)
    await desk.hears(OFFICE, f"/start {made.code}")
    number = await desk.services.inbox.ask_school("春游可以不去吗", PARENT)
    phone = StaffPhone(desk, OFFICE)
    await desk.feels(OFFICE, AnswerRequest(number).pack())
    question = desk.message(OFFICE, phone.last.id, phone.text)
    first, second = "一" * 2900, "二" * 2000
    await desk.hears(OFFICE, first, message_id=50, date=BEGUN, reply_to_message=question)
    assert first in phone.text
    await desk.hears(OFFICE, second, message_id=51, date=BEGUN, reply_to_message=question)
    assert phone.text == CUT

    written = desk.message(OFFICE, 50, first)
    await desk.feels(OFFICE, SendAnswer(number).pack(), reply_to_message=written)

    assert phone.text == CUT
    assert first not in "".join(desk.told(PARENT))


async def test_a_text_of_its_own_is_taken_though_a_long_one_came_just_before(
    desk: FrontDesk, out: Notice
) -> None:
    await corrects(desk, out, FULL)
    phone = await corrects(desk, out, "后天秋游。", after=3)

    await phone.taps("发出更正")

    assert (await desk.services.notices.find(out.id)).text == "后天秋游。"


async def test_what_is_noted_of_long_texts_is_shown_and_forgotten(
    desk: FrontDesk, out: Notice
) -> None:
    await corrects(desk, out, *[FULL] * 3)
    chat = (await desk.services.people.person(TEACHER, Language.ZH_HANS)).chat
    assert chat is not None
    count = await desk.services.notices.long_held(chat.id)
    assert count > 0

    await desk.hears(TEACHER, "/mydata", message_id=60)
    assert WORDS("mydata-long", count=count) in desk.told(TEACHER)[-1]
    await desk.feels(TEACHER, ForgetMe().pack())

    assert await desk.services.notices.long_held(chat.id) == 0
    assert (await desk.services.notices.find(out.id)).correction == ""
