"""A survey from the invitation to the exported file."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SCHOOL_ZONE
from bot.surveys.questions.loader import load_survey
from bot.surveys.showing import export
from bot.surveys.showing.export import Format
from tests.support.dialogue import Seen, Someone
from tests.support.town import REPOSITORY, Town, a_town

SURVEYS = REPOSITORY / "knowledge" / "surveys"
SURVEY = SURVEYS / "homework-burden.yaml"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def answer(parent: Someone, choices: str) -> Seen:
    """Tap through the survey; each character is the place of a choice."""
    invitation = await parent.sees("请您填一份问卷")
    await parent.taps(invitation, "开始填写")
    for place, choice in enumerate(choices, start=1):
        question = await parent.sees(f"第 {place} 题")
        if "可以选几项" in question.text:
            await parent.taps(question, question.labels[int(choice)])
            question = await parent.sees_button(question.id, "选好了")
            await parent.taps(question, "选好了")
        else:
            await parent.taps_data(question.id, question.buttons[int(choice)][1])
    await parent.taps(await parent.sees("都填好了"), "交上")
    return await parent.sees("已经交上")


async def test_six_families_answer_and_the_school_exports(town: Town, tmp_path: Path) -> None:
    survey = load_survey(SURVEY)
    parents = [await town.parent(n, "二年级(1)班", n) for n in range(1, 7)]
    wave = await town.services.surveys.open(survey, town.school)

    for number, parent in enumerate(parents):
        await answer(parent, str(number % 2) * len(survey.questions))

    turnout = await town.services.surveys.turnout(wave.id)
    assert turnout.responses == 5  # rounded down while the wave is open
    await town.services.surveys.close(wave.id)
    results = await town.services.surveys.results(wave.id)
    assert results.responses == 6
    path = tmp_path / "figures.csv"
    export.write(results, path, Format.CSV, town.language, SCHOOL_ZONE)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    minutes = [
        row for row in rows if row["group"] == "全校" and row["question"] == rows[0]["question"]
    ]
    assert [row["count"] for row in minutes][:2] == ["3", "3"]
    assert [row["share"] for row in minutes][:2] == ["0.5", "0.5"]


async def test_a_severe_answer_shows_the_help_lines_at_once(town: Town) -> None:
    survey = load_survey(SURVEYS / "parent-anxiety.yaml")
    parent = await town.parent(1, "二年级(1)班", 1)
    await town.services.surveys.open(survey, town.school)

    heaviest = "".join(str(len(question.choices) - 1) for question in survey.questions)
    thanks = await answer(parent, heaviest)

    assert "12356" in thanks.text
    assert "110" in thanks.text


async def test_the_comment_is_asked_after_handing_in_and_taken_once(town: Town) -> None:
    survey = load_survey(SURVEY)
    parent = await town.parent(1, "二年级(1)班", 1)
    await town.services.surveys.open(survey, town.school)
    await answer(parent, "0" * len(survey.questions))

    question = await parent.sees("请直接回复这条消息")
    assert question.force_reply
    await parent.says("作业少了，孩子能早睡了。", reply_to=question.id)
    await parent.sees("收到了，谢谢您")
    await parent.says("再说一句。", reply_to=question.id)

    await parent.sees("您家已经留过一句话了")


async def test_a_comment_of_danger_is_not_said_to_be_unkept(town: Town) -> None:
    survey = load_survey(SURVEY)
    parent = await town.parent(1, "二年级(1)班", 1)
    await town.services.surveys.open(survey, town.school)
    await answer(parent, "0" * len(survey.questions))
    question = await parent.sees("请直接回复这条消息")

    await parent.says("孩子说作业写不完就不想活了", reply_to=question.id)

    await parent.sees("收到了，谢谢您")
    assert "没有保存" not in (await parent.sees("110", "12356")).text


async def test_the_second_guardian_cannot_answer_again(town: Town) -> None:
    survey = load_survey(SURVEY)
    mother = await town.parent(1, "二年级(1)班", 1)
    father = await town.parent(2, "二年级(1)班", 1)
    await town.services.surveys.open(survey, town.school)
    await answer(mother, "0" * len(survey.questions))

    await father.taps(await father.sees("请您填一份问卷"), "开始填写")

    await father.sees("这个孩子的问卷已经交过了")
