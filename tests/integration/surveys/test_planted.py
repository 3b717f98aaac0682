"""Two hundred families with ids, words and times like no other; then everything is searched.

What is looked for is a link from an answer to a family. While the wave is open no answer and
no word may be readable at all; after its end answers and words are there, as they should be,
and nothing else of that time: no ciphertext, no mark, no receipt, no minute.
"""

from __future__ import annotations

import asyncio
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog

from bot.cli import run_command
from bot.i18n.languages import Language
from bot.storage.backups import back_up
from bot.storage.tables.surveys import survey_marks, survey_sealed
from bot.surveys.model import Wave
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyHandIn
from tests.support.clocks import FixedClock
from tests.support.crowd import a_school_of, meet
from tests.support.dumps import Rows, files_of, rows_of
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.surveys import a_ready_survey

FAMILIES = 200
FIRST = 880_417_001
BEGUN = datetime(2026, 11, 19, 9, 13, 27, 123_457, UTC)
A_MOMENT = timedelta(seconds=61, microseconds=977)


@dataclass(frozen=True)
class Family:
    """One of the two hundred."""

    address: int
    choices: str
    words: str
    code: str
    at: datetime

    @property
    def receipt(self) -> list[str]:
        """The receipt as it is carried and as it is read."""
        return [self.code, *{receipts.words_of(self.code, each) for each in Language}]


def two_hundred() -> list[Family]:
    return [
        Family(
            address=FIRST + 7 * place,
            choices=f"{place % 4}{place // 4 % 4}{place % 3}{place % 8}{place // 16 % 4}",
            words=f"校门口第{place}棵银杏树下的话",
            code=receipts.new_code(),
            at=BEGUN + place * A_MOMENT,
        )
        for place in range(FAMILIES)
    ]


def moments() -> list[str]:
    """Return the beginnings of every time of that day, in any writing, here and in UTC.

    Nothing else happens in those hours.
    """
    last = BEGUN + FAMILIES * A_MOMENT
    hours = [
        BEGUN + n * timedelta(hours=1) for n in range((last - BEGUN) // timedelta(hours=1) + 2)
    ]
    written = [
        f"{each + zone:%Y-%m-%d{gap}%H:}"
        for each in hours
        for zone in (timedelta(0), timedelta(hours=8))
        for gap in " T"
    ]
    seconds = {str(int(each.timestamp()))[:7] for each in (BEGUN, last)}
    return [*written, *seconds]


@dataclass(frozen=True)
class Found:
    """Everything there is to be searched."""

    families: list[Family]
    rows_before: Rows
    rows_after: Rows
    sealed: list[bytes]
    marks: list[bytes]
    opened: dict[str, bytes]
    closed: dict[str, bytes]
    last_rows: Rows
    log: str
    exports: dict[str, bytes]


async def answers(desk: FrontDesk, wave: Wave, family: Family, clock: FixedClock) -> None:
    """Hand in by a tap, twice as impatient people do, and leave a comment by a reply."""
    clock.set(family.at)
    tap = SurveyHandIn(wave.id, family.address, family.choices, family.code, wave.tag).pack()
    await desk.feels(family.address, tap)
    if family.address % 5 == 0:
        await desk.feels(family.address, tap)
    asked = desk.message(family.address, 9, f"您还有什么想说的？\n\n〔问卷 {wave.id}-{wave.tag}〕")
    await desk.hears(family.address, family.words, reply_to_message=asked)


async def everything(folder: Path, capsys: pytest.CaptureFixture[str]) -> Found:
    families, clock = two_hundred(), FixedClock(BEGUN - timedelta(days=1))
    with structlog.testing.capture_logs() as events:
        async with a_front_desk(folder, clock) as desk:
            services = desk.services
            numbers = [family.address for family in families]
            school = await a_school_of(services, numbers, "银杏小学")
            meet(desk.sandbox, numbers)
            wave = await services.surveys.open(a_ready_survey("homework-burden"), school)
            rows_before = await rows_of(services.database, without="survey_")
            for family in families:
                await answers(desk, wave, family, clock)
            words = receipts.words_of(families[3].code, Language.ZH_HANS)
            await desk.hears(families[3].address, words)
            await answers(desk, wave, families[3], clock)

            rows_after = await rows_of(services.database, without="survey_")
            async with services.database.read() as connection:
                seen = sa.select(survey_sealed.c.ciphertext)
                sealed = list((await connection.execute(seen)).scalars())
                marks = list((await connection.execute(sa.select(survey_marks.c.mark))).scalars())
            opened = await files_and_backup(desk, folder / "open.db")
            clock.set(BEGUN + timedelta(days=30))
            await services.surveys.close(wave.id)
            closed = await files_and_backup(desk, folder / "closed.db")
            last_rows = await rows_of(services.database)
    exports = await exported(folder, wave)
    log = json.dumps(events, default=str, ensure_ascii=False) + "".join(capsys.readouterr())
    return Found(
        families=families,
        rows_before=rows_before,
        rows_after=rows_after,
        sealed=sealed,
        marks=marks,
        opened=opened,
        closed=closed,
        last_rows=last_rows,
        log=log,
        exports=exports,
    )


async def files_and_backup(desk: FrontDesk, target: Path) -> dict[str, bytes]:
    await back_up(desk.services.database, target)
    return {**files_of(desk.services.database), target.name: target.read_bytes()}


async def exported(folder: Path, wave: Wave) -> dict[str, bytes]:
    """Export by the command line, and unpack what is packed."""
    files: dict[str, bytes] = {}
    for kind in ("csv", "json", "xlsx"):
        path = folder / f"figures.{kind}"
        command = ["--config", str(folder / "config.yaml"), "survey", "export", str(wave.id)]
        code = await asyncio.to_thread(run_command, [*command, "--format", kind, "-o", str(path)])
        assert code == 0
        if kind == "xlsx":
            with zipfile.ZipFile(path) as packed:
                files |= {name: packed.read(name) for name in packed.namelist()}
        else:
            files[path.name] = path.read_bytes()
    return files


async def test_nothing_links_one_of_two_hundred_answers_to_its_family(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = await everything(tmp_path, capsys)

    assert len(found.sealed) == 2 * FAMILIES
    _outside_its_tables_nothing_has_changed(found)
    _while_open_nothing_can_be_read(found)
    _after_the_end_nothing_of_the_open_time_is_left(found)
    _no_row_and_no_line_tells_a_family(found)


def _outside_its_tables_nothing_has_changed(found: Found) -> None:
    """So no queue, ledger, account or memory of a chat depends on who has answered."""
    assert found.rows_before["outgoing"]
    assert found.rows_after == found.rows_before


def _while_open_nothing_can_be_read(found: Found) -> None:
    words = [family.words for family in found.families]
    for name, content in found.opened.items():
        assert _held(content, [*words, *_traces(found)]) == [], name


def _after_the_end_nothing_of_the_open_time_is_left(found: Found) -> None:
    words = [family.words for family in found.families]
    assert _held(found.closed["school.db"], words) == words
    for name, content in found.closed.items():
        assert _held(content, _traces(found)) == [], name
        for piece in (*found.marks, *(each[64:128] for each in found.sealed)):
            assert piece not in content, name


def _no_row_and_no_line_tells_a_family(found: Found) -> None:
    numbers = [str(family.address) for family in found.families]
    words = [family.words for family in found.families]
    assert _held(found.log.encode(), [*numbers, *words, *_traces(found)]) == []
    for name, content in found.exports.items():
        assert _held(content, [*numbers, *_traces(found)]) == [], name
    for name in ("survey_answers", "survey_comments", "survey_waves"):
        assert _held(repr(found.last_rows[name]).encode(), numbers) == [], name


def _traces(found: Found) -> list[str]:
    """What must be found nowhere at any time: receipts, and the time of answering."""
    return [*moments(), *(text for family in found.families for text in family.receipt)]


def _held(content: bytes, texts: list[str]) -> list[str]:
    return [text for text in texts if text.encode() in content]
