"""An author chooses that what may have arrived is not sent again, and sees it everywhere."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.chat.taps import ChangeDraft, ComposeFor, SendAt
from bot.delivery.model import WhenUnsure
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from tests.integration.chat.test_taps import OFFICE, PARENT, TEACHER, a_draft
from tests.support.front_desk import FrontDesk
from tests.support.staff_phone import StaffPhone

WORDS = speaking(Language.ZH_HANS)
CHOSEN = WORDS("notices-once")


async def previewed(desk: FrontDesk) -> StaffPhone:
    """Let the teacher write a notice, up to the preview."""
    await desk.teacher(TEACHER)
    await desk.parent(PARENT, 12)
    phone = StaffPhone(desk, TEACHER)
    await phone.sends(ComposeFor(f"class-{desk.school_class}").pack())
    await phone.replies("明天秋游。")
    return phone


async def rules_in_the_outbox(desk: FrontDesk) -> list[WhenUnsure]:
    async with desk.services.database.read() as connection:
        rows = await connection.execute(
            sa.select(outgoing_bodies.c.when_unsure)
            .join(outgoing, outgoing.c.body_id == outgoing_bodies.c.id)
            .where(outgoing.c.batch.like("notice:%"))
        )
        return [WhenUnsure(row.when_unsure) for row in rows]


async def test_unless_somebody_chooses_otherwise_nothing_is_said_and_it_is_sent_again(
    desk: FrontDesk,
) -> None:
    phone = await previewed(desk)
    assert CHOSEN not in phone.text

    await phone.taps("现在发送")

    assert "正在发送" in phone.text
    assert CHOSEN not in phone.text
    assert await rules_in_the_outbox(desk) == [WhenUnsure.RESEND]


async def test_what_is_chosen_stands_in_the_preview_and_in_the_report_and_is_kept_to(
    desk: FrontDesk,
) -> None:
    phone = await previewed(desk)

    await phone.taps("☐ 最多发一次")
    assert CHOSEN in phone.text
    await phone.taps("☐ 请家长点「已阅」")
    assert "☑ 最多发一次，不补发" in phone.buttons
    await phone.taps("现在发送")

    assert "正在发送" in phone.text
    assert CHOSEN in phone.text
    assert await rules_in_the_outbox(desk) == [WhenUnsure.LEAVE]


async def test_who_chose_it_may_think_better_of_it(desk: FrontDesk) -> None:
    phone = await previewed(desk)

    await phone.taps("☐ 最多发一次")
    await phone.taps("☑ 最多发一次")
    assert CHOSEN not in phone.text
    await phone.taps("现在发送")

    assert await rules_in_the_outbox(desk) == [WhenUnsure.RESEND]


async def test_the_report_of_a_notice_for_later_says_it_too(desk: FrontDesk) -> None:
    phone = await previewed(desk)
    await phone.taps("☐ 最多发一次")
    notice = await desk.services.notices.draft_in(TEACHER)
    assert notice is not None
    tomorrow = int(desk.services.clock.now().timestamp()) // 60 + 24 * 60

    await phone.sends(SendAt(notice.id, tomorrow).pack())

    assert phone.text.startswith(f"通知 {notice.id}")
    assert phone.text.endswith(CHOSEN)


async def test_a_second_person_reads_it_before_agreeing(desk: FrontDesk) -> None:
    await desk.office(OFFICE)
    await desk.office(7)
    await desk.parent(PARENT, 12)
    phone = StaffPhone(desk, OFFICE)
    await phone.sends(ComposeFor(f"school-{desk.school}").pack())
    await phone.replies("明天停课。")
    await phone.taps("☐ 最多发一次")
    await phone.taps("现在发送")

    async with desk.services.database.read() as connection:
        asked = (await connection.execute(sa.select(outgoing_bodies.c.text))).scalars()
        assert any(CHOSEN in text for text in asked)


@pytest.mark.parametrize("step", ["once", "twice"])
async def test_nobody_chooses_it_for_the_notice_of_somebody_else(
    desk: FrontDesk, step: str
) -> None:
    notice = await a_draft(desk)
    await desk.office(OFFICE)

    await desk.feels(OFFICE, ChangeDraft(notice.id, step).pack())

    assert desk.told(OFFICE)[-1] == WORDS("failure-not-your-class")
    assert (await desk.services.notices.find(notice.id)).when_unsure is WhenUnsure.RESEND
