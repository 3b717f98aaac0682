"""A receipt with words around it, or not quite copied: met as one, and never kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from bot.surveys.sealing import nearly, receipts
from bot.surveys.taps import SurveyHandIn, SurveyNoWords
from tests.support.dumps import rows_of
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

PARENT = 101
CODE = "AAAAAAA"
WORDS = receipts.words_of(CODE, Language.ZH_HANS).split()
ENGLISH = receipts.words_of("AQIDBAU", Language.EN).split()


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

    for written in (WORDS[:4], [*WORDS[:4], "苹果"], ["回执码", *WORDS[:4]]):
        await desk.hears(PARENT, " ".join(written))
        assert desk.told(PARENT)[-1].startswith("看起来像回执码")

    assert await rows_of(desk.services.database) == before


@pytest.mark.parametrize(
    "text",
    [
        f"回执码 {' '.join(WORDS)}",
        f"回执码是：{'、'.join(WORDS)}。",
        f"Receipt {' '.join(ENGLISH).title()}",
        "\n".join(WORDS),
    ],
)
def test_five_words_among_few_others_are_found(text: str) -> None:
    found = nearly.words_in(text)

    assert found is not None
    assert receipts.read(found) is not None


@pytest.mark.parametrize(
    "text",
    [
        "社团有足球、排球、游泳吗",
        "明天下午足球课还上吗",
        "足球 游泳 滑冰 都要交钱吗",
        "Is there piano or guitar after school tomorrow morning",
        "",
    ],
)
def test_questions_are_no_receipts(text: str) -> None:
    assert not nearly.is_nearly_one(text)
