"""Buttons made by hand, replayed or out of date, through the chat's front door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.tables.surveys import survey_marks, survey_sealed
from bot.surveys.model import Wave
from bot.surveys.taps import SurveyHandIn, SurveyNoWords, SurveyStart, SurveyTap, SurveyWords
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

PARENT, OTHER = 101, 102


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path) as desk:
        await desk.parent(PARENT, seat=1)
        await desk.parent(OTHER, seat=2)
        yield desk


async def opened(desk: FrontDesk, name: str = "homework-burden") -> Wave:
    return await desk.services.surveys.open(a_ready_survey(name), desk.school)


def handing_in(wave: Wave) -> SurveyHandIn:
    return SurveyHandIn(wave.id, 1, "00000", "AAAAAAA", wave.tag)


async def stored(desk: FrontDesk) -> tuple[int, int]:
    async with desk.services.database.read() as connection:
        counts = [
            (await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
            for table in (survey_sealed, survey_marks)
        ]
    return counts[0], counts[1]


@pytest.mark.parametrize(
    "data",
    [
        "svh:1:1:0000::{tag}",  # not whole
        "svh:1:1:00009:AAAAAAA:{tag}",  # no such choice
        "svh:1:1:000+0:AAAAAAA:{tag}",  # still open
        "svh:1:1:00000:short:{tag}",  # no receipt of ours
        "svh:1:99:00000:AAAAAAA:{tag}",  # nobody's child
        "svh:1:2:00000:AAAAAAA:{tag}",  # another family's child
        "svh:1:1:00000:AAAAAAA:{tag}:more",
        "svh:1:x:00000:AAAAAAA:{tag}",
        "sv:1:1:000000000000:{tag}",
        "sv:1:2::{tag}",
        "svs:1:x:{tag}",
        "sv:99999999999999999999:1:0:{tag}",
    ],
)
async def test_a_forged_button_stores_nothing_and_is_answered(desk: FrontDesk, data: str) -> None:
    wave = await opened(desk)
    before = desk.told(PARENT)

    await desk.feels(PARENT, data.format(tag=wave.tag))

    assert await stored(desk) == (0, 0)
    [said] = desk.told(PARENT)[len(before) :]
    assert "按钮已经过期" in said or "没有找到这份问卷" in said


async def test_a_replayed_button_is_thanked_and_counted_once(desk: FrontDesk) -> None:
    wave = await opened(desk)
    tap = handing_in(wave).pack()

    for _ in range(3):
        await desk.feels(PARENT, tap)

    assert (await stored(desk))[0] == 1


async def test_another_familys_button_replayed_by_somebody_else_is_refused(
    desk: FrontDesk,
) -> None:
    wave = await opened(desk)
    tap = handing_in(wave).pack()
    await desk.feels(PARENT, tap)

    await desk.feels(OTHER, tap)

    assert (await stored(desk))[0] == 1


async def test_a_family_that_has_left_the_class_is_told_in_one_sentence(desk: FrontDesk) -> None:
    wave = await opened(desk)
    person = await desk.services.people.person(PARENT, Language.ZH_HANS)
    await desk.services.membership.leave(PARENT, person.children[0].id)

    await desk.feels(PARENT, SurveyStart(wave.id, desk.school_class, wave.tag).pack())
    await desk.feels(PARENT, handing_in(wave).pack())

    assert await stored(desk) == (0, 0)
    assert all("这份问卷是发给这所学校的家长的" in said for said in desk.told(PARENT)[-2:])


@pytest.mark.parametrize("name", ["homework-burden", "pulse"])
async def test_buttons_of_a_closed_wave_store_nothing(desk: FrontDesk, name: str) -> None:
    wave = await opened(desk, name)
    await desk.services.surveys.close(wave.id)

    for tap in (
        SurveyStart(wave.id, desk.school_class, wave.tag),
        SurveyTap(wave.id, tag=wave.tag),
        handing_in(wave),
    ):
        await desk.feels(PARENT, tap.pack())
        assert "已经结束" in desk.told(PARENT)[-1]
    mine = {**desk.message(PARENT, 7, "作业太多了")}
    await desk.feels(PARENT, SurveyWords(wave.id, wave.tag).pack(), reply_to_message=mine)
    assert "已经结束" in desk.told(PARENT)[-1]

    assert await stored(desk) == (0, 0)


async def test_a_question_about_words_that_are_gone_says_so(desk: FrontDesk) -> None:
    wave = await opened(desk)
    await desk.feels(PARENT, handing_in(wave).pack())

    for tap in (SurveyWords(wave.id, wave.tag), SurveyNoWords(wave.id)):
        await desk.feels(PARENT, tap.pack())
        assert "看不到您那句话了" in desk.told(PARENT)[-1]

    assert (await stored(desk))[0] == 1
