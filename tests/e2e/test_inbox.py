"""Staff answer parents in the chat: a request, an open question, a new answer."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage.tables.inbox import help_requests, question_groups
from tests.support.dialogue import Seen, Someone
from tests.support.town import REPOSITORY, Town, a_town

QUESTION = "公积金怎么提取"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    shutil.copytree(REPOSITORY / "knowledge", tmp_path / "knowledge")
    changes = {"knowledge": {"path": str(tmp_path / "knowledge")}}
    async with a_town(tmp_path, changes=changes) as town:
        yield town


async def asked(town: Town, number: int = 1) -> Someone:
    """Let a parent ask the school and agree."""
    parent = await town.parent(number, "五年级(2)班", number)
    reply = await parent.asks(QUESTION)
    await parent.taps(reply, "请学校看看")
    await parent.taps(await parent.sees("要把这句话转给学校吗"), "发给学校")
    await parent.sees("已经转给学校了")
    return parent


async def groups(town: Town) -> list[dict[str, object]]:
    async with town.services.database.read() as connection:
        found = await connection.execute(sa.select(question_groups))
        return [dict(row._mapping) for row in found]


async def opened(town: Town, office: Someone) -> Seen:
    """Let three families ask in vain, and the office look."""
    for number in (1, 2, 3):
        parent = await town.parent(number, "五年级(2)班", number)
        reply = await parent.asks(QUESTION)
        await parent.taps(reply, "有答案时告诉我")
        await parent.sees("告诉您之后就删掉")
    await office.says("/inbox")
    return await office.sees("至少有 3 个家庭", "公积金")


# A parent's request


async def test_the_office_answers_a_parent_without_knowing_whom(town: Town) -> None:
    office = await town.teacher(9)
    parent = await asked(town)
    request = await office.sees("有家长请您看一个问题", "公积金")

    await office.taps(request, "回复")
    prompt = await office.sees("请回复这条消息")
    assert prompt.force_reply
    await office.says("放一点糖，可以跟食堂说不放。", reply_to=prompt.id)
    preview = await office.sees("家长会看到", "放一点糖")
    assert not any("放一点糖" in message.text for message in await parent.from_bot())
    await office.taps(preview, "发出")

    answer = await parent.sees("学校回复", "放一点糖")
    assert "公积金" in answer.text
    await office.sees("谢谢老师")


async def test_the_list_shows_what_waits_and_then_nothing(town: Town) -> None:
    office = await town.teacher(9)
    await asked(town)
    await office.says("/inbox")
    shown = await office.sees("有家长请您看一个问题", count=2)
    await office.taps(shown, "回复")
    prompt = await office.sees("请回复这条消息")
    await office.says("不放。", reply_to=prompt.id)
    await office.taps(await office.sees("家长会看到"), "发出")
    await office.sees("谢谢老师")

    await office.says("/inbox")

    await office.sees("现在没有等您处理的问题")


async def test_a_request_is_answered_only_once(town: Town) -> None:
    first, second = await town.teacher(9), await town.teacher(8)
    parent = await asked(town)
    for person in (first, second):
        await person.taps(await person.sees("有家长请您看一个问题"), "回复")
        prompt = await person.sees("请回复这条消息")
        await person.says(f"我是{person.number}号。", reply_to=prompt.id)
    previews = [await person.sees("家长会看到") for person in (first, second)]

    await first.taps(previews[0], "发出")
    await first.sees("谢谢老师")
    await second.taps(previews[1], "发出")

    await second.sees("已经有人回复过")
    await parent.sees("学校回复", "我是9号")
    assert not any("我是8号" in message.text for message in await parent.from_bot())


async def test_an_answer_that_is_too_long_is_asked_for_again(town: Town) -> None:
    office = await town.teacher(9)
    await asked(town)
    await office.taps(await office.sees("有家长请您看一个问题"), "回复")
    prompt = await office.sees("请回复这条消息")

    await office.says("好" * 3001, reply_to=prompt.id)

    await office.sees("请改短一些再发")
    await office.sees("请回复这条消息", count=2)


async def test_a_parent_cannot_answer_requests(town: Town) -> None:
    parent = await asked(town)

    await parent.says("/inbox")

    await parent.sees("只有学校的老师才能操作")


async def test_a_teacher_sees_no_open_questions_but_the_office_does(town: Town) -> None:
    teacher = await town.teacher(9, "二年级(1)班")
    office = await town.teacher(8)
    await opened(town, office)

    await teacher.says("/inbox")

    await teacher.sees("现在没有等您处理的问题")


# Questions without an answer


async def test_an_open_question_becomes_a_wording_and_waiters_are_told(
    town: Town, tmp_path: Path
) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)
    assert "有 3 位家长在等答案" in shown.text
    assign = next(label for label in shown.labels if label.startswith("归到："))

    await office.taps(shown, assign)

    await office.sees("已经归好", "3 位")
    assert await groups(town) == []
    found = (tmp_path / "knowledge" / "faq").rglob("*.yaml")
    assert len([path for path in found if QUESTION in path.read_text(encoding="utf-8")]) == 1


async def test_a_new_answer_is_written_shown_checked_and_kept(town: Town, tmp_path: Path) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)
    await office.taps(shown, "写新答案")
    prompt = await office.sees("请回复这条消息，写下新的答案")
    await office.says("放糖。", reply_to=prompt.id)
    await office.sees("这段话没能看懂")
    again = await office.sees("请回复这条消息，写下新的答案", count=2)
    document = "教育部办公厅关于加强义务教育学校作业管理的通知"
    typed = (
        f"住房公积金要怎样才能提取？\n放一点糖。不想放糖，请提前告诉班主任。\n"
        f"依据：{document}，教育部办公厅"
    )

    await office.says(typed, reply_to=again.id)
    preview = await office.sees("家长会看到", "放一点糖")
    await office.taps(preview, "存为新答案")

    await office.sees("已经存好", "3 位")
    assert await groups(town) == []
    (path,) = (tmp_path / "knowledge" / "faq").rglob("asked-*.yaml")
    assert "放一点糖" in path.read_text(encoding="utf-8")


async def test_a_schools_own_paper_reaches_its_own_parents_and_no_others(
    town: Town, tmp_path: Path
) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)
    await office.taps(shown, "写新答案")
    prompt = await office.sees("请回复这条消息，写下新的答案")
    await office.says(
        "住房公积金要怎样才能提取？\n学校只开证明。请到办公室来。\n依据：办事指南，阳光小学",
        reply_to=prompt.id,
    )
    preview = await office.sees("家长会看到", "阳光小学的安排：\n学校只开证明")
    await office.taps(preview, "存为新答案")
    await office.sees("已经存好", "3 位")
    waiting = Someone(town.http, 1)
    told = await waiting.sees("住房公积金要怎样才能提取？")

    await waiting.taps(told, told.labels[0])
    answer = await waiting.sees("阳光小学的安排：\n学校只开证明", "《办事指南》（阳光小学）")
    assert "您问的是：住房公积金要怎样才能提取？" in answer.text
    stranger = await town.person(20)
    assert "学校只开证明" not in (await stranger.asks("住房公积金要怎样才能提取？")).text
    parent = await town.parent(21, "五年级(2)班", 21)
    assert "学校只开证明" in (await parent.asks("住房公积金要怎样才能提取？")).text


async def test_a_second_tap_ends_what_the_first_one_could_only_write(
    town: Town, tmp_path: Path
) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)
    await office.taps(shown, "写新答案")
    prompt = await office.sees("请回复这条消息，写下新的答案")
    document = "教育部办公厅关于加强义务教育学校作业管理的通知"
    await office.says(
        f"住房公积金要怎样才能提取？\n放一点糖。\n依据：{document}，教育部办公厅",
        reply_to=prompt.id,
    )
    preview = await office.sees("家长会看到", "放一点糖")
    async with town.services.database.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE outgoing_bodies RENAME TO away"))
    await office.taps(preview, "存为新答案")
    await office.sees("没能处理好")
    assert len(await groups(town)) == 1
    async with town.services.database.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE away RENAME TO outgoing_bodies"))

    await office.taps(preview, "存为新答案")

    await office.sees("已经存好", "3 位")
    assert await groups(town) == []
    assert len(list((tmp_path / "knowledge" / "faq").rglob("asked-*.yaml"))) == 1


async def test_a_question_in_the_parents_own_words_needs_a_title_of_its_own(town: Town) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)
    await office.taps(shown, "写新答案")
    prompt = await office.sees("请回复这条消息，写下新的答案")

    await office.says(f"{QUESTION}？\n不归学校管。\n依据：文件，单位", reply_to=prompt.id)

    await office.sees("不要和家长的原话一样")
    await office.sees("请回复这条消息，写下新的答案", count=2)


async def test_an_answer_that_breaks_the_knowledge_is_not_kept(town: Town, tmp_path: Path) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)
    before = sorted((tmp_path / "knowledge").rglob("*"))
    await office.taps(shown, "写新答案")
    prompt = await office.sees("请回复这条消息，写下新的答案")
    await office.says(
        f"住房公积金要怎样才能提取？\n{'放一点糖。' * 180}\n依据：食堂通知，本校",
        reply_to=prompt.id,
    )

    await office.taps(await office.sees("家长会看到", "放一点糖"), "存为新答案")

    refused = await office.sees("没有存上", "答案太长")
    assert "characters" not in refused.text
    await office.taps(refused, "改一改")
    await office.sees("请回复这条消息，写下新的答案", count=2)
    assert sorted((tmp_path / "knowledge").rglob("*")) == before
    assert len(await groups(town)) == 1


async def test_a_question_that_needs_no_answer_is_erased_after_a_second_tap(town: Town) -> None:
    office = await town.teacher(9)
    shown = await opened(town, office)

    await office.taps(shown, "不处理")
    sure = await office.sees_button(shown.id, "确定不处理")
    assert len(await groups(town)) == 1
    await office.taps(sure, "确定不处理")

    await office.sees("已经删掉")
    assert await groups(town) == []


async def test_nothing_leads_from_an_answered_request_to_its_asker(town: Town) -> None:
    office = await town.teacher(9)
    parent = await asked(town)
    await office.taps(await office.sees("有家长请您看一个问题"), "回复")
    prompt = await office.sees("请回复这条消息")
    await office.says("不放。", reply_to=prompt.id)
    await office.taps(await office.sees("家长会看到"), "发出")
    await parent.sees("学校回复")

    for _ in range(200):
        await town.services.inbox.sweep(town.services.clock.now())
        async with town.services.database.read() as connection:
            left = (await connection.execute(sa.select(help_requests))).all()
        if not left:
            break

    assert left == []
