"""What many tests need: a clock that stands still and a fresh, real database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage import migrate
from bot.storage.database import Database
from tests.support.clocks import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep sets of answers where no test before and no program beside can see them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def database_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate once; every test copies the file."""
    path = tmp_path_factory.mktemp("template") / "school.db"
    asyncio.run(_migrate(path))
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why tests were skipped, so that nobody takes a skip for a pass."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = {one.longrepr[2] for one in reports if isinstance(one.longrepr, tuple)}
    for reason in sorted(reasons):
        terminalreporter.write_line(reason)


async def _migrate(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    await migrate.upgrade(database)
    await database.close()


@pytest.fixture
async def database(database_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "school.db"
    shutil.copy(database_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()
