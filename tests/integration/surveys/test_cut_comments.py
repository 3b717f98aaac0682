"""A comment too long for one message: of what the app sends after the first nothing is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.tables.surveys import survey_sealed
from bot.surveys.answering.screens import comment_prompt
from bot.surveys.model import Wave
from bot.surveys.taps import SurveyHandIn
from tests.support.dumps import rows_of
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

PARENT, OTHER = 101, 102
SENT_AT = 1_790_000_000
FIRST = "作业太多了。" * 600
REST = "学校门口的路灯坏了很久没有人修"
CUT = "您的留言太长，被 Telegram 分成了几条"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    """The chat, after two parents have handed in and were asked for the comment."""
    async with a_front_desk(tmp_path) as desk:
        wave = await desk.services.surveys.open(a_ready_survey("parent-anxiety"), 1)
        for parent, seat in ((PARENT, 1), (OTHER, 2)):
            await desk.parent(parent, seat=seat)
            choices = "0" * len(wave.survey.questions)
            await desk.feels(parent, SurveyHandIn(wave.id, 2, choices, None, wave.tag).pack())
        yield desk


async def the_wave(desk: FrontDesk) -> Wave:
    return await desk.services.surveys.wave(1)


async def replies(desk: FrontDesk, text: str, after: int = 0, parent: int = PARENT) -> str:
    """Reply to the comment question some seconds after the beginning; return the answer."""
    prompt = comment_prompt(await the_wave(desk), Language.ZH_HANS)
    question = desk.message(parent, 9, prompt)
    await desk.hears(parent, text, date=SENT_AT + after, reply_to_message=question)
    return desk.told(parent)[-1]


async def says(desk: FrontDesk, text: str, after: int = 0, parent: int = PARENT) -> str:
    await desk.hears(parent, text, date=SENT_AT + after)
    return desk.told(parent)[-1]


async def sealed(desk: FrontDesk) -> list[str]:
    async with desk.services.database.read() as connection:
        return sorted((await connection.execute(sa.select(survey_sealed.c.kind))).scalars())


@pytest.mark.parametrize("is_reply", [True, False])
async def test_the_rest_of_a_cut_comment_is_met_and_nothing_of_it_kept(
    desk: FrontDesk, *, is_reply: bool
) -> None:
    assert "收到了" in await replies(desk, FIRST)
    before = await rows_of(desk.services.database)

    said = await (replies if is_reply else says)(desk, REST, after=1)

    assert said.startswith(CUT)
    assert await rows_of(desk.services.database) == before
    assert await sealed(desk) == ["answer", "answer", "comment"]


async def test_of_three_parts_the_last_is_met_too(desk: FrontDesk) -> None:
    await replies(desk, FIRST)

    assert (await says(desk, FIRST, after=14)).startswith(CUT)
    assert (await says(desk, REST, after=28)).startswith(CUT)
    assert "已经留过一句话" in await replies(desk, FIRST, after=60)
    assert (await replies(desk, REST, after=61)).startswith(CUT)


async def test_a_while_later_words_are_questions_again(desk: FrontDesk) -> None:
    await replies(desk, FIRST)

    assert not (await says(desk, REST, after=31)).startswith(CUT)


async def test_after_a_comment_that_no_app_cuts_a_question_is_answered_at_once(
    desk: FrontDesk,
) -> None:
    await replies(desk, "作业太多了")

    assert not (await says(desk, "课后服务可以不参加吗", after=1)).startswith(CUT)


async def test_another_familys_words_do_not_go_on_with_it(desk: FrontDesk) -> None:
    await replies(desk, FIRST)

    assert "收到了" in await replies(desk, REST, after=1, parent=OTHER)


async def test_words_of_danger_in_the_rest_meet_the_help_lines(desk: FrontDesk) -> None:
    await replies(desk, FIRST)

    said = await replies(desk, "孩子说真的不想活了", after=1)

    assert "12356" in said
    assert said.index("12356") < said.index(CUT)


async def test_the_marks_go_with_the_wave(desk: FrontDesk) -> None:
    await replies(desk, FIRST)
    await desk.services.surveys.close(1)

    assert "已经结束" in await replies(desk, REST, after=1)
    assert await sealed(desk) == []
