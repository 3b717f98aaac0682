"""The text of a notice as people write it: too long for one message, or under the preview."""

from __future__ import annotations

from bot.chat.taps import ChangeDraft, ComposeFor
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice
from tests.integration.chat.test_taps import PARENT, TEACHER
from tests.support.front_desk import FrontDesk

WORDS = speaking(Language.ZH_HANS)
BEGUN = 1_790_000_000
FULL, REST = "一" * 4096, "二" * 800


async def begun(desk: FrontDesk) -> Notice:
    """Let the teacher get as far as the question for the text."""
    await desk.teacher(TEACHER)
    await desk.parent(PARENT, 12)
    await desk.feels(TEACHER, ComposeFor(f"class-{desk.school_class}").pack())
    return await draft(desk)


async def draft(desk: FrontDesk) -> Notice:
    found = await desk.services.notices.draft_in(TEACHER)
    assert found is not None
    return found


async def answers(desk: FrontDesk, notice: Notice, text: str, *, after: int = 0) -> None:
    asked = desk.message(TEACHER, notice.prompt_message_id, WORDS("notices-text-question"))
    await desk.hears(TEACHER, text, date=BEGUN + after, reply_to_message=asked)


async def test_both_messages_of_a_text_an_app_has_cut_are_the_notice(desk: FrontDesk) -> None:
    notice = await begun(desk)

    await answers(desk, notice, FULL)
    await answers(desk, notice, REST, after=1)

    assert (await draft(desk)).text == FULL + REST
    assert REST in desk.told(TEACHER)[-1]


async def test_a_part_that_replies_to_nothing_belongs_to_the_one_before(
    desk: FrontDesk,
) -> None:
    notice = await begun(desk)

    await answers(desk, notice, FULL)
    await desk.hears(TEACHER, FULL, date=BEGUN + 1)
    await desk.hears(TEACHER, REST, date=BEGUN + 2)

    assert (await draft(desk)).text == FULL + FULL + REST


async def test_a_second_answer_after_a_while_takes_the_place_of_the_first(
    desk: FrontDesk,
) -> None:
    notice = await begun(desk)

    await answers(desk, notice, FULL)
    await answers(desk, notice, REST, after=60)

    assert (await draft(desk)).text == REST


async def test_a_text_written_again_begins_anew(desk: FrontDesk) -> None:
    notice = await begun(desk)
    await answers(desk, notice, FULL)

    await desk.feels(TEACHER, ChangeDraft(notice.id, "rewrite").pack())
    await answers(desk, await draft(desk), REST, after=2)

    assert (await draft(desk)).text == REST


async def test_a_better_text_under_the_preview_takes_its_place(desk: FrontDesk) -> None:
    notice = await begun(desk)
    await answers(desk, notice, "明天秋游。")
    shown = desk.message(TEACHER, 99, desk.told(TEACHER)[-1])

    await desk.hears(TEACHER, "后天秋游。", date=BEGUN + 60, reply_to_message=shown)

    assert (await draft(desk)).text == "后天秋游。"
    assert "后天秋游。" in desk.told(TEACHER)[-1]


async def test_a_better_text_under_the_last_part_of_a_long_preview_counts_too(
    desk: FrontDesk,
) -> None:
    notice = await begun(desk)
    await answers(desk, notice, FULL)
    shown = desk.message(TEACHER, 99, desk.told(TEACHER)[-1])
    assert "预览" not in str(shown["text"])

    await desk.hears(TEACHER, "后天秋游。", date=BEGUN + 60, reply_to_message=shown)

    assert (await draft(desk)).text == "后天秋游。"


async def test_a_reply_to_a_preview_of_other_words_is_asked_about(desk: FrontDesk) -> None:
    notice = await begun(desk)
    await answers(desk, notice, "明天秋游。")
    old = desk.message(TEACHER, 99, desk.told(TEACHER)[-1])
    await answers(desk, notice, "下周家长会。", after=60)

    await desk.hears(TEACHER, "后天秋游。", date=BEGUN + 90, reply_to_message=old)

    assert (await draft(desk)).text == "下周家长会。"
    assert desk.told(TEACHER)[-1] == WORDS("notices-is-this-text")
