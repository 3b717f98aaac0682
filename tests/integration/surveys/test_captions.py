"""Words beside a picture after a survey: neither kept nor taken for a question before the tap."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage.tables.surveys import survey_sealed
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyHandIn, SurveyNoWords, SurveyWords
from tests.support.dumps import rows_of
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

PARENT = 101
WORDS = "罚抄一百遍的作业谁管管"
PHOTO = [{"file_id": "one", "file_unique_id": "two", "width": 9, "height": 9}]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    """The chat, after a parent has handed in and was asked for the comment."""
    async with a_front_desk(tmp_path) as desk:
        await desk.parent(PARENT, seat=1)
        wave = await desk.services.surveys.open(a_ready_survey("homework-burden"), desk.school)
        tap = SurveyHandIn(wave.id, 1, "00000", receipts.new_code(), wave.tag)
        await desk.feels(PARENT, tap.pack())
        assert "请直接回复这条消息" in desk.told(PARENT)[-1]
        yield desk


async def sends_a_picture(desk: FrontDesk, **more: object) -> list[str]:
    """Send one with words beside it; return what the bot says to it."""
    before = len(desk.told(PARENT))
    message = {**desk.message(PARENT, 20), "photo": PHOTO, "caption": WORDS, **more}
    del message["text"]
    await desk.receives({"message": message})
    return desk.told(PARENT)[before:]


async def sealed(desk: FrontDesk) -> list[str]:
    async with desk.services.database.read() as connection:
        kinds = await connection.execute(sa.select(survey_sealed.c.kind))
        return sorted(kinds.scalars())


async def test_a_reply_beside_a_picture_is_refused_and_nothing_of_it_is_kept(
    desk: FrontDesk,
) -> None:
    before = await rows_of(desk.services.database)
    question = desk.message(PARENT, 9, desk.told(PARENT)[-1])

    told = await sends_a_picture(desk, reply_to_message=question)

    assert told == [
        "图片收不了，旁边的话也没有收下。请直接回复上面的问题，只写文字；不想说可以不回。"
    ]
    assert await rows_of(desk.services.database) == before


async def test_beside_a_picture_without_a_reply_it_is_asked_what_the_words_are(
    desk: FrontDesk,
) -> None:
    before = await rows_of(desk.services.database)

    told = await sends_a_picture(desk)

    assert told == ["这句话是给问卷的吗？"]
    assert await rows_of(desk.services.database) == before
    picture = {**desk.message(PARENT, 20), "photo": PHOTO, "caption": WORDS}
    del picture["text"]
    wave = await desk.services.surveys.wave(1)
    await desk.feels(PARENT, SurveyWords(1, wave.tag).pack(), reply_to_message=picture)
    assert "收到了，谢谢您" in desk.told(PARENT)[-1]
    assert await sealed(desk) == ["answer", "comment"]


async def test_once_it_is_said_to_be_a_question_a_picture_is_answered_as_ever(
    desk: FrontDesk,
) -> None:
    await desk.feels(PARENT, SurveyNoWords(1).pack())

    told = await sends_a_picture(desk)

    assert told[0] == "图片和文件我还看不懂，先按您写的话回答。"
    assert "重复抄写、惩罚性作业" in told[1]
    assert await sealed(desk) == ["answer"]
