"""A correction that needs a second person, from tap to tap."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.after_taps import CorrectNotice
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice
from bot.notices.taps import ApproveCorrection, ApproveNotice, ReturnCorrection
from tests.support.front_desk import FrontDesk, a_front_desk

PARENT, AUTHOR, COLLEAGUE, TEACHER = 1, 9, 8, 7
OLD, NEW = "周五开运动会。", "运动会改到下周五。"
WORDS = speaking(Language.ZH_HANS)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
async def notice(desk: FrontDesk) -> Notice:
    """A notice to the school that a colleague has agreed to."""
    await desk.parent(PARENT, 12)
    await desk.teacher(TEACHER)
    for address in (AUTHOR, COLLEAGUE):
        await desk.office(address)
    await desk.feels(AUTHOR, f"nc:school-{desk.school}")
    draft = await desk.services.notices.draft_in(AUTHOR)
    assert draft is not None
    await desk.services.notices.write(draft.id, OLD)
    await desk.feels(AUTHOR, f"nd:{draft.id}:send")
    await desk.feels(COLLEAGUE, ApproveNotice(draft.id).pack())
    return await desk.services.notices.find(draft.id)


async def hand_in(desk: FrontDesk, notice: Notice, text: str = NEW) -> int:
    """Let the author write a correction and hand it in; returns its number."""
    written = desk.message(AUTHOR, None, text)
    await desk.feels(AUTHOR, CorrectNotice(notice.id, "sure").pack(), reply_to_message=written)
    asked = await desk.services.notices.correction_asked(notice.id)
    assert asked is not None
    return asked.id


async def text_of(desk: FrontDesk, notice: Notice) -> str:
    return (await desk.services.notices.find(notice.id)).text


async def test_the_author_reads_beforehand_and_afterwards_that_somebody_must_agree(
    desk: FrontDesk, notice: Notice
) -> None:
    await desk.feels(AUTHOR, CorrectNotice(notice.id, "ask").pack())
    question = desk.message(AUTHOR, len(desk.told(AUTHOR)))
    asked = await desk.services.notices.find(notice.id)
    question["message_id"] = asked.prompt_message_id
    await desk.hears(AUTHOR, NEW, reply_to_message=question)
    assert WORDS("notices-correct-second") in desk.told(AUTHOR)[-1]

    await hand_in(desk, notice)

    assert WORDS("notices-progress-correction-waits") in desk.told(AUTHOR)[-1]
    assert await text_of(desk, notice) == OLD


async def test_a_colleague_agrees_and_it_goes_out_once(desk: FrontDesk, notice: Notice) -> None:
    number = await hand_in(desk, notice)

    for _ in range(2):
        await desk.feels(COLLEAGUE, ApproveCorrection(number).pack())

    assert desk.told(COLLEAGUE)[-2] == WORDS("notices-second-correction-agreed")
    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-correction-decided")
    found = await desk.services.notices.find(notice.id)
    assert (found.text, found.version) == (NEW, 2)


async def test_a_button_of_the_notice_itself_agrees_to_no_correction(
    desk: FrontDesk, notice: Notice
) -> None:
    await hand_in(desk, notice)

    await desk.feels(COLLEAGUE, ApproveNotice(notice.id).pack())

    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-decided-before")
    assert await text_of(desk, notice) == OLD


async def test_it_is_returned_with_a_reason_by_a_reply(desk: FrontDesk, notice: Notice) -> None:
    number = await hand_in(desk, notice)

    await desk.feels(COLLEAGUE, ReturnCorrection(number, "ask").pack())
    await desk.feels(COLLEAGUE, ReturnCorrection(number, "reason").pack())
    question = desk.message(COLLEAGUE, 3, desk.told(COLLEAGUE)[-1])
    await desk.hears(COLLEAGUE, "还没有定。", reply_to_message=question)

    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-second-returned")
    assert not (await desk.services.notices.status(notice.id)).correction_waits
    assert await text_of(desk, notice) == OLD


async def test_a_reason_that_comes_too_late_is_answered_and_is_no_question(
    desk: FrontDesk, notice: Notice
) -> None:
    number = await hand_in(desk, notice)
    await desk.feels(COLLEAGUE, ReturnCorrection(number, "reason").pack())
    question = desk.message(COLLEAGUE, 3, desk.told(COLLEAGUE)[-1])
    await desk.feels(AUTHOR, CorrectNotice(notice.id, "undo").pack())

    await desk.hears(COLLEAGUE, "还没有定。", reply_to_message=question)

    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-correction-taken-back")


async def test_it_is_returned_without_a_reason_after_a_look_back(
    desk: FrontDesk, notice: Notice
) -> None:
    number = await hand_in(desk, notice)

    for step in ("ask", "back", "ask", "now"):
        await desk.feels(COLLEAGUE, ReturnCorrection(number, step).pack())

    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-second-returned")
    await desk.feels(COLLEAGUE, ReturnCorrection(number, "soon").pack())
    assert desk.told(COLLEAGUE)[-1] == WORDS("failure-old-button")


async def test_its_author_takes_it_back(desk: FrontDesk, notice: Notice) -> None:
    number = await hand_in(desk, notice)

    for _ in range(2):
        await desk.feels(AUTHOR, CorrectNotice(notice.id, "undo").pack())
    await desk.feels(COLLEAGUE, ApproveCorrection(number).pack())

    undone, nothing = desk.told(AUTHOR)[-2:]
    assert undone == WORDS("notices-correct-undone", number=str(notice.id))
    assert nothing == WORDS("notices-correct-not-waiting", number=str(notice.id))
    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-correction-taken-back")


@pytest.mark.parametrize("address", [PARENT, TEACHER, AUTHOR])
async def test_who_may_not_agree_changes_nothing(
    desk: FrontDesk, notice: Notice, address: int
) -> None:
    number = await hand_in(desk, notice)

    await desk.feels(address, ApproveCorrection(number).pack())

    assert await text_of(desk, notice) == OLD


async def test_a_correction_written_in_place_of_another_is_the_one_that_counts(
    desk: FrontDesk, notice: Notice
) -> None:
    first = await hand_in(desk, notice)
    second = await hand_in(desk, notice, "运动会取消。")

    await desk.feels(COLLEAGUE, ApproveCorrection(first).pack())
    assert desk.told(COLLEAGUE)[-1] == WORDS("notices-correction-taken-back")
    await desk.feels(COLLEAGUE, ApproveCorrection(second).pack())

    assert await text_of(desk, notice) == "运动会取消。"
