"""The outbox is tested on SQLite, and on PostgreSQL too where a URL is given."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bot.storage import migrate
from bot.storage.database import Database

POSTGRES_URL = os.environ.get("JIAXIAO_TEST_POSTGRES_URL", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES_URL else [])])
async def database(
    request: pytest.FixtureRequest, database_template: Path, tmp_path: Path
) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        path = tmp_path / "school.db"
        shutil.copy(database_template, path)
        database = Database(f"sqlite:///{path}")
        yield database
        await database.close()
        return
    async for database in _schema_of_its_own():
        yield database


async def _schema_of_its_own() -> AsyncIterator[Database]:
    schema = f"test_{uuid4().hex}"
    owner = Database(POSTGRES_URL)
    async with owner.begin() as connection:
        await connection.execute(sa.schema.CreateSchema(schema))
    separator = "&" if "?" in POSTGRES_URL else "?"
    database = Database(f"{POSTGRES_URL}{separator}options=-csearch_path%3D{schema}")
    await migrate.upgrade(database)
    yield database
    await database.close()
    async with owner.begin() as connection:
        await connection.execute(sa.schema.DropSchema(schema, cascade=True))
    await owner.close()
