"""A conversation: what the next message leans on, its language, and whatever people type."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.tables.inbox import question_wordings
from bot.storage.tables.topics import last_topics
from tests.support.clocks import FixedClock
from tests.support.dialogue import Seen
from tests.support.town import Town, a_town

CLEAR = "双减后每天书面作业最多可以多长时间？"
UNKNOWN = "公积金怎么提取"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, clock=FixedClock()) as town:
        yield town


async def reasons(town: Town) -> list[str]:
    async with town.services.database.read() as connection:
        found = await connection.execute(sa.select(question_wordings.c.why))
        return list(found.scalars())


async def topics(town: Town) -> list[str]:
    async with town.services.database.read() as connection:
        return [row.entry for row in await connection.execute(sa.select(last_topics))]


def later(town: Town, by: timedelta) -> None:
    clock = town.services.clock
    assert isinstance(clock, FixedClock)
    clock.move(by)


# What is remembered


async def test_a_short_question_leans_on_the_answer_before_it(town: Town) -> None:
    parent = await town.person(1)
    await parent.asks(CLEAR)

    answer = await parent.asks("那初中呢")

    assert "双减后每天书面作业最多可以多长时间" in answer.text
    assert "\n\n初中：" in answer.text


async def test_half_an_hour_later_a_short_question_stands_alone(town: Town) -> None:
    parent = await town.person(1)
    await parent.asks(CLEAR)
    later(town, timedelta(minutes=31))

    answer = await parent.asks("那初中呢")

    assert "双减后每天书面作业最多可以多长时间" not in answer.text


async def test_a_reply_to_an_older_answer_takes_that_answers_topic(town: Town) -> None:
    parent = await town.person(1)
    first = await parent.asks(CLEAR)
    await parent.asks("课后服务必须参加吗")
    before = {message.id for message in await parent.from_bot()}

    await parent.says("那初中呢", reply_to=first.id)

    def has_come(messages: list[Seen]) -> bool:
        return any(message.id not in before for message in messages)

    await parent.waits(has_come, "an answer")
    answer = (await parent.from_bot())[-1]
    assert "双减后每天书面作业最多可以多长时间" in answer.text
    assert "\n\n初中：" in answer.text


async def test_a_grade_that_was_tapped_is_not_asked_for_again(town: Town) -> None:
    stranger = await town.person(1)
    answer = await stranger.asks(CLEAR)
    await stranger.taps(answer, "三到六年级")
    await stranger.sees("三到六年级：")

    other = await stranger.asks("小学生每天要睡几个小时")
    alike = await stranger.asks("寒暑假作业有什么规定？")
    again = await stranger.asks("周末和法定节假日作业有限制吗？")

    for message in (other, alike, again):
        assert "告诉我孩子上几年级" not in message.text
    assert "三到六年级：" in again.text


async def test_the_grade_of_other_peoples_children_ends_with_its_topic(town: Town) -> None:
    mother = await town.parent(1, "二年级(1)班", 12)
    second = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=3)
    await mother.starts(second.code)
    await mother.sees("五年级(2)班")
    await mother.asks(CLEAR)
    await mother.asks("那初中呢")

    answer = await mother.asks("小学生每天要睡几个小时")
    again = await mother.asks(CLEAR)

    assert "\n\n初中：" not in answer.text
    assert "\n\n初中：" not in again.text


@pytest.mark.parametrize(
    "question", ["怎么举报校外培训机构", "孩子焦虑不想上学怎么办", "孩子说不想活了"]
)
async def test_reports_anxiety_and_danger_erase_the_last_topic(town: Town, question: str) -> None:
    parent = await town.person(1)
    await parent.asks(CLEAR)
    await parent.asks("谢谢")
    assert await topics(town) == ["homework-time-limit"]

    reply = await parent.asks(question)
    if "您问的是" not in reply.text and "报警" not in reply.text:
        await parent.taps(reply, reply.labels[0])
        await parent.sees("您问的是", count=2)
    await parent.asks("谢谢")

    assert await topics(town) == []


async def test_nothing_of_danger_is_noted_and_one_tap_leads_on_to_the_answer(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    reply = await parent.asks("我不想活了，小学三年级的书面作业最多可以写多长时间")
    await parent.taps(reply, "我问的是别的事，看看答案")
    await parent.sees("60分钟")
    await parent.asks("谢谢")

    assert "12356" in reply.text
    assert await reasons(town) == []
    assert await topics(town) == []


async def test_small_talk_has_no_buttons_and_is_not_noted(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    reply = await parent.asks("谢谢老师")

    assert reply.labels == []
    assert await reasons(town) == []


async def test_an_unanswered_question_is_noted_without_its_asker(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    await parent.asks(UNKNOWN)
    await parent.asks("谢谢")

    assert await reasons(town) == ["abstained"]


# The language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("課後服務必須參加嗎", "您問的是"),
        ("how much homework is allowed in grade 3", "I am not quite sure"),
        ("公积金 怎么 apply", "不敢乱说"),
    ],
)
async def test_a_stranger_is_answered_in_the_language_they_write(
    town: Town, text: str, expected: str
) -> None:
    stranger = await town.person(1)

    reply = await stranger.asks(text)

    assert expected in reply.text or (
        expected == "I am not quite sure" and "Your question" in reply.text
    )


async def test_buttons_go_on_in_the_language_of_the_question(town: Town) -> None:
    stranger = await town.person(1)
    answer = await stranger.asks("課後服務必須參加嗎")

    await stranger.taps(answer, answer.labels[0])

    await stranger.sees("您問的是", count=2)


async def test_a_parent_who_has_not_chosen_is_answered_as_they_write(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    reply = await parent.asks("課後服務必須參加嗎")
    again = await parent.asks("课后服务必须参加吗")

    assert "您問的是" in reply.text
    assert "您问的是" in again.text


async def test_a_chosen_language_stays_whatever_is_written(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    await town.services.people.choose_language(1, Language.EN)

    reply = await parent.asks("课后服务必须参加吗")

    assert "Your question" in reply.text


# Bad input


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "\u200b\u200b\u202e作业\u202c\u200b",
        "气" * 4096,
        "a" * 4096,
        "'; DROP TABLE chats; --",
        "<b>作业</b><script>alert(1)</script>",
        "{ $question } %s {{ 7*7 }}",
    ],
)
async def test_bad_input_gets_one_sensible_reply_that_can_be_followed_up(
    town: Town, text: str
) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    reply = await parent.asks(text)

    assert reply.text
    assert "出了点问题" not in reply.text
    for label in ("都不是", "不是我要问的", "请学校看看"):
        if label in " ".join(reply.labels):
            await parent.taps(reply, label)
    thanks = await parent.asks("谢谢")
    assert not any("出了点问题" in message.text for message in await parent.from_bot())
    assert thanks.text
