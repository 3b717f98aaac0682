"""Figures in the chat: for the office, not for teachers or parents, and in the account."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from bot.people.model import Role
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
        await surveys.press(
            number, SurveyHandIn(wave.id, 2, choices, tag=wave.tag), Language.ZH_HANS
        )
    await surveys.close(wave.id)

    await office.says("/results")
    await office.taps(await office.sees("要看哪次问卷的结果"), "2")
    figures = await office.sees("全校（6 份）")
    assert "50%" in figures.text
    await office.taps(figures, "表格（XLSX）")
    await office.taps(figures, "打印（PDF）")
    await office.taps(figures, "趋势图")
    for stranger in (teacher, parents[0]):
        await stranger.says("/results")
    await office.waits(lambda seen: sum(bool(each.file) for each in seen) == 3, "three files")
    assert {each.file for each in await office.from_bot() if each.file} == {
        "pulse-1.xlsx",
        "pulse-1.pdf",
        "pulse-1-trend.png",
    }
    assert "全区合计" not in figures.labels
    for stranger in (teacher, parents[0]):
        await stranger.sees("只有学校的老师才能操作")
        assert not any("全校" in each.text for each in await stranger.from_bot())
    await surveys.close((await surveys.open(survey, town.school)).id)
    await office.says("/results")
    twice = await office.sees("要看哪次问卷的结果", count=2)
    assert [label[-6:] for label in twice.labels] == ["（问卷 2）", "（问卷 1）"]
    await office.taps(twice, "问卷 2")
    await office.sees("交回的不足 5 份，为保护隐私，结果都不显示。\n邀请家庭：6")
    async with town.services.database.read() as connection:
        query = "select details from audit_entries where action = 'survey.exported' order by id"
        handed_out = list((await connection.exec_driver_sql(query)).scalars())
    kinds = [json.loads(each)["kind"] for each in handed_out]
    assert (kinds[0], sorted(kinds[1:-1]), kinds[-1]) == ("chat", ["pdf", "trend", "xlsx"], "chat")


async def test_a_district_sees_the_sum_over_its_schools_(town: Town) -> None:
    services, survey = town.services, load_survey(PULSE)
    for number in range(5):
        school = await services.office.add_school(f"第{number + 2}小学", "example")
        children = await services.office.add_class(school, 3, "三年级(1)班")
        for place in range(1, 7):
            address = 1000 * (number + 1) + place
            code = (await services.office.invite_family(children, seat=place)).code
            await services.membership.join(address, Language.ZH_HANS, code)
        wave = await services.surveys.open(survey, school)
        for place in range(1, 7):
            tap = SurveyHandIn(wave.id, 3, str(place % 2) * len(survey.questions), tag=wave.tag)
            await services.surveys.press(1000 * (number + 1) + place, tap, Language.ZH_HANS)
        await services.surveys.close(wave.id)
    district = await town.person(90, "区里")
    made = await services.office.invite_staff(Role.DISTRICT, region="example")
    await district.starts(made.code)

    await district.says("/results")
    await district.taps(await district.sees("要看哪次问卷的结果"), "第2小学")
    await district.taps(await district.sees("全校（6 份）"), "全区合计")
    totals = await district.sees("全区（30 份）")
    await district.taps(totals, "表格（XLSX）")

    await district.waits(lambda seen: any(each.file for each in seen), "the file")
    [file] = [each.file for each in await district.from_bot() if each.file]
    assert file == "pulse-district.xlsx"
