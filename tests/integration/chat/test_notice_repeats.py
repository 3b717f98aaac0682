"""A notice that repeats: what was chosen so far is to be read, and every step leads back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.taps import ChangeDraft, Repeat
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice, State
from tests.integration.chat.test_taps import TEACHER, a_draft
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.staff_phone import StaffPhone

WORDS = speaking(Language.ZH_HANS)
SO_FAR = WORDS("notices-repeat-so-far")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    """The front desk at noon, for at night the rules object to sending."""
    async with a_front_desk(tmp_path, FixedClock()) as desk:
        yield desk


@pytest.fixture
async def draft(desk: FrontDesk) -> Notice:
    return await a_draft(desk)


async def preview(desk: FrontDesk, draft: Notice) -> StaffPhone:
    """Show the teacher the preview of a draft."""
    await desk.feels(TEACHER, ChangeDraft(draft.id, "ask").pack())
    return StaffPhone(desk, TEACHER)


def chosen(phone: StaffPhone) -> str:
    """Return what a preview says of the repetition, empty if it says nothing."""
    before, sign, after = phone.text.partition(SO_FAR)
    assert "预览" in before
    return after if sign else ""


async def test_each_step_says_what_was_chosen_before_it_until_it_begins(
    desk: FrontDesk, draft: Notice
) -> None:
    phone = await preview(desk, draft)
    await phone.taps("定时发送")
    await phone.taps("重复发送")
    assert chosen(phone) == "哪一天发？"
    await phone.taps("每周一")
    assert chosen(phone) == "每周一，几点发？"
    await phone.taps("08:00")
    assert chosen(phone) == "每周一 08:00，发到哪一天为止？"
    await phone.taps("到")
    assert chosen(phone).startswith("每周一 08:00 发一次，到")
    assert "第一次在" in chosen(phone)

    await phone.taps("开始")

    found = await desk.services.notices.find(draft.id)
    assert found.state is State.SCHEDULED
    assert str(found.schedule.repeats and found.schedule.repeats.every) == "monday 08:00"


async def test_from_every_step_the_way_leads_back_to_the_preview_as_it_was(
    desk: FrontDesk, draft: Notice
) -> None:
    phone = await preview(desk, draft)
    before, keys = phone.text, list(phone.buttons)
    for label in ("定时发送", "重复发送", "每周五", "12:00", "到"):
        await phone.taps(label)
    assert chosen(phone).startswith("每周五 12:00 发一次")

    said = []
    for _ in range(4):
        await phone.taps("返回")
        said.append(chosen(phone))

    assert said == [
        "每周五 12:00，发到哪一天为止？",
        "每周五，几点发？",
        "哪一天发？",
        "",
    ]
    assert (phone.text, list(phone.buttons)) == (before, keys)


async def test_under_a_preview_too_old_to_be_read_the_choice_stands_in_a_message_of_its_own(
    desk: FrontDesk, draft: Notice
) -> None:
    phone = await preview(desk, draft)
    old = phone.last.id
    await desk.feels(TEACHER, ChangeDraft(draft.id, "repeat").pack(), message_id=old, text="")
    assert phone.text == f"{SO_FAR}哪一天发？"
    assert phone.last.id > old
    await phone.taps("每周五")
    assert phone.text == f"{SO_FAR}每周五，几点发？"

    await phone.taps("返回")
    await phone.taps("返回")

    assert phone.text.startswith(WORDS("notices-preview-heading"))
    assert "现在发送" in phone.buttons


@pytest.mark.parametrize("minute", [-5, 1440, 9_999])
async def test_an_hour_there_is_not_is_an_old_button(
    desk: FrontDesk, draft: Notice, minute: int
) -> None:
    await desk.feels(TEACHER, Repeat(draft.id, 1, minute, None, None).pack())

    assert desk.told(TEACHER)[-1] == WORDS("failure-old-button")
