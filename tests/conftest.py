"""What many tests need: a clock that stands still and a fresh, real database.

A test that asks for `database` or `database_url` runs twice, on SQLite and on PostgreSQL;
`pytest -m "not postgresql"` leaves the second out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.storage.database import Database
from tests.support.clocks import FixedClock
from tests.support.databases import PostgresDatabases, make_current, shared_server
from tests.support.postgres import NoServer

# A busy machine is slow; what has to be quick is measured in benchmarks/.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep sets of answers where no test before and no program beside can see them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why tests were skipped, so that nobody takes a skip for a pass."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = {one.longrepr[2] for one in reports if isinstance(one.longrepr, tuple)}
    for reason in sorted(reasons):
        terminalreporter.write_line(reason)


@pytest.fixture(scope="session")
def database_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate once; every test copies the file."""
    path = tmp_path_factory.mktemp("template") / "school.db"
    make_current(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresDatabases]:
    """The server, or skip; where nothing may be skipped silently, fail."""
    folder = tmp_path_factory.getbasetemp()
    try:
        server = shared_server(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
    except NoServer as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    yield server
    server.close()


@pytest.fixture
def sqlite_url(database_template: Path, tmp_path: Path) -> str:
    """The address of a fresh file of this release, `school.db` in tmp_path."""
    path = tmp_path / "school.db"
    shutil.copy(database_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql: PostgresDatabases) -> Iterator[str]:
    """The address of a fresh database of this release on the server."""
    with postgresql.migrated() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database of this release, once of either kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()
