"""What is typed wrong, or gone when it is sent: one sentence, and nothing half done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.taps import ChangeDraft
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import NoticeId, State
from tests.support.front_desk import FrontDesk, a_front_desk

PARENT, OFFICE = 1, 9
WORDS = speaking(Language.ZH_HANS)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path) as desk:
        await desk.parent(PARENT, 12)
        await desk.office(OFFICE)
        yield desk


async def a_draft(desk: FrontDesk, text: str) -> NoticeId:
    """Let the office begin a notice to the class and answer the question for its text."""
    await desk.feels(OFFICE, f"nc:class-{desk.school_class}")
    draft = await desk.services.notices.draft_in(OFFICE)
    assert draft is not None
    question = desk.message(OFFICE, draft.prompt_message_id, desk.told(OFFICE)[-1])
    await desk.hears(OFFICE, text, reply_to_message=question)
    return draft.id


@pytest.mark.parametrize(
    "text", ["<b>明天</i> 秋游 <a href=", "&nbsp;&amp 1 < 2 & 3 > 2", "*明天* _秋游 [水壶](", "</"]
)
async def test_broken_html_is_text_like_any_other(desk: FrontDesk, text: str) -> None:
    number = await a_draft(desk, text)

    assert text in desk.told(OFFICE)[-1]
    await desk.feels(OFFICE, ChangeDraft(number, "send").pack())
    sent = await desk.services.notices.find(number)
    assert (sent.state, sent.text) == (State.SENDING, text)


async def test_a_class_deleted_between_preview_and_send_is_one_sentence(desk: FrontDesk) -> None:
    number = await a_draft(desk, "明天秋游。")
    async with desk.services.database.begin() as connection:
        await connection.exec_driver_sql(f"DELETE FROM classes WHERE id = {desk.school_class}")

    await desk.feels(OFFICE, ChangeDraft(number, "send").pack())

    assert (await desk.services.notices.find(number)).state is State.DRAFT
    assert desk.told(OFFICE)[-1] == WORDS("notices-class-gone")
    async with desk.services.database.read() as connection:
        assert (await desk.services.outbox.progress(connection, f"notice:{number}")).total == 0
