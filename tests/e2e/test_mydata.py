"""/mydata shows everything that is kept about a chat, and nothing about anybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from tests.support.clocks import FixedClock
from tests.support.town import Town, a_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, clock=FixedClock()) as town:
        yield town


async def test_a_stranger_is_told_that_nothing_is_kept(town: Town) -> None:
    stranger = await town.person(1)

    shown = await stranger.asks("/mydata")

    assert "什么也没有保存" in shown.text
    assert "匿名问卷的答案不在这里" in shown.text


async def test_a_parent_sees_child_language_topic_and_what_is_waited_for(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    reply = await parent.asks("公积金怎么提取")
    await parent.taps(reply, "有答案时告诉我")
    await parent.sees("告诉您之后就删掉")
    await parent.taps(reply, "请学校看看")
    await parent.taps(await parent.sees("要把这句话转给学校吗"), "发给学校")
    await parent.sees("已经转给学校了")
    await parent.asks("双减后每天书面作业最多可以多长时间？")

    shown = await parent.asks("/mydata")

    assert "孩子：阳光小学五年级(2)班 12号" in shown.text
    assert "语言：简体中文" in shown.text
    assert "这个聊天的编号 1，从 2026年11月19日 开始" in shown.text
    assert "您刚看过的答案：“双减后每天书面作业最多可以多长时间？”，12:30 以后删掉" in shown.text
    assert "等学校回复的问题：“公积金怎么提取”" in shown.text
    assert "有答案时要告诉您的问题：1 个" in shown.text


async def test_a_grade_named_in_the_conversation_is_shown_too(town: Town) -> None:
    stranger = await town.person(1)
    answer = await stranger.asks("双减后每天书面作业最多可以多长时间？")
    await stranger.taps(answer, "三到六年级")
    await stranger.sees("三到六年级：")

    shown = await stranger.asks("/mydata")

    assert "（三到六年级）" in shown.text


async def test_staff_see_their_posts_and_what_they_have_written(town: Town) -> None:
    teacher = await town.teacher(9, "五年级(2)班")
    person = await town.services.people.person(9, Language.ZH_HANS)
    whom = Audience(Kind.CLASS, town.classes["五年级(2)班"])
    draft = await town.services.notices.draft(person.posts[0], 9, [whom])
    await town.services.notices.write(draft, "明天秋游。")

    shown = await teacher.asks("/mydata")

    assert "老师：阳光小学，负责五年级(2)班" in shown.text
    assert "您写的通知：1 条" in shown.text
    assert "秋游" not in shown.text


async def test_it_is_said_in_the_persons_language(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    await town.services.people.choose_language(1, Language.EN)

    shown = await parent.asks("/mydata")

    assert "This is what we keep about you" in shown.text
    assert "language: English" in shown.text


async def test_a_course_is_shown_to_those_who_asked_for_it(town: Town, tmp_path: Path) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)
    slots = tmp_path / "clubs.csv"
    slots.write_text(
        "weekday,start,end,place,teacher,course,capacity\n5,16:00,17:30,操场,王老师,足球,1\n"
        "4,16:00,17:30,美术室,李老师,书法,1\n",
        encoding="utf-8",
    )
    await town.services.timetable.import_slots(town.school, slots)
    await town.parent(2, "二年级(1)班", 13)
    child, another = [
        (await town.services.people.person(number, Language.ZH_HANS)).children[0].id
        for number in (1, 2)
    ]
    await town.services.timetable.courses.enrol(1, another)
    for course in (1, 2):
        await town.services.timetable.courses.enrol(course, child)

    shown = await parent.asks("/mydata")

    assert "候补的课程：足球" in shown.text
    assert "报名的课程：书法" in shown.text
