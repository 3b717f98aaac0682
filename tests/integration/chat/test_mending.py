"""Correcting, withdrawing and attaching by taps that are not one's own, or too early or late."""

from __future__ import annotations

import pytest

from bot.chat.after_taps import CorrectNotice, DetachFiles, WithdrawNotice
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice, State
from tests.support.front_desk import FrontDesk

PARENT, TEACHER, COLLEAGUE = 1, 9, 8
WORDS = speaking(Language.ZH_HANS)
TEXT = "明天秋游。"


async def a_notice(desk: FrontDesk, *, is_sent: bool = True) -> Notice:
    """Let the teacher write a notice, and send it if it is to be sent."""
    await desk.teacher(TEACHER)
    await desk.teacher(COLLEAGUE)
    await desk.parent(PARENT, 12)
    await desk.feels(TEACHER, f"nc:class-{desk.school_class}")
    notice = await desk.services.notices.draft_in(TEACHER)
    assert notice is not None
    await desk.services.notices.write(notice.id, TEXT)
    if is_sent:
        await desk.feels(TEACHER, f"nd:{notice.id}:send")
    return await desk.services.notices.find(notice.id)


@pytest.mark.parametrize("step", ["ask", "sure", "keep", "drop"])
async def test_a_colleague_neither_corrects_nor_takes_back(desk: FrontDesk, step: str) -> None:
    notice = await a_notice(desk)

    for tap in (CorrectNotice(notice.id, step), WithdrawNotice(notice.id, step)):
        await desk.feels(COLLEAGUE, tap.pack())
        assert desk.told(COLLEAGUE)[-1] == WORDS("failure-not-your-class")

    after = await desk.services.notices.find(notice.id)
    assert (after.state, after.version) == (State.SENDING, 1)


async def test_a_parent_neither_corrects_nor_takes_back(desk: FrontDesk) -> None:
    notice = await a_notice(desk)

    await desk.feels(PARENT, WithdrawNotice(notice.id, "sure").pack())

    assert (await desk.services.notices.find(notice.id)).state is State.SENDING


async def test_a_draft_is_neither_corrected_nor_taken_back(desk: FrontDesk) -> None:
    notice = await a_notice(desk, is_sent=False)

    await desk.feels(TEACHER, WithdrawNotice(notice.id, "sure").pack())

    assert desk.told(TEACHER)[-1] == WORDS("notices-not-out")
    assert (await desk.services.notices.find(notice.id)).state is State.DRAFT


async def test_an_unknown_step_changes_nothing(desk: FrontDesk) -> None:
    notice = await a_notice(desk)

    for tap in (CorrectNotice(notice.id, "now"), WithdrawNotice(notice.id, "now")):
        await desk.feels(TEACHER, tap.pack())
        assert desk.told(TEACHER)[-1] == WORDS("failure-old-button")


async def test_a_second_tap_on_withdrawing_says_that_it_was_done(desk: FrontDesk) -> None:
    notice = await a_notice(desk)
    for _ in range(2):
        await desk.feels(TEACHER, WithdrawNotice(notice.id, "sure").pack())

    assert desk.told(TEACHER)[-1] == WORDS("notices-not-withdrawable")


async def test_a_second_tap_on_correcting_sends_nothing_twice(desk: FrontDesk) -> None:
    notice = await a_notice(desk)
    question = desk.message(TEACHER, None, "后天秋游。")
    for _ in range(2):
        await desk.feels(
            TEACHER, CorrectNotice(notice.id, "sure").pack(), reply_to_message=question
        )

    assert desk.told(TEACHER)[-1] == WORDS("notices-same-text")
    assert (await desk.services.notices.find(notice.id)).version == 2


async def test_a_correction_whose_text_is_gone_asks_for_it(desk: FrontDesk) -> None:
    notice = await a_notice(desk)

    await desk.feels(TEACHER, CorrectNotice(notice.id, "sure").pack())

    assert (await desk.services.notices.find(notice.id)).version == 1


async def test_files_of_what_has_left_stay(desk: FrontDesk) -> None:
    notice = await a_notice(desk)

    await desk.feels(TEACHER, DetachFiles(notice.id).pack())
    await desk.feels(COLLEAGUE, DetachFiles(notice.id).pack())

    assert desk.told(COLLEAGUE)[-1] == WORDS("failure-not-your-class")
