"""The demo plays with a copy of the answers and brings its own database up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.cli.demo import KNOWLEDGE, settle_database, settle_knowledge
from bot.storage import migrate
from bot.storage.database import Database


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    folder = tmp_path / "packaged"
    (folder / "faq").mkdir(parents=True)
    (folder / "faq" / "one.yaml").write_text("id: one\n", encoding="utf-8")
    return folder


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    folder = tmp_path / "demo"
    folder.mkdir()
    return folder


def answers(demo: Path) -> dict[str, str]:
    return {
        path.stem: path.read_text(encoding="utf-8") for path in (demo / KNOWLEDGE).rglob("*.yaml")
    }


def test_what_an_editor_writes_in_the_demo_stays_out_of_the_product(
    packaged: Path, demo: Path
) -> None:
    settle_knowledge(packaged, demo)
    (demo / KNOWLEDGE / "faq" / "two.yaml").write_text("id: two\n", encoding="utf-8")
    settle_knowledge(packaged, demo)
    assert answers(demo) == {"one": "id: one\n", "two": "id: two\n"}
    assert [path.name for path in (packaged / "faq").iterdir()] == ["one.yaml"]


def test_a_newer_release_renews_answers_nobody_has_edited(packaged: Path, demo: Path) -> None:
    settle_knowledge(packaged, demo)
    (packaged / "faq" / "one.yaml").rename(packaged / "faq" / "first.yaml")
    settle_knowledge(packaged, demo)
    assert answers(demo) == {"first": "id: one\n"}


def test_a_newer_release_keeps_answers_somebody_has_edited(packaged: Path, demo: Path) -> None:
    settle_knowledge(packaged, demo)
    (demo / KNOWLEDGE / "faq" / "one.yaml").write_text("id: one\nours: 1\n", encoding="utf-8")
    (packaged / "faq" / "one.yaml").write_text("id: one\nnewer: 1\n", encoding="utf-8")
    settle_knowledge(packaged, demo)
    assert answers(demo) == {"one": "id: one\nours: 1\n"}


def test_a_copy_broken_off_half_way_is_made_again(packaged: Path, demo: Path) -> None:
    settle_knowledge(packaged, demo)
    shutil.rmtree(demo / KNOWLEDGE)
    (demo / f"{KNOWLEDGE}.draft").mkdir()
    settle_knowledge(packaged, demo)
    assert answers(demo) == {"one": "id: one\n"}
    assert not (demo / f"{KNOWLEDGE}.draft").exists()


async def test_a_database_of_an_older_release_is_brought_up(demo: Path) -> None:
    database = Database(f"sqlite:///{demo}/school.db")
    try:
        await migrate.upgrade(database)
        async with database.begin() as connection:
            await connection.run_sync(_downgrade)
        assert await migrate.condition(database) is migrate.Condition.OLDER
        await settle_database(demo)
        assert await migrate.condition(database) is migrate.Condition.CURRENT
    finally:
        await database.close()


def _downgrade(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, "-1")
