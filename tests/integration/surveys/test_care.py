"""Who is badly off meets the help lines on the same screen; nobody else learns of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.taps import ChooseLanguage
from bot.i18n.languages import Language
from bot.surveys.answering.screens import comment_prompt
from bot.surveys.model import Wave
from bot.surveys.taps import SurveyHandIn, SurveyTap, SurveyWords
from tests.support.dumps import Rows, rows_of
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

PARENT, GRADE = 101, 2
LINES = ("12356", "110", "120")
SEVERE, MILD = "21", "11"
"""Answers to the two items of GAD-2: sums of three and two."""

WORDS = {
    Language.ZH_HANS: ("您最近可能过得很不容易", "孩子说不想活了", "收到了，谢谢您"),
    Language.ZH_HANT: ("您最近可能過得很不容易", "孩子說想跳樓", "收到了，謝謝您"),
    Language.EN: ("You may be going through a hard time", "I want to kill myself", "Received"),
}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path) as desk:
        await desk.parent(PARENT, seat=1)
        await desk.services.surveys.open(a_ready_survey("parent-anxiety"), desk.school)
        yield desk


async def shown(desk: FrontDesk, tap: SurveyTap | SurveyHandIn) -> str:
    """Tap, and return what is shown; after handing in the comment's question comes last."""
    before = len(desk.told(PARENT))
    await desk.feels(PARENT, tap.pack())
    return desk.told(PARENT)[before]


async def the_rest(desk: FrontDesk) -> Rows:
    """Return all rows but those of surveys, where a sealed comment is one more for everybody."""
    return await rows_of(desk.services.database, without="survey_")


def has_lines(text: str) -> bool:
    return all(line in text for line in LINES)


@pytest.mark.parametrize("language", Language)
async def test_severe_answers_show_the_help_lines_from_that_screen_on(
    desk: FrontDesk, language: Language
) -> None:
    help_, _, _ = WORDS[language]
    wave = await desk.services.surveys.wave(1)
    await desk.feels(PARENT, ChooseLanguage(language).pack())
    before = await the_rest(desk)

    for choices in ("", "2", MILD, f"{MILD}000"):
        assert not has_lines(await shown(desk, SurveyTap(1, GRADE, choices, wave.tag)))
    for choices in (SEVERE, f"{SEVERE}00", f"{SEVERE}000"):
        text = await shown(desk, SurveyTap(1, GRADE, choices, wave.tag))
        assert text.startswith(help_)
        assert has_lines(text)
    thanks = await shown(desk, SurveyHandIn(1, GRADE, f"{SEVERE}000", None, wave.tag))

    assert help_ in thanks
    assert has_lines(thanks)
    assert await the_rest(desk) == before


async def hands_in_words(desk: FrontDesk, wave: Wave, language: Language, *, reply: bool) -> None:
    words = WORDS[language][1]
    await desk.feels(PARENT, SurveyHandIn(1, GRADE, f"{MILD}000", None, wave.tag).pack())
    if reply:
        question = desk.message(PARENT, 9, comment_prompt(wave, language))
        await desk.hears(PARENT, words, reply_to_message=question)
    else:
        await desk.hears(PARENT, words)
        assert any(has_lines(text) for text in desk.told(PARENT)[-2:])
        mine = desk.message(PARENT, 20, words)
        await desk.feels(PARENT, SurveyWords(1, wave.tag).pack(), reply_to_message=mine)


@pytest.mark.parametrize("reply", [True, False])
@pytest.mark.parametrize("language", Language)
async def test_words_of_self_harm_meet_them_above_the_thanks(
    desk: FrontDesk, language: Language, *, reply: bool
) -> None:
    help_, _, received = WORDS[language]
    wave = await desk.services.surveys.wave(1)
    await desk.feels(PARENT, ChooseLanguage(language).pack())
    before = await the_rest(desk)

    await hands_in_words(desk, wave, language, reply=reply)

    said = desk.told(PARENT)[-1]
    assert has_lines(said)
    assert said.startswith(help_)
    assert said.index("12356") < said.index(received)
    assert await the_rest(desk) == before
