"""A teacher writes, parents read; blocked ones, later ones, and a restart in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import load
from bot.notices.announcing import Manner
from bot.notices.model import Asks, State, Status
from bot.people.audience import parse
from bot.sandbox import acting
from tests.support.clocks import FixedClock
from tests.support.dialogue import Someone
from tests.support.town import Town, a_sandbox, a_town, founded, serving, write_config

SECOND = "二年级(1)班"
FIFTH = "五年级(2)班"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def settled(town: Town, notice_id: int) -> Status:
    for _ in range(500):
        status = await town.services.notices.status(notice_id)
        if status.state == State.SENT:
            return status
        await asyncio.sleep(0.02)
    raise AssertionError(status)


async def begin_notice(teacher: Someone, whom: str, text: str) -> None:
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), whom)
    question = await teacher.sees("请回复这条消息，写下通知内容")
    assert question.force_reply
    await teacher.says(text, reply_to=question.id)


async def test_a_teacher_sees_the_preview_sends_and_parents_confirm(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)

    await begin_notice(teacher, SECOND, "明天秋游，请带水壶。")
    await teacher.taps(await teacher.sees("预览", "将发给 1 位家长"), "☐ 请家长点")
    preview = await teacher.sees("预览", "［已阅］")
    await teacher.taps(preview, "现在发送")
    notice = await parent.sees("【通知】二年级(1)班", "明天秋游，请带水壶。")
    await parent.taps(notice, "已阅")
    await parent.sees_button(notice.id, "✓ 已阅")
    await teacher.sees("发送完毕", "送达 1")

    assert notice.text in preview.text
    status = await town.services.notices.status(1)
    assert (status.delivered, status.confirmed, status.children_unreached) == (1, 1, 0)


async def test_the_author_gets_the_list_of_the_unreached_and_reminds_the_others(
    town: Town,
) -> None:
    teacher = await town.teacher(9, SECOND)
    first = await town.parent(1, SECOND, 12)
    second = await town.parent(2, SECOND, 13)
    await town.parent(3, SECOND, 14)
    acting.block(town.sandbox.world, 3, blocked=True)
    await begin_notice(teacher, SECOND, "周五秋游。")
    await teacher.taps(await teacher.sees("预览"), "☐ 请家长点「已阅」")
    preview = await teacher.sees("预览", "［已阅］")
    await teacher.taps(preview, "现在发送")
    await first.taps(await first.sees("周五秋游"), "已阅")
    done = await teacher.sees("发送完毕", "已阅 1")

    await teacher.taps(await teacher.sees_button(done.id, "未送达名单（1）"), "未送达名单")
    await teacher.waits(lambda seen: sum(bool(one.file) for one in seen) == 2, "two files")
    files = [one.file for one in await teacher.from_bot() if one.file]

    await teacher.taps(await teacher.sees_button(done.id, "提醒未确认的家庭（1）"), "提醒")
    ahead = await teacher.sees("将提醒 1 位家长，涉及 1 个孩子", "［已阅］")
    await teacher.taps(ahead, "发送提醒")
    reminder = await second.sees("【提醒】二年级(1)班", "周五秋游")
    await second.taps(reminder, "已阅")
    await teacher.sees("通知 2：发送完毕", "已阅 1")

    assert not [m for m in await first.from_bot() if "【提醒】" in m.text]
    assert (await town.services.notices.status(1)).children_confirmed == 2
    assert files == ["通知 1 未送达名单.xlsx", "通知 1 未送达名单.pdf"]


async def test_a_parent_reads_first_and_agrees_later(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, "周五秋游，请您确认。")
    await teacher.taps(await teacher.sees("预览"), "☐ 请家长点「已阅并同意」")
    preview = await teacher.sees("预览", "［已阅并同意］")
    await teacher.taps(
        await teacher.sees_button(preview.id, "☑ 请家长点「已阅并同意」"), "现在发送"
    )

    notice = await parent.sees("周五秋游")
    await parent.taps(notice, "只是已阅")
    await parent.taps(await parent.sees_button(notice.id, "✓ 已阅"), "已阅并同意")
    await parent.sees_button(notice.id, "✓ 已阅并同意")

    await teacher.sees("发送完毕", "已阅 1", "其中同意 1")
    await parent.says("/mydata")
    await parent.sees("您同意过的通知：通知 1（")


async def test_text_typed_without_replying_is_asked_about(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
    await teacher.sees("请回复这条消息")

    await teacher.says("周五开家长会，下午三点。")
    await teacher.taps(await teacher.sees("刚才这段话是通知内容吗"), "是，作为通知内容")

    await teacher.sees("预览", "周五开家长会")


async def test_a_notice_with_words_of_danger_typed_without_replying_is_asked_about(
    town: Town,
) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
    await teacher.sees("请回复这条消息")

    await teacher.says("本周讲座：孩子说不想活了怎么办。")
    await teacher.sees("12356")
    await teacher.taps(await teacher.sees("刚才这段话是通知内容吗"), "是，作为通知内容")

    await teacher.sees("预览", "本周讲座")


async def test_the_office_is_told_how_many_teachers_a_notice_reaches(town: Town) -> None:
    office = await town.teacher(9)
    await town.teacher(8, SECOND)

    await begin_notice(office, "全体老师", "周五开会。")

    preview = await office.sees("预览", "将发给 2 位老师。", "还没有给他们发过消息")
    assert "位家长" not in preview.text


async def test_a_question_asked_while_writing_is_answered(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
    await teacher.sees("请回复这条消息")

    await teacher.says("三年级每天作业不能超过多少分钟？")
    await teacher.taps(await teacher.sees("是通知内容吗"), "我在提问")

    await teacher.sees("60分钟")


async def test_a_time_is_chosen_by_typing_it(tmp_path: Path) -> None:
    clock = FixedClock()
    async with a_town(tmp_path, clock=clock) as town:
        teacher = await town.teacher(9, SECOND)
        await town.parent(1, SECOND, 12)
        await begin_notice(teacher, SECOND, "放学请走东门。")
        await teacher.taps(await teacher.sees("预览"), "定时发送")
        preview = await teacher.sees("预览")
        await teacher.taps(await teacher.sees_button(preview.id, "其他时间"), "其他时间")
        question = await teacher.sees("写下发送时间")

        await teacher.says("明天下午", reply_to=question.id)
        await teacher.sees("没看懂这个时间")
        question = await teacher.sees("写下发送时间", count=2)
        await teacher.says("明天下午四点半", reply_to=question.id)
        await teacher.taps(await teacher.sees("将在明天 16:30（", "发送，对吗"), "发送")

        await teacher.sees("将在明天 16:30发出")
        notice = await town.services.notices.find(1)
        assert notice.send_at is not None
        assert notice.send_at.astimezone(clock.zone).isoformat() == "2026-11-20T16:30:00+08:00"


async def test_a_time_typed_without_replying_is_taken_for_a_time(tmp_path: Path) -> None:
    async with a_town(tmp_path, clock=FixedClock()) as town:
        teacher = await town.teacher(9, SECOND)
        await town.parent(1, SECOND, 12)
        await begin_notice(teacher, SECOND, "放学请走东门。")
        await teacher.sees("预览")

        await teacher.says("11-20 16:30")

        await teacher.sees("将在明天 16:30（", "发送，对吗")


async def test_two_classes_are_told_and_the_blocked_parent_is_counted(town: Town) -> None:
    first = await town.parent(1, SECOND, 12)
    both = await town.parent(2, SECOND, 13)
    made = await town.services.office.invite_family(town.classes[FIFTH], seat=1)
    await both.starts(made.code)
    await both.sees("您已加入阳光小学五年级(2)班")
    blocked = await town.parent(3, FIFTH, 2)
    acting.block(town.sandbox.world, 3, blocked=True)
    await town.until_gone(3)
    await town.services.people.mark_back(3)  # as if the word of it had been lost

    notice = await town.services.notices.announce(
        [parse(f"class:{number}") for number in town.classes.values()], "明天降温，请加衣服。"
    )
    status = await settled(town, notice.id)

    assert SECOND in (await first.sees("明天降温")).text
    assert "二年级(1)班、五年级(2)班" in (await both.sees("明天降温")).text
    assert len([m for m in await both.from_bot() if "明天降温" in m.text]) == 1
    assert not [m for m in await blocked.from_bot() if "明天降温" in m.text]
    assert (status.recipients, status.delivered, status.failed) == (3, 2, 1)
    assert (status.children, status.children_unreached) == (4, 1)
    await town.until_gone(3)
    again = await town.services.notices.reach(await town.services.notices.find(notice.id))
    assert (again.chats, again.unreached) == (2, 1)


async def test_a_notice_for_later_survives_a_restart(tmp_path: Path) -> None:
    clock = FixedClock()
    later = clock.now() + timedelta(hours=4)
    async with a_sandbox() as (sandbox, http):
        configuration = load(write_config(tmp_path, sandbox, {}))
        async with serving(configuration, clock) as services:
            town = await founded(Town(sandbox, services, configuration, http))
            parent = await town.parent(1, SECOND, 12)
            notice = await services.notices.announce(
                [parse(f"class:{town.classes[SECOND]}")], "放学请走东门。", at=later
            )
            assert (await services.notices.status(notice.id)).state == State.SCHEDULED
        clock.set(later + timedelta(minutes=3))
        async with serving(configuration, clock) as services:
            await parent.sees("放学请走东门。")
            await settled(Town(sandbox, services, configuration, http), notice.id)

        assert len([m for m in await parent.from_bot() if "放学请走东门" in m.text]) == 1


async def test_whoever_has_left_cannot_confirm_an_old_notice(town: Town) -> None:
    parent = await town.parent(1, SECOND, 12)
    await town.services.notices.announce(
        [parse(f"class:{town.classes[SECOND]}")], "内部事项。", Manner(asks=Asks.READ)
    )
    notice = await parent.sees("内部事项")
    person = await town.services.people.person(1, town.language)
    await town.services.membership.leave(1, person.children[0].id)

    await parent.taps(notice, "已阅")

    await parent.sees("没有找到这份通知")


async def test_a_teacher_stops_a_notice_before_its_time(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)
    await begin_notice(teacher, SECOND, "先别发。")
    await teacher.taps(await teacher.sees("预览"), "定时发送")
    preview = await teacher.sees("预览")
    later = await teacher.sees_button(preview.id, "明天 07:30")
    await teacher.taps(later, "明天 07:30")

    await teacher.taps(await teacher.sees("到时会自动发送"), "停止发送")

    await teacher.sees("已停止")
    assert (await town.services.notices.status(1)).state == State.CANCELLED
    assert not [m for m in await parent.from_bot() if "先别发" in m.text]


async def test_a_new_notice_takes_the_place_of_one_without_a_text(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    for count in (1, 2):
        await teacher.says("/notice")
        await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
        question = await teacher.sees("请回复这条消息", count=count)
    await teacher.says("周五开家长会。", reply_to=question.id)
    await teacher.taps(await teacher.sees("预览"), "不发了")
    await teacher.sees("这份通知不发了")

    answer = await teacher.asks("三年级每天作业不能超过多少分钟？")

    assert "您正在写一份通知" not in answer.text
