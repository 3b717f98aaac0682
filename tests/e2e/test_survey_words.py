"""What is typed around a survey: a comment without a reply, a receipt, a second child."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage.tables.surveys import survey_sealed
from bot.surveys.questions.loader import load_survey
from tests.support.dialogue import Seen, Someone
from tests.support.town import REPOSITORY, Town, a_town

SURVEYS = REPOSITORY / "knowledge" / "surveys"
ANXIETY = SURVEYS / "parent-anxiety.yaml"
SERVICE = SURVEYS / "after-school.yaml"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def sealed(town: Town) -> list[str]:
    async with town.services.database.read() as connection:
        return list((await connection.execute(sa.select(survey_sealed.c.kind))).scalars())


async def answers(parent: Someone, invitation: Seen, questions: int) -> Seen:
    """Tap the first choice of every question; return the closing page."""
    await parent.taps(invitation, "开始填写")
    for place in range(1, questions + 1):
        question = await parent.sees(f"第 {place} 题")
        await parent.taps_data(question.id, question.buttons[0][1])
    await parent.taps(await parent.sees("都填好了"), "交上")
    return await parent.sees("已经交上")


async def one_who_answered(town: Town) -> tuple[Someone, Seen]:
    parent = await town.parent(1, "二年级(1)班", 1)
    survey = load_survey(ANXIETY)
    await town.services.surveys.open(survey, town.school)
    page = await answers(parent, await parent.sees("请您填一份问卷"), len(survey.questions))
    await parent.sees("请直接回复这条消息")
    return parent, page


async def test_words_without_a_reply_are_neither_kept_nor_matched_before_the_tap(
    town: Town,
) -> None:
    parent, _ = await one_who_answered(town)
    before = len(await parent.from_bot())

    await parent.says("课后服务可以不参加吗")
    asked = await parent.sees("这句话是给问卷的吗？")

    assert asked.labels == ["匿名交上", "我在提问"]
    assert await sealed(town) == ["answer"]
    assert len(await parent.from_bot()) == before + 1
    await parent.taps(asked, "匿名交上")
    await parent.sees("收到了，谢谢您")
    assert sorted(await sealed(town)) == ["answer", "comment"]
    await parent.says("课后服务可以不参加吗")
    assert "自愿" in (await parent.sees("课后服务", "自愿")).text


async def test_a_question_soon_after_a_survey_is_answered_after_one_tap(town: Town) -> None:
    parent, _ = await one_who_answered(town)

    await parent.says("课后服务可以不参加吗")
    await parent.taps(await parent.sees("这句话是给问卷的吗？"), "我在提问")

    await parent.sees("课后服务", "自愿")
    assert await sealed(town) == ["answer"]


async def test_words_of_danger_meet_the_help_lines_before_anything_is_asked(town: Town) -> None:
    parent, _ = await one_who_answered(town)

    await parent.says("孩子说作业写不完就不想活了")

    await parent.sees("110", "12356")
    asked = await parent.sees("这句话是给问卷的吗？")
    await parent.taps(asked, "我在提问")
    await parent.sees("当作提问")


async def test_the_five_words_of_the_receipt_take_the_answer_back(town: Town) -> None:
    parent, page = await one_who_answered(town)
    words = page.text.split("回执码：")[1].splitlines()[0]
    assert len(words.split()) == 5

    await parent.says(words)
    done = await parent.sees("已经撤回", "那句话和答案不连在一起，撤不回来")

    assert await sealed(town) == []
    await parent.taps(done, "开始填写")
    await parent.sees("第 1 题")


async def test_a_receipt_nobody_was_given_changes_nothing(town: Town) -> None:
    parent, _ = await one_who_answered(town)

    await parent.says("春天 秋天 星空 大海 小河")

    await parent.sees("没有找到这个回执码对应的答案")
    assert await sealed(town) == ["answer"]


async def test_twins_have_an_answer_each(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 1)
    made = await town.services.office.invite_family(town.classes["二年级(1)班"], seat=2)
    await parent.starts(made.code)
    await parent.sees("您已加入", count=2)
    survey = load_survey(SERVICE)
    await town.services.surveys.open(survey, town.school)
    invitation = await parent.sees("请您填一份问卷", "这一份是为二年级(1)班的孩子填的")

    await parent.taps(invitation, "开始填写")
    which = await parent.sees("请选这一份是为谁填的")
    await parent.taps(which, "二年级(1)班 1 号")
    for place in range(1, 4):
        question = await parent.sees(f"第 {place} 题（共 3 题）")
        await parent.taps_data(question.id, question.buttons[0][1])
    await parent.taps(await parent.sees("都填好了"), "交上")
    other = await parent.sees("您家在这个班还有孩子")
    await parent.taps(other, "二年级(1)班 2 号")
    await parent.sees("第 1 题（共 3 题）")
