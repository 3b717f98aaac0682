"""Forged taps on whom, when and how often, and on what waits for a second person."""

from __future__ import annotations

import pytest

from bot.chat.taps import PickWhom, Repeat, SendBefore, StopSeries
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.model import Asks, State
from bot.notices.taps import ApproveNotice, ReturnNotice, WriteAgain
from bot.people.audience import Audience, Kind
from bot.people.model import ClassId
from bot.taps import Tap
from tests.integration.chat.test_taps import TEACHER, a_draft, state_of
from tests.support.front_desk import FrontDesk

OFFICE, COLLEAGUE = 8, 7
WORDS = speaking(Language.ZH_HANS)


async def test_a_teacher_ticks_no_class_of_somebody_else(desk: FrontDesk) -> None:
    other = ClassId(await desk.services.office.add_class(desk.school, 3, "三年级(1)班"))
    notice = await a_draft(desk)

    await desk.feels(TEACHER, PickWhom(notice.id, f"class-{other}").pack())

    assert desk.told(TEACHER)[-1] == WORDS("failure-not-your-class")
    assert (await desk.services.notices.find(notice.id)).audiences == notice.audiences


@pytest.mark.parametrize(
    "tap",
    [SendBefore(1, 29_000_000), WriteAgain(1), StopSeries(1), Repeat(1, 1, 480, 740_000, 1)],
)
async def test_nobody_sends_or_stops_the_notice_of_somebody_else(
    desk: FrontDesk, tap: Tap
) -> None:
    notice = await a_draft(desk)
    await desk.office(OFFICE)

    await desk.feels(OFFICE, tap.pack())

    assert desk.told(OFFICE)[-1] == WORDS("failure-not-your-class")
    assert await state_of(desk, notice.id) is State.DRAFT


@pytest.mark.parametrize(
    "tap",
    [
        Repeat(1, 9, 480, 740_000, 1),
        Repeat(1, 1, 9_999, 740_000, 1),
        Repeat(1, 1, 480, 10**12, 1),
        Repeat(1, 1, -5, 740_000, 1),
        SendBefore(1, 10**17),
    ],
)
async def test_a_time_or_day_there_is_not_is_an_old_button(desk: FrontDesk, tap: Tap) -> None:
    notice = await a_draft(desk)

    await desk.feels(TEACHER, tap.pack())

    assert desk.told(TEACHER)[-1] == WORDS("failure-old-button")
    assert await state_of(desk, notice.id) is State.DRAFT


async def test_a_deadline_that_has_passed_is_refused_and_the_draft_stays(desk: FrontDesk) -> None:
    notice = await a_draft(desk)

    await desk.feels(TEACHER, SendBefore(notice.id, 1).pack())

    assert desk.told(TEACHER)[-1] == WORDS("notices-deadline-early")
    assert await state_of(desk, notice.id) is State.DRAFT


async def test_a_draft_is_agreed_to_by_nobody(desk: FrontDesk) -> None:
    notice = await a_draft(desk)
    await desk.office(OFFICE)

    for tap in (ApproveNotice(notice.id), ReturnNotice(notice.id, "now")):
        await desk.feels(OFFICE, tap.pack())
        assert desk.told(OFFICE)[-1] == WORDS("notices-not-asked")
    await desk.feels(TEACHER, ApproveNotice(notice.id).pack())
    assert desk.told(TEACHER)[-1] == WORDS("failure-not-allowed")


async def test_a_step_of_returning_this_release_does_not_know_does_nothing(
    desk: FrontDesk,
) -> None:
    notice = await a_draft(desk)
    await desk.office(OFFICE)

    await desk.feels(OFFICE, ReturnNotice(notice.id, "burn").pack())

    assert desk.told(OFFICE)[-1] == WORDS("failure-old-button")


async def test_whoever_has_not_confirmed_is_offered_and_may_be_written_to(
    desk: FrontDesk,
) -> None:
    notice = await a_draft(desk)
    notices = desk.services.notices
    await notices.ask(notice.id, Asks.READ)
    await notices.send(notice.id)
    await desk.hears(TEACHER, "/notice")
    await desk.feels(TEACHER, f"nc:unconfirmed-{notice.id}")

    draft = await notices.draft_in(TEACHER)
    assert draft is not None
    assert (await notices.reach(draft)).chats == 1


async def test_the_unconfirmed_of_somebody_elses_class_are_refused(desk: FrontDesk) -> None:
    elsewhere = await desk.services.office.add_school("别的学校", "example")
    other = ClassId(await desk.services.office.add_class(elsewhere, 2, "二年级(1)班"))
    made = await desk.services.office.invite_family(other)
    desk.knows(3)
    await desk.hears(3, f"/start {made.code}")
    sent = await desk.services.notices.announce(
        [Audience(Kind.CLASS, other)], "别校的通知。", Manner(asks=Asks.READ)
    )
    await desk.teacher(TEACHER)

    await desk.feels(TEACHER, f"nc:unconfirmed-{sent.id}")

    assert desk.told(TEACHER)[-1] == WORDS("failure-not-your-class")
