"""A second person in the chat: asked with the exact text, agrees or returns, and is told once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.notices.model import State
from tests.e2e.test_notices import FIFTH, SECOND, begin_notice
from tests.support.dialogue import Seen, Someone
from tests.support.outbox import until_settled
from tests.support.town import Town, a_town

AUTHOR, COLLEAGUE, ANOTHER = 9, 8, 7


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def asks_colleague(
    town: Town, text: str = "周五开运动会。"
) -> tuple[Someone, Someone, Seen]:
    """Let the office write to the whole school; return author, colleague and the question."""
    author, colleague = await town.teacher(AUTHOR), await town.teacher(COLLEAGUE)
    await begin_notice(author, "全校家长", text)
    await author.taps(await author.sees("预览", "要另一位老师同意"), "现在发送")
    await author.sees("正在等另一位老师同意")
    return author, colleague, await colleague.sees("要您同意后才能发出")


async def test_a_colleague_reads_the_exact_text_and_agrees(town: Town) -> None:
    parent = await town.parent(1, SECOND, 12)
    author, colleague, question = await asks_colleague(town)

    await colleague.taps(question, "同意发送")

    notice = await parent.sees("周五开运动会。")
    assert notice.text in question.text
    assert "将发给 1 位家长" in question.text
    await colleague.sees("您已同意")
    await author.sees("另一位老师已同意")
    await author.sees("发送完毕", "送达 1")


async def test_the_second_to_agree_is_told_that_it_was_done(town: Town) -> None:
    await town.parent(1, SECOND, 12)
    another = await town.teacher(ANOTHER)
    _, colleague, question = await asks_colleague(town)
    await colleague.taps(question, "同意发送")
    await colleague.sees("您已同意")

    await another.taps(await another.sees("要您同意后才能发出"), "同意发送")

    await another.sees("已经有别的老师处理过了")


async def test_a_returned_notice_comes_back_with_its_reason_and_is_written_again(
    town: Town,
) -> None:
    parent = await town.parent(1, SECOND, 12)
    author, colleague, question = await asks_colleague(town)

    await colleague.taps(question, "退回修改")
    await colleague.taps(await colleague.sees_button(question.id, "写明原因"), "写明原因")
    asked = await colleague.sees("写明通知 1 退回的原因")
    await colleague.says("周五下雨，请改到下周。", reply_to=asked.id)

    await colleague.sees("已退回")
    await author.sees("被退回了", "周五下雨，请改到下周。")
    shown = await author.sees("被退回，没有发出")
    await author.taps(await author.sees_button(shown.id, "修改后再发"), "修改后再发")
    await author.sees("预览", "周五开运动会。")
    assert not [m for m in await parent.from_bot() if "运动会" in m.text]


async def test_a_notice_is_returned_without_a_reason(town: Town) -> None:
    await town.parent(1, SECOND, 12)
    author, colleague, question = await asks_colleague(town)

    await colleague.taps(question, "退回修改")
    back = await colleague.sees_button(question.id, "返回")
    await colleague.taps(back, "返回")
    await colleague.taps(await colleague.sees_button(question.id, "退回修改"), "退回修改")
    await colleague.taps(await colleague.sees_button(question.id, "直接退回"), "直接退回")

    await author.sees("被退回了，没有发出。修改后可以再发。")


async def test_its_author_takes_it_back_before_anybody_agrees(town: Town) -> None:
    await town.parent(1, SECOND, 12)
    author, colleague, question = await asks_colleague(town)
    # Before that it is not known which message of the colleague's loses its buttons.
    await until_settled(town.services.database, "notice-approval:1")

    await author.taps(await author.sees("正在等另一位老师同意"), "收回")
    await author.sees("您已撤回")
    closed = await colleague.sees("通知 1：已经收回，没有发出，不用再操作")

    assert (closed.id, closed.buttons) == (question.id, ())
    assert (await town.services.notices.find(1)).state is State.CANCELLED


async def test_without_a_colleague_the_author_reads_what_to_do(town: Town) -> None:
    author = await town.teacher(AUTHOR)
    await town.parent(1, SECOND, 12)
    await begin_notice(author, "全校家长", "周五开运动会。")

    await author.taps(await author.sees("预览"), "现在发送")

    await author.sees("现在没有别的老师可以同意")
    assert (await town.services.notices.find(1)).state is State.DRAFT


async def test_an_urgent_notice_needs_a_reason_and_the_office(town: Town) -> None:
    parent, office = await town.parent(1, SECOND, 12), await town.teacher(COLLEAGUE)
    teacher = await town.teacher(AUTHOR, SECOND)
    await begin_notice(teacher, SECOND, "暴雨，请马上来接孩子。")
    await teacher.taps(await teacher.sees("预览"), "☐ 紧急")
    asked = await teacher.sees("写明紧急的原因")
    await teacher.says("暴" * 201, reply_to=asked.id)
    await teacher.sees("请写明紧急的原因")
    asked = await teacher.sees("请回复这条消息，写明紧急的原因", count=2)
    await teacher.says("校门口积水", reply_to=asked.id)

    await teacher.taps(await teacher.sees("预览", "原因：校门口积水"), "现在发送")
    question = await office.sees("要您同意后才能发出", "原因：校门口积水")
    await office.taps(question, "同意发送")

    await parent.sees("【紧急通知】二年级(1)班", "请马上来接孩子")


async def test_urgency_can_be_taken_back_before_sending(town: Town) -> None:
    teacher = await town.teacher(AUTHOR, SECOND)
    parent = await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, "明天秋游。")
    await teacher.taps(await teacher.sees("预览"), "☐ 紧急")
    asked = await teacher.sees("写明紧急的原因")
    await teacher.says("写错了", reply_to=asked.id)
    preview = await teacher.sees("预览", "原因：写错了")
    await teacher.taps(preview, "☑ 紧急")
    await teacher.taps(await teacher.sees_button(preview.id, "☐ 紧急"), "现在发送")

    await parent.sees("【通知】二年级(1)班", "明天秋游。")


async def test_both_classes_of_a_school_are_the_school(town: Town) -> None:
    await town.parent(1, FIFTH, 12)
    author, colleague = await town.teacher(AUTHOR), await town.teacher(COLLEAGUE)
    await author.says("/notice")
    await author.taps(await author.sees("这份通知发给谁"), "选几个")
    ticks = await author.sees("选好后点")
    for name in (SECOND, FIFTH):
        await author.taps(ticks, f"☐ {name}")
        ticks = await author.sees_button(ticks.id, f"☑ {name}")
    await author.taps(ticks, "选好了")
    question = await author.sees("请回复这条消息，写下通知内容")
    await author.says("下周停电。", reply_to=question.id)
    await author.taps(await author.sees("预览"), "现在发送")

    await colleague.sees("要您同意后才能发出", "下周停电。")


async def test_a_correction_waits_for_a_colleague_too_and_then_reaches_the_parent(
    town: Town,
) -> None:
    parent = await town.parent(1, SECOND, 12)
    author, colleague, question = await asks_colleague(town)
    await colleague.taps(question, "同意发送")
    await parent.sees("周五开运动会。")
    shown = await author.sees("发送完毕", "送达 1")

    await author.taps(await author.sees_button(shown.id, "更正"), "更正")
    asked = await author.sees("更正后的完整内容")
    await author.says("运动会改到下周五。", reply_to=asked.id)
    await author.taps(await author.sees("更正预览", "要另一位老师同意"), "交给另一位老师")
    await author.sees("更正正在等另一位老师同意")
    second = await colleague.sees("要更正", "原来的内容：\n周五开运动会。", "运动会改到下周五。")
    await colleague.taps(second, "同意发送")

    await colleague.sees("更正正在发出")
    new = await parent.sees("【更正通知】", "运动会改到下周五。")
    assert new.text in second.text
    await parent.sees("已更正：这份通知有改动")
    await author.sees("已更正 1 次", "旧消息已改成")
