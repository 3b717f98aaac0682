"""An editor saves an answer and parents read it a moment later; nothing is restarted."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path

from bot.faq.sets.watcher import LOOKS_EVERY
from tests.support.dialogue import Someone
from tests.support.town import REPOSITORY, a_town

QUESTION = "一二年级有书面家庭作业吗"
ENTRY = Path("faq", "homework", "homework-g1-2-no-written.yaml")
PATIENCE = 20.0


async def _until_told(someone: Someone, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in (await someone.asks(QUESTION)).text:
        assert time.monotonic() < until, "the change was not taken up"
        await asyncio.sleep(0.3)


async def test_a_saved_answer_is_given_and_outlives_a_mistake_and_the_folder(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(REPOSITORY / "knowledge", folder)
    entry = folder / ENTRY
    saved = entry.read_text(encoding="utf-8")
    assert "一、二年级" in saved
    async with a_town(tmp_path, changes={"knowledge": {"path": str(folder)}}) as town:
        parent = await town.parent(1, "二年级(1)班", 12)
        assert "刚改过" not in (await parent.asks(QUESTION)).text

        entry.write_text(saved.replace("不可以。", "不可以。刚改过。"), encoding="utf-8")
        await _until_told(parent, "刚改过。")

        entry.write_text("id: [\n", encoding="utf-8")
        await asyncio.sleep(3 * LOOKS_EVERY)
        assert "刚改过。" in (await parent.asks(QUESTION)).text

        shutil.rmtree(folder)
        await asyncio.sleep(3 * LOOKS_EVERY)
        assert "刚改过。" in (await parent.asks(QUESTION)).text
