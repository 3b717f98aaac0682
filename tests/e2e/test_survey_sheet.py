"""What families type in the chat, in the sheet that the office opens."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from bot.clock import SCHOOL_ZONE
from bot.surveys.showing import export
from bot.surveys.showing.export import Format
from tests.e2e.test_survey import answer
from tests.support.surveys import a_survey
from tests.support.town import Town, a_town

TYPED: Final = (
    '=HYPERLINK("http://example.org","点我")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\uff1d1\uff0b1",
    "=cmd|' /C calc'!A0 作业",
    "响\x07铃\x00和\x1b[31m颜色",
    "第一行\r\n=第二行",
    "\u202e反过来的话",
)
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def the_file(town: Town, number: int, ending: str) -> bytes:
    """Download the newest file a person was given, as their telephone does."""
    async with town.http.get(f"/sandbox/chats/{number}/messages") as found:
        files = [each["document"] for each in await found.json() if each.get("document")]
    document = next(each for each in reversed(files) if each["name"].endswith(ending))
    async with town.http.get(document["url"]) as content:
        return await content.read()


def is_clean(text: str) -> bool:
    return all(each == "\n" or unicodedata.category(each) not in {"Cc", "Cf"} for each in text)


async def test_formulas_and_control_characters_arrive_as_plain_text(
    town: Town, tmp_path: Path
) -> None:
    parents = [await town.parent(n, "二年级(1)班", n) for n in range(1, len(TYPED) + 1)]
    office = await town.teacher(80)
    wave = await town.services.surveys.open(a_survey(), town.school)
    for number, (parent, typed) in enumerate(zip(parents, TYPED, strict=True)):
        await answer(parent, f"{number % 2}{number % 2}")
        question = await parent.sees("请直接回复这条消息")
        await parent.says(typed, reply_to=question.id)
        await parent.sees("收到了，谢谢您")
    await town.services.surveys.close(wave.id)

    await office.says("/results")
    await office.taps(await office.sees("要看哪次问卷的结果"), "2")
    figures = await office.sees("全校（10 份）")
    await office.taps(figures, "表格（XLSX）")
    await office.waits(lambda seen: any(each.file for each in seen), "the sheet")

    book = load_workbook(BytesIO(await the_file(town, 80, ".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(is_clean(cell.value) for cell in cells if isinstance(cell.value, str))
    comments = {row[0] for row in book["留言"].iter_rows(min_row=2, values_only=True)}
    assert len(comments) == len(TYPED)
    assert {"响铃和[31m颜色", "反过来的话"} <= comments

    results = await town.services.surveys.results(wave.id)
    export.write(results, tmp_path / "a.csv", Format.CSV, town.language, SCHOOL_ZONE)
    table = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    for row in csv.reader(StringIO(table, newline="")):
        assert not any(cell.startswith(FORMULAS) for cell in row), row
        assert all(is_clean(cell) for cell in row), row
