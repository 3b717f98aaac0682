"""Bring a database to this release, and say whether it already is.

`run` and `demo` make an absent database; one made by an older or newer release is refused
with the command to type, because guessing here could lose a school's data.

Alembic is imported only where something is to be changed: every command looks at the
database first, and Alembic is a fifth of what such a command would load.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from bot.errors import WrongMoment
from bot.storage.database import Database, DatabaseUnwritable

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSIONS = sa.table("alembic_version", sa.column("version_num", sa.String))


class Condition(StrEnum):
    """How a database stands to this release."""

    ABSENT = "absent"  # there is none yet, or it is empty
    CURRENT = "current"  # exactly what this release needs
    OLDER = "older"  # `jiaxiao db upgrade` brings it up
    NEWER = "newer"  # made by a later release; this one must not touch it
    UNREADABLE = "unreadable"  # the file is no database, or cannot be reached


class DatabaseNotCurrent(WrongMoment):
    """The database belongs to another release."""


async def condition(database: Database) -> Condition:
    """Say how the database stands to this release, changing nothing."""
    if database.is_sqlite and _is_missing(database):
        return Condition.ABSENT
    try:
        async with database.read() as connection:
            revision, table_count = await connection.run_sync(_look)
    except (DBAPIError, DatabaseUnwritable):
        return Condition.UNREADABLE
    if revision is None:
        return Condition.ABSENT if table_count == 0 else Condition.NEWER
    known = revisions()
    if revision == known[-1]:
        return Condition.CURRENT
    return Condition.OLDER if revision in known else Condition.NEWER


def revisions() -> list[str]:
    """Return this release's revisions, oldest first; a migration's file begins with its own."""
    files = (MIGRATIONS / "versions").glob("[0-9]*.py")
    return sorted(file.name.partition("_")[0] for file in files)


async def upgrade(database: Database) -> None:
    """Apply every migration that is missing, all in one transaction.

    Raises:
        DatabaseNotCurrent: A later release made it.
    """
    state = await condition(database)
    if state in (Condition.NEWER, Condition.UNREADABLE):
        raise DatabaseNotCurrent(ADVICE[state])
    async with database.begin() as connection:
        await connection.run_sync(_upgrade)


async def require_current(database: Database, *, make_absent: bool) -> None:
    """Refuse any database but a current one; make it if there is none and that is asked.

    Raises:
        DatabaseNotCurrent: With the command to type.
    """
    state = await condition(database)
    if state is Condition.ABSENT and make_absent:
        await upgrade(database)
    elif state is not Condition.CURRENT:
        raise DatabaseNotCurrent(ADVICE[state])


ADVICE = {
    Condition.ABSENT: "database.url: there is no database yet; type `jiaxiao db upgrade`.",
    Condition.OLDER: (
        "database.url: the database was made by an older release; "
        "type `jiaxiao db backup FILE` and then `jiaxiao db upgrade`."
    ),
    Condition.NEWER: (
        "database.url: the database was made by a newer release or by another program; "
        "install that release, or name another database."
    ),
    Condition.UNREADABLE: (
        "database.url: this is no database that can be read; check the file or the address."
    ),
}


def _is_missing(database: Database) -> bool:
    return not Path(str(database.url.database)).exists()


def _look(connection: sa.Connection) -> tuple[str | None, int]:
    tables = set(sa.inspect(connection).get_table_names())
    revision = None
    if _VERSIONS.name in tables:
        revision = connection.execute(sa.select(_VERSIONS.c.version_num)).scalar_one_or_none()
    return revision, len(tables - {_VERSIONS.name})


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only those who change the database pay
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
