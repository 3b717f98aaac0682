"""Taps: forged ones, ones under messages too old to be read, and ones nobody can answer."""

from __future__ import annotations

import pytest

from bot.chat.taps import ChangeDraft, ComposeFor, SendAt
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.model import Asks, Notice, NoticeId, State
from bot.notices.taps import ReadNotice
from bot.people.audience import Audience, Kind
from bot.people.model import ClassId
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from tests.support.front_desk import FrontDesk

PARENT, TEACHER, OFFICE = 1, 9, 8
WORDS = speaking(Language.ZH_HANS)


async def a_draft(desk: FrontDesk) -> Notice:
    """Let the teacher write a notice to the class, up to the preview."""
    await desk.teacher(TEACHER)
    await desk.parent(PARENT, 12)
    await desk.feels(TEACHER, ComposeFor(f"class-{desk.school_class}").pack())
    notice = await desk.services.notices.draft_in(TEACHER)
    assert notice is not None
    return await desk.services.notices.write(notice.id, "明天秋游。")


async def state_of(desk: FrontDesk, notice_id: NoticeId) -> State:
    return (await desk.services.notices.find(notice_id)).state


async def test_a_step_this_release_does_not_know_never_sends_a_draft(desk: FrontDesk) -> None:
    notice = await a_draft(desk)

    await desk.feels(TEACHER, ChangeDraft(notice.id, "approve").pack())

    assert await state_of(desk, notice.id) is State.DRAFT
    assert desk.told(TEACHER)[-1] == WORDS("failure-old-button")


@pytest.mark.parametrize("minute", [10**17, -(10**17), 253_402_300_799 // 60])
async def test_a_moment_no_calendar_knows_is_refused_like_an_old_button(
    desk: FrontDesk, minute: int
) -> None:
    notice = await a_draft(desk)

    await desk.feels(TEACHER, SendAt(notice.id, minute).pack())

    assert await state_of(desk, notice.id) is State.DRAFT
    assert desk.told(TEACHER)[-1] != WORDS("failure-unexpected")


async def test_an_office_reaches_no_other_school_by_a_forged_audience(desk: FrontDesk) -> None:
    elsewhere = await desk.services.office.add_school("别的学校", "example")
    other = ClassId(await desk.services.office.add_class(elsewhere, 2, "二年级(1)班"))
    desk.knows(PARENT)
    theirs = await desk.services.office.invite_family(other)
    await desk.hears(PARENT, f"/start {theirs.code}")
    sent = await desk.services.notices.announce([Audience(Kind.CLASS, other)], "别校的通知。")
    assert sent.id == desk.school
    await desk.office(OFFICE)

    await desk.feels(OFFICE, ComposeFor(f"unconfirmed-{sent.id}").pack())

    assert await desk.services.notices.draft_in(OFFICE) is None
    assert desk.told(OFFICE)[-1] == WORDS("failure-not-your-class")


async def test_a_tap_under_a_message_too_old_to_be_read_still_counts(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    notice = await desk.services.notices.announce(
        [Audience(Kind.CLASS, desk.school_class)], "明天秋游。", Manner(asks=Asks.READ)
    )
    before = len(desk.told(PARENT))

    await desk.feels(PARENT, ReadNotice(notice.id).pack(), date=0)

    assert (await desk.services.notices.status(notice.id)).confirmed == 1
    assert len(desk.told(PARENT)) == before


async def test_a_tap_is_carried_out_although_telegram_cannot_be_told_at_once(
    desk: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.patience.PAUSES", (0.0,) * 5)
    notice = await a_draft(desk)
    trouble = NextCalls(kind=FaultKind.SERVER_ERROR, method="answerCallbackQuery", count=6)
    desk.sandbox.faults.change(FaultPlan(next=(trouble,)))

    await desk.feels(TEACHER, ChangeDraft(notice.id, "send").pack())

    assert await state_of(desk, notice.id) is State.SENDING


async def test_an_author_whose_tap_was_cut_short_still_sees_how_far_the_notice_is(
    desk: FrontDesk,
) -> None:
    notice = await a_draft(desk)
    await desk.services.notices.send(notice.id)  # the plug was pulled after this

    await desk.feels(TEACHER, ChangeDraft(notice.id, "send").pack())
    await desk.feels(TEACHER, ChangeDraft(notice.id, "send").pack())

    shown = await desk.services.notices.find(notice.id)
    assert shown.progress_message_id is not None
    assert [text for text in desk.told(TEACHER) if "正在发送" in text] == desk.told(TEACHER)[-2:-1]


async def test_a_time_years_ahead_is_refused_before_it_is_confirmed(desk: FrontDesk) -> None:
    notice = await a_draft(desk)
    await desk.feels(TEACHER, ChangeDraft(notice.id, "time").pack())
    question = (await desk.services.notices.find(notice.id)).prompt_message_id

    await desk.hears(TEACHER, "9999-12-31 23:50", reply_to_message=desk.message(TEACHER, question))

    assert WORDS("notices-time-too-far") in desk.told(TEACHER)
