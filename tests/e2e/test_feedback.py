"""After an answer: thumbs, next topics, help by a person, and what is remembered of it all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.chat.answer_buttons import MOST_ROWS
from bot.storage.tables.inbox import answer_votes, question_wordings
from tests.support.clocks import FixedClock
from tests.support.dialogue import Seen, Someone
from tests.support.town import Town, a_town

CLEAR = "双减后每天书面作业最多可以多长时间？"
UNKNOWN = "公积金怎么提取"
VAGUE = ("作业", "考试", "成绩", "老师", "课后服务", "手机", "寒假")
FEEDBACK = ["👍", "👎", "不是我要问的"]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, clock=FixedClock()) as town:
        yield town


async def wordings(town: Town) -> list[tuple[str, str]]:
    async with town.services.database.read() as connection:
        found = await connection.execute(sa.select(question_wordings).order_by("id"))
        return [(row.text, row.why) for row in found]


async def votes(town: Town) -> dict[str, tuple[int, int]]:
    async with town.services.database.read() as connection:
        found = await connection.execute(sa.select(answer_votes))
        return {row.entry: (row.up, row.down) for row in found}


async def replied_to(town: Town, person: Someone, message: Seen) -> int | None:
    async with town.http.get(f"/sandbox/chats/{person.number}/messages") as answer:
        found = {item["id"]: item.get("reply_to") for item in await answer.json()}
    reply_to = found[message.id]
    assert reply_to is None or isinstance(reply_to, int)
    return reply_to


# What stands under an answer


async def test_an_answer_replies_to_its_question(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    answer = await parent.asks(CLEAR)

    asked = [message for message in await parent.messages() if message.text == CLEAR]
    assert await replied_to(town, parent, answer) == asked[0].id


async def test_two_neighbours_and_the_feedback_stand_under_an_answer(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    answer = await parent.asks(CLEAR)

    assert answer.labels[-3:] == FEEDBACK
    assert len(answer.labels) == 5
    assert answer.text.endswith("也可能想问：")
    await parent.taps(answer, answer.labels[0])
    shown = await parent.sees("您问的是", count=2)
    assert shown.labels[-3:] == FEEDBACK
    assert shown.text.splitlines()[0] != answer.text.splitlines()[0]


async def test_a_keyboard_is_never_higher_than_a_phone_bears(town: Town) -> None:
    stranger = await town.person(1)

    await stranger.asks("月考周考可以吗")
    await stranger.asks(CLEAR)

    async with town.http.get("/sandbox/chats/1/messages") as answer:
        shown = [len(item["buttons"] or []) for item in await answer.json()]
    assert 2 <= max(shown) <= MOST_ROWS


async def test_an_answer_chosen_from_offers_has_the_same_buttons(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    offered = await is_offered(parent)

    await parent.taps(offered, offered.labels[0])

    answer = await parent.sees("您问的是", "依据：")
    assert answer.labels[-3:] == FEEDBACK
    assert await replied_to(town, parent, answer) == await replied_to(town, parent, offered)


async def test_several_answers_in_one_message_share_one_row(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)

    answer = await parent.asks("延时班必须上吗？另外能带手机进学校吗？")

    assert answer.text.count("您问的是：") == 2
    assert [label for label in answer.labels if label in FEEDBACK] == FEEDBACK


# Thumbs


async def test_a_thumb_up_is_counted_and_leaves_only_the_neighbours(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    answer = await parent.asks(CLEAR)
    near = answer.labels[:2]

    await parent.taps(answer, "👍")

    await until_labels(parent, answer.id, near)
    assert await votes(town) == {"homework-time-limit": (1, 0)}
    assert await wordings(town) == []


async def test_a_thumb_down_offers_other_topics_and_a_person(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    answer = await parent.asks(CLEAR)

    await parent.taps(answer, "👎")

    after = await parent.sees_button(answer.id, "请学校看看这个问题")
    assert after.labels[-1] == "有答案时告诉我"
    *topics, _school, _later = after.labels
    assert len(topics) >= 2
    await parent.taps(after, after.labels[0])
    other = await parent.sees("您问的是", count=2)
    assert other.text.splitlines()[0] != answer.text.splitlines()[0]
    assert await votes(town) == {"homework-time-limit": (0, 1)}
    assert [why for _, why in await wordings(town)] == ["thumbs_down"]


async def test_not_my_question_is_no_vote_but_is_noted(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    answer = await parent.asks(CLEAR)

    await parent.taps(answer, "不是我要问的")

    await parent.sees_button(answer.id, "请学校看看这个问题")
    await parent.asks("谢谢")
    assert await votes(town) == {}
    assert [why for _, why in await wordings(town)] == ["not_meant"]


async def test_none_of_the_offers_leads_to_the_same_help(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    offered = await is_offered(parent)

    await parent.taps(offered, "都不是")

    after = await parent.sees_button(offered.id, "请学校看看这个问题")
    assert "抱歉没帮上" in after.text
    assert "都不是" not in after.labels
    first = {label.split(". ", 1)[-1] for label in offered.labels}
    assert not first & set(after.labels)


# Help by a person


async def test_a_question_without_an_answer_goes_to_the_school_only_after_consent(
    town: Town,
) -> None:
    teacher = await town.teacher(9)
    parent = await town.parent(1, "五年级(2)班", 12)
    reply = await parent.asks(f"我叫王小明，电话13800138000，{UNKNOWN}")
    assert reply.labels == ["请学校看看这个问题", "有答案时告诉我"]
    assert not any("公积金" in message.text for message in await teacher.from_bot())

    await parent.taps(reply, "请学校看看")
    consent = await parent.sees("要把这句话转给学校吗")
    assert "公积金" in consent.text
    assert "13800138000" not in consent.text
    assert "王小明" not in consent.text
    assert "看不到是谁问的" in consent.text
    await parent.taps(consent, "发给学校")

    await parent.sees("已经转给学校了")
    request = await teacher.sees("有家长请您看一个问题", "公积金")
    assert "13800138000" not in request.text


async def test_without_consent_nothing_is_sent(town: Town) -> None:
    teacher = await town.teacher(9)
    parent = await town.parent(1, "五年级(2)班", 12)
    reply = await parent.asks(UNKNOWN)
    await parent.taps(reply, "请学校看看")
    consent = await parent.sees("要把这句话转给学校吗")

    await parent.taps(consent, "不用了")

    await parent.sees("没有发给学校")
    assert not any("公积金" in message.text for message in await teacher.from_bot())


async def test_a_parent_of_two_classes_says_which_one_it_is_about(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)
    made = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=3)
    await parent.starts(made.code)
    await parent.sees("您已加入阳光小学五年级(2)班")
    reply = await parent.asks(UNKNOWN)

    await parent.taps(reply, "请学校看看")

    consent = await parent.sees("是哪个班的事")
    assert consent.labels == ["发给二年级(1)班", "发给五年级(2)班", "不用了"]
    await parent.taps(consent, "发给五年级(2)班")
    await parent.sees("已经转给学校了")


async def test_a_stranger_is_told_whom_to_ask_instead(town: Town) -> None:
    stranger = await town.person(1)
    reply = await stranger.asks(UNKNOWN)
    assert reply.labels == ["有答案时告诉我"]
    answer = await stranger.asks("课后服务必须参加吗")

    await stranger.taps(answer, "👎")

    after = await stranger.sees_button(answer.id, "可以问谁")
    assert "请学校看看这个问题" not in after.labels
    await stranger.taps(after, "可以问谁")
    await stranger.sees("您还没有加入班级")


async def test_whoever_wants_to_be_told_is_told_what_is_remembered(town: Town) -> None:
    parent = await town.parent(1, "五年级(2)班", 12)
    reply = await parent.asks(UNKNOWN)

    await parent.taps(reply, "有答案时告诉我")

    await parent.sees("告诉您之后就删掉")
    assert (await town.services.inbox.waiting_of(1)).answers == 1
    await until_labels(parent, reply.id, ["请学校看看这个问题"])


async def is_offered(person: Someone) -> Seen:
    """Say vague things until one of them is met with offers."""
    for text in VAGUE:
        reply = await person.asks(text)
        if "都不是" in reply.labels:
            return reply
    raise AssertionError(VAGUE)


async def until_labels(person: Someone, message_id: int, labels: list[str]) -> None:
    """Wait until a message has exactly these buttons."""

    def has(messages: list[Seen]) -> bool:
        return any(one.id == message_id and one.labels == labels for one in messages)

    await person.waits(has, labels)
