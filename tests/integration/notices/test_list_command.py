"""What `notice list` shows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import open_services
from bot.config import load
from bot.i18n.languages import Language
from tests.support.clocks import AT_ANY_HOUR
from tests.support.command_line import Desk

LONG = "明天秋游：\n请带水壶、雨衣、垃圾袋和一本喜欢的书，七点四十在操场集合。"


async def a_family(configuration: Path) -> None:
    async with open_services(load(configuration)) as services:
        made = await services.office.invite_family(1)
        await services.membership.join(101, Language.ZH_HANS, made.code)


def test_the_list_shows_how_a_text_begins_on_one_line(
    tmp_path: Path,
    database_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "school.db").write_bytes(database_template.read_bytes())
    (tmp_path / "config.yaml").write_text("database:\n  url: sqlite:///school.db\n")
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.gets("school", "add", "阳光小学", "--region", "example")
    desk.gets("class", "add", "--school", "1", "--grade", "2", "--name", "二年级1班")
    asyncio.run(a_family(tmp_path / "config.yaml"))
    desk.gets("notice", "send", "--to", "class:1", "--text", LONG, "--despite", AT_ANY_HOUR)

    shown = desk.types("notice", "list").out

    assert shown.endswith("  明天秋游： 请带水壶、雨衣、垃圾袋和一本喜欢的书，七点四十在…\n")
    assert len(shown.splitlines()) == 1
