"""A receipt with words around it, or not quite copied: met as one, and never kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from bot.surveys.answering.screens import comment_prompt
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyHandIn, SurveyNoWords
from tests.support.dumps import rows_of
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

PARENT = 101
CODE = "AAAAAAA"
WORDS = receipts.words_of(CODE, Language.ZH_HANS).split()
PHOTO = [{"file_id": "one", "file_unique_id": "two", "width": 9, "height": 9}]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    """The chat, with a parent who has answered and left no comment."""
    async with a_front_desk(tmp_path) as desk:
        await desk.parent(PARENT, seat=1)
        wave = await desk.services.surveys.open(a_ready_survey("homework-burden"), desk.school)
        await desk.feels(PARENT, SurveyHandIn(1, 1, "00000", CODE, wave.tag).pack())
        await desk.feels(PARENT, SurveyNoWords(1).pack())
        yield desk


async def test_words_around_a_receipt_do_not_matter(desk: FrontDesk) -> None:
    await desk.hears(PARENT, f"我要撤回 {' '.join(WORDS)}")

    assert desk.told(PARENT)[-1].startswith("已经撤回")


async def test_a_receipt_not_quite_copied_is_said_to_be_one_and_not_kept(desk: FrontDesk) -> None:
    before = await rows_of(desk.services.database)

    for written in (
        WORDS[:4],
        [*WORDS[:4], "苹果"],
        ["回执码", *WORDS[:4]],
        [*WORDS[:3], "苹果", "香焦"],
        ["回执码", "苹果", "香焦"],
    ):
        await desk.hears(PARENT, " ".join(written))
        assert desk.told(PARENT)[-1].startswith("看起来像回执码")

    assert await rows_of(desk.services.database) == before


async def test_a_receipt_beside_a_picture_is_one_too(desk: FrontDesk) -> None:
    before = await rows_of(desk.services.database)
    picture = {**desk.message(PARENT, 20), "photo": PHOTO}
    del picture["text"]

    await desk.receives({"message": {**picture, "caption": " ".join([*WORDS[:3], "苹果"])}})
    assert desk.told(PARENT)[-1].startswith("看起来像回执码")
    assert await rows_of(desk.services.database) == before
    await desk.receives({"message": {**picture, "caption": " ".join(WORDS)}})

    assert desk.told(PARENT)[-1].startswith("已经撤回")


async def test_a_receipt_in_reply_to_the_comment_question_is_no_comment(desk: FrontDesk) -> None:
    wave = await desk.services.surveys.wave(1)
    question = desk.message(PARENT, 9, comment_prompt(wave, Language.ZH_HANS))

    await desk.hears(PARENT, " ".join(WORDS), reply_to_message=question)

    assert desk.told(PARENT)[-1].startswith("已经撤回")
    assert (await desk.services.surveys.turnout(1)).responses == 0
