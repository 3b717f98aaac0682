"""Parents ask in many ways; every reply is one a school would sign."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.town import Town, a_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def test_an_answer_names_its_source_and_the_childs_grade(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)

    answer = await parent.asks("老师每天布置书面家庭作业，可以吗")

    assert "您问的是" in answer.text
    assert "一、二年级" in answer.text
    assert "依据：" in answer.text
    assert "2021年" in answer.text


async def test_without_a_class_the_grade_is_asked_by_buttons(town: Town) -> None:
    stranger = await town.person(1)
    answer = await stranger.asks("双减后每天书面作业最多可以多长时间？")

    await stranger.taps(answer, "三到六年级")

    await stranger.sees("三到六年级：")


async def test_a_doubtful_question_is_offered_choices_that_can_be_tapped(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    offered = await parent.asks("课后服务")
    assert 1 <= len(offered.labels) <= 5

    await parent.taps(offered, offered.labels[0])

    await parent.sees("您问的是", "依据：")


@pytest.mark.parametrize(
    "question",
    [
        "今年高考分数线多少",
        "推荐一个好吃的饭店",
        "孩子发烧39度吃什么药",
        "SELECT * FROM chats; --",
    ],
)
async def test_what_is_not_ours_is_never_answered_with_a_policy(town: Town, question: str) -> None:
    someone = await town.person(1)

    reply = await someone.asks(question)

    assert "依据：" not in reply.text


async def test_words_of_danger_bring_the_help_lines_first(town: Town) -> None:
    someone = await town.person(1)

    reply = await someone.asks("孩子说不想活了，怎么办")

    assert "110" in reply.text
    assert "12356" in reply.text


async def test_words_of_danger_under_a_picture_bring_the_help_lines(town: Town) -> None:
    someone = await town.person(1)

    await someone.sends("document", caption="我不想活了")

    await someone.sees("110", "12356")


async def test_a_question_under_a_picture_is_answered(town: Town) -> None:
    someone = await town.person(1)

    await someone.sends("document", caption="课后服务必须参加吗")

    await someone.sees("图片和文件我还看不懂")
    await someone.sees("您问的是", "课后服务")


async def test_a_number_typed_instead_of_tapped_points_to_the_buttons(town: Town) -> None:
    someone = await town.person(1)
    await someone.asks("作业太多了")

    reply = await someone.asks("2")

    assert "点上面消息里的按钮" in reply.text


async def test_no_grade_is_asked_where_none_of_the_children_has_an_answer_of_its_own(
    town: Town,
) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)
    made = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=3)
    await parent.starts(made.code)
    await parent.sees("您已加入阳光小学五年级(2)班")

    junior = await parent.asks("初中生每天作业时间上限是多少？")
    middle = await parent.asks("三到六年级每天作业不能超过多少分钟？")

    assert not any("年级" in label for label in junior.labels)
    assert "告诉我孩子上几年级" not in junior.text
    assert {label for label in middle.labels if "年级" in label} <= {"五年级"}


@pytest.mark.parametrize("text", ["谢谢", "你好", "😀😀", "？？？"])
async def test_small_talk_gets_a_human_line(town: Town, text: str) -> None:
    someone = await town.person(1)

    reply = await someone.asks(text)

    assert reply.text
    assert "依据：" not in reply.text


async def test_four_thousand_characters_of_anything_get_a_reply(town: Town) -> None:
    someone = await town.person(1)

    reply = await someone.asks("气" * 4096)

    assert reply.text


async def test_a_reader_of_traditional_characters_is_answered_in_them(town: Town) -> None:
    someone = await town.person(1, language="zh-hant")

    answer = await someone.asks("小學三年級每天的書面作業最多可以寫多長時間")

    assert "您問的是" in answer.text
    assert "您问的是" not in answer.text


async def test_an_unknown_command_and_an_old_button_are_explained(town: Town) -> None:
    someone = await town.person(1)

    reply = await someone.asks("/nothing")

    assert "没有这个命令" in reply.text


async def test_who_has_no_class_is_told_how_to_join_instead_of_sent_to_the_week(
    town: Town,
) -> None:
    stranger = await town.person(1)
    parent = await town.parent(2, "二年级(1)班", 12)
    assert "邀请" in (await stranger.asks("几点放学")).text
    assert "/week" in (await parent.asks("几点放学")).text


async def test_how_to_write_a_notice_is_said(town: Town) -> None:
    someone = await town.person(1)
    assert "/notice" in (await someone.asks("怎么发通知")).text
