"""A notice is put right, taken back, or carries files: what authors and parents see."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.notices.announcing import Manner
from bot.notices.model import Asks
from bot.people import audience
from bot.sandbox.values import Author, ChatId
from tests.e2e.test_kill import (
    FAST,
    IN_FLIGHT,
    LATE,
    SCHOOL,
    a_school,
    announced,
    copies,
    until,
    until_sent,
    without_limits,
)
from tests.e2e.test_notices import SECOND, begin_notice
from tests.support.clocks import AT_ANY_HOUR
from tests.support.dialogue import Someone
from tests.support.files import a_pdf, a_picture
from tests.support.processes import a_service, jiaxiao
from tests.support.town import Town, a_town

TEXT, BETTER = "明天秋游，八点集合。", "明天秋游，七点半集合。"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def sent_notice(town: Town) -> tuple[Someone, Someone]:
    """A teacher has sent a notice with “已阅” to one parent, who has confirmed."""
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, TEXT)
    await teacher.taps(await teacher.sees("预览"), "☐ 请家长点")
    await teacher.taps(await teacher.sees("预览", "［已阅］"), "现在发送")
    notice = await parent.sees("【通知】二年级(1)班", TEXT)
    await parent.taps(notice, "已阅")
    await parent.sees_button(notice.id, "✓ 已阅")
    await teacher.sees("发送完毕", "送达 1")
    return teacher, parent


async def corrected(teacher: Someone, text: str) -> None:
    progress = await teacher.sees("发送完毕")
    await teacher.taps(await teacher.sees_button(progress.id, "更正"), "更正")
    question = await teacher.sees("写下更正后的完整内容")
    await teacher.says(text, reply_to=question.id)


async def test_a_teacher_corrects_and_the_parent_is_asked_again(town: Town) -> None:
    teacher, parent = await sent_notice(town)
    before = await teacher.sees("发送完毕", "已阅 1")

    await corrected(teacher, BETTER)
    preview = await teacher.sees("更正预览", "【更正通知】", BETTER, "已确认的 1 位要重新确认")
    await teacher.taps(preview, "发出更正")
    new = await parent.sees("【更正通知】二年级(1)班", BETTER)
    old = await parent.sees("已更正")
    await parent.taps(new, "已阅")
    await parent.sees_button(new.id, "✓ 已阅")
    await teacher.sees("发送完毕", "已更正 1 次", "旧消息已改成“已更正” 1 条")
    led_on = await teacher.sees("通知 1：已更正，最新情况请看后面的消息")

    assert (led_on.id, led_on.buttons) == (before.id, ())
    assert old.id < new.id
    assert old.buttons == ()
    assert not [m for m in await parent.from_bot() if TEXT in m.text]
    assert (await town.services.notices.status(1)).confirmed == 1


async def test_the_same_text_is_no_correction(town: Town) -> None:
    teacher, _ = await sent_notice(town)

    await corrected(teacher, TEXT)

    await teacher.sees("新内容和原来的一样")
    await teacher.sees("写下更正后的完整内容", count=2)


async def test_what_the_rules_object_to_is_no_correction(town: Town) -> None:
    teacher, _ = await sent_notice(town)

    await corrected(teacher, "请家长批改今天的作业，并在群里打卡。")

    await teacher.sees("打卡")
    await teacher.sees("写下更正后的完整内容", count=2)
    assert (await town.services.notices.status(1)).corrections == 0


async def test_a_teacher_who_thinks_again_corrects_nothing(town: Town) -> None:
    teacher, parent = await sent_notice(town)
    await corrected(teacher, BETTER)

    await teacher.taps(await teacher.sees("更正预览"), "不更正")

    await teacher.sees("好的，不更正了")
    assert [m.text for m in await parent.from_bot() if TEXT in m.text]


async def test_a_teacher_takes_a_notice_back_after_a_second_tap(town: Town) -> None:
    teacher, parent = await sent_notice(town)
    progress = await teacher.sees("发送完毕")
    await teacher.taps(await teacher.sees_button(progress.id, "撤回"), "撤回")
    question = await teacher.sees("要撤回通知 1 吗")
    await teacher.taps(question, "不撤回")
    await teacher.sees("好的，不撤回")
    await teacher.taps(await teacher.sees_button(progress.id, "撤回"), "撤回")
    question = await teacher.sees("要撤回通知 1 吗")

    await teacher.taps(question, "撤回，家长看到")
    await parent.sees("已撤回")
    await teacher.sees("通知 1：已撤回", "旧消息已改成“已撤回” 1 条")
    led_on = await teacher.sees("通知 1：已撤回，请看后面的消息")
    assert (led_on.id, led_on.buttons) == (progress.id, ())

    assert not [m for m in await parent.from_bot() if TEXT in m.text]


async def test_a_picture_and_a_pdf_sent_to_a_draft_reach_the_parents(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, "秋游路线和回执见附件。")
    await teacher.sees("预览")
    await teacher.sends("photo", "a.png", a_picture())
    await teacher.sees("已加上附件：图片1")
    await teacher.sends("document", "回执.pdf", a_pdf())
    await teacher.sees("已加上附件：回执.pdf（第 2 个）")

    preview = await teacher.sees("预览", "附件：图片1、回执.pdf")
    await teacher.taps(preview, "现在发送")
    await parent.sees("秋游路线和回执见附件。")
    await teacher.sees("发送完毕", "送达 1")

    chat = town.sandbox.world.messages[ChatId(1)].values()
    files = [m.kind.value for m in chat if m.author is Author.BOT and m.file_id]
    assert files == ["photo", "document"]
    assert len(town.sandbox.world.files) == 2  # Nothing was uploaded by the bot.


async def test_a_damaged_pdf_is_not_attached(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, "回执见附件。")
    await teacher.sees("预览")

    await teacher.sends("document", "回执.pdf", a_pdf()[:200])

    await teacher.sees("这个附件用不了")
    assert await town.services.notices.attached(1) == []


async def test_attachments_are_taken_off_again(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, "路线见图。")
    await teacher.sees("预览")
    await teacher.sends("photo", "a.png", a_picture())

    await teacher.taps(await teacher.sees("已加上附件"), "去掉附件")

    await teacher.sees("附件已经去掉")
    assert await town.services.notices.attached(1) == []


async def test_a_picture_with_words_is_a_whole_notice(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
    await teacher.sees("请回复这条消息，写下通知内容")

    await teacher.sends("photo", "a.png", a_picture(), caption="明天按图走。")

    await teacher.sees("预览", "附件：图片1", "明天按图走。")


async def test_a_long_text_comes_in_parts_with_the_button_under_the_last(town: Town) -> None:
    parent = await town.parent(1, SECOND, 12)
    paragraphs = [f"第{number}段。" + "天" * 1500 for number in range(5)]
    whom = audience.parse_all([f"class:{town.classes[SECOND]}"])
    await town.services.notices.announce(whom, "\n\n".join(paragraphs), Manner(asks=Asks.READ))

    last = await parent.sees("第4段")

    parts = [m for m in await parent.from_bot() if "天天天" in m.text]
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert parts[-1].id == last.id
    assert [text for part in parts for text in paragraphs if text in part.text] == paragraphs


async def test_a_kill_amid_a_correction_misses_nobody_and_leaves_no_old_text(
    tmp_path: Path, database_template: Path
) -> None:
    shutil.copy(database_template, tmp_path / "school.db")
    async with a_school(tmp_path, SCHOOL, FAST, without_limits(LATE)) as (sandbox, _, config):
        async with a_service(config) as service:
            await service.until_ready()
            notice = await announced(config, TEXT)
            await until(lambda: len(copies(sandbox, TEXT)) >= 200)
            how = ("--text", BETTER, "--json", "--despite", AT_ANY_HOUR)
            said = await jiaxiao(tmp_path, "notice", "correct", str(notice), *how)
            await until(lambda: len(copies(sandbox, BETTER)) >= 150)
            await service.kill()
        async with a_service(config):
            status = await until_sent(config, notice)
            while status.edits_pending:
                await asyncio.sleep(0.1)
                status = await until_sent(config, notice)

        got = copies(sandbox, BETTER)
        assert json.loads(said.out)["corrections"] == 1
        assert set(got) == set(SCHOOL)
        assert sum(got.values()) - len(got) <= IN_FLIGHT
        assert (status.delivered, status.edits_failed) == (len(SCHOOL), 0)
        standing = [
            message
            for person in SCHOOL
            for message in sandbox.world.messages[ChatId(person)].values()
            if TEXT in message.text
        ]
        # Only a copy on its way at the kill, whose number nobody has learnt, may stand.
        assert len(standing) <= IN_FLIGHT
