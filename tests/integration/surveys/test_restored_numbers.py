"""A wave opened after the backup, the backup brought back, its number given to another wave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.app import open_services
from bot.chat.application import Chat
from bot.config import Configuration, load
from bot.i18n.languages import Language
from bot.sandbox import Sandbox, SandboxOptions
from bot.storage import backups
from bot.storage.database import Database
from bot.storage.tables.surveys import survey_marks, survey_sealed, survey_waves
from bot.surveys.answering.screens import comment_prompt
from bot.surveys.model import Wave
from bot.surveys.taps import SurveyHandIn, SurveyLeave, SurveyStart, SurveyTap, SurveyWords
from tests.support.front_desk import FrontDesk
from tests.support.surveys import a_ready_survey
from tests.support.town import write_config

PARENT, CHILD = 101, 1
FORGOTTEN = "这条消息属于一份已经没有了的问卷"


@asynccontextmanager
async def a_life(sandbox: Sandbox, configuration: Configuration) -> AsyncIterator[FrontDesk]:
    """Let the service run from one start to the next stop."""
    async with (
        open_services(configuration, make_absent=True) as services,
        Chat(services, configuration.telegram) as chat,
    ):
        yield FrontDesk(sandbox, services, chat, Path(), school=1, school_class=1)


async def settle(desk: FrontDesk) -> None:
    await desk.services.office.add_school("阳光小学", "example")
    await desk.services.office.add_class(1, 2, "二年级(1)班")
    await desk.parent(PARENT, seat=1)


async def opened(desk: FrontDesk) -> Wave:
    return await desk.services.surveys.open(a_ready_survey("homework-burden"), 1)


@asynccontextmanager
async def restored(folder: Path) -> AsyncIterator[tuple[FrontDesk, Wave, Wave]]:
    """Open a wave after a backup, bring the backup back and open another one."""
    async with Sandbox(SandboxOptions(port=0, limits=False)) as sandbox:
        configuration = load(write_config(folder, sandbox, {}))
        async with a_life(sandbox, configuration) as desk:
            await settle(desk)
            await backups.back_up(desk.services.database, folder / "backup.db")
            old = await opened(desk)
        database = Database(configuration.database.url)
        await backups.restore(database, folder / "backup.db")
        await database.close()
        async with a_life(sandbox, configuration) as desk:
            yield desk, old, await opened(desk)


async def stored(desk: FrontDesk) -> int:
    async with desk.services.database.read() as connection:
        counts = [
            (await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
            for table in (survey_sealed, survey_marks)
        ]
    return sum(counts)


async def test_buttons_of_a_wave_that_the_restore_forgot_hand_nothing_in(tmp_path: Path) -> None:
    async with restored(tmp_path) as (desk, old, new):
        assert old.id == new.id

        for tap in (
            SurveyStart(old.id, 1, old.tag),
            SurveyTap(old.id, CHILD, "0000", old.tag),
            SurveyHandIn(old.id, CHILD, "00000", "AAAAAAA", old.tag),
            SurveyLeave(old.id, old.tag),
        ):
            await desk.feels(PARENT, tap.pack())
            assert desk.told(PARENT)[-1].startswith(FORGOTTEN)

        assert await stored(desk) == 0
        await desk.feels(PARENT, SurveyHandIn(new.id, CHILD, "00000", "AAAAAAA", new.tag).pack())
        assert "已经交上" in desk.told(PARENT)[-2]
        assert await stored(desk) == 3  # an answer, its mark, and that the comment was asked for


async def test_words_for_a_wave_that_the_restore_forgot_are_not_taken(tmp_path: Path) -> None:
    async with restored(tmp_path) as (desk, old, _):
        asked = desk.message(PARENT, 9, comment_prompt(old, Language.ZH_HANS))
        mine = desk.message(PARENT, 10, "作业太多了")

        await desk.hears(PARENT, "作业太多了", reply_to_message=asked)
        assert desk.told(PARENT)[-1].startswith(FORGOTTEN)
        await desk.feels(PARENT, SurveyWords(old.id, old.tag).pack(), reply_to_message=mine)
        assert desk.told(PARENT)[-1].startswith(FORGOTTEN)

        assert await stored(desk) == 0


@pytest.mark.parametrize("tag", [None, "7kq2"])
async def test_waves_of_an_older_release_go_on_with_the_buttons_they_have(
    tmp_path: Path, tag: str | None
) -> None:
    async with Sandbox(SandboxOptions(port=0, limits=False)) as sandbox:
        configuration = load(write_config(tmp_path, sandbox, {}))
        async with a_life(sandbox, configuration) as desk:
            await settle(desk)
            wave = replace(await opened(desk), tag=tag)
            async with desk.services.database.begin() as connection:
                await connection.execute(sa.update(survey_waves).values(tag=None))

            await desk.feels(
                PARENT, f"svh:{wave.id}:{CHILD}:00000:AAAAAAA:{tag or ''}".rstrip(":")
            )

            asked = desk.message(PARENT, 9, comment_prompt(wave, Language.ZH_HANS))
            await desk.hears(PARENT, "作业太多了", reply_to_message=asked)
            taken = tag is None
            assert (await stored(desk) == 4) is taken
            assert desk.told(PARENT)[-1].startswith(FORGOTTEN) is not taken
