"""Figures in the chat: for the office, not for teachers or parents, and in the account."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from bot.surveys.questions.loader import load_survey
from bot.surveys.taps import SurveyHandIn
from tests.support.town import REPOSITORY, Town, a_town

PULSE = REPOSITORY / "knowledge" / "surveys" / "pulse.yaml"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def test_the_office_sees_figures_and_nobody_else_does(town: Town) -> None:
    surveys, survey = town.services.surveys, load_survey(PULSE)
    parents = [await town.parent(n, "二年级(1)班", n) for n in range(1, 7)]
    teacher = await town.teacher(70, "二年级(1)班")
    office = await town.teacher(80)

    await office.says("/results")
    await office.sees("还没有已经结束的问卷")
    wave = await surveys.open(survey, town.school)
    for number in range(1, 7):
        choices = str(number % 2) * len(survey.questions)
        await surveys.press(number, SurveyHandIn(wave.id, 2, choices), Language.ZH_HANS)
    await surveys.close(wave.id)

    await office.says("/results")
    await office.taps(await office.sees("要看哪次问卷的结果"), "2")
    figures = await office.sees("全校（6 份）")
    assert "50%" in figures.text
    await office.taps(figures, "表格（XLSX）")
    for stranger in (teacher, parents[0]):
        await stranger.says("/results")
    await office.waits(lambda seen: any(each.file for each in seen), "the file")
    for stranger in (teacher, parents[0]):
        await stranger.sees("只有学校的老师才能操作")
        assert not any("全校" in each.text for each in await stranger.from_bot())
    async with town.services.database.read() as connection:
        query = "select details from audit_entries where action = 'survey.exported' order by id"
        handed_out = list((await connection.exec_driver_sql(query)).scalars())
    assert [('"chat"' in each, '"xlsx"' in each) for each in handed_out] == [
        (True, False),
        (False, True),
    ]
