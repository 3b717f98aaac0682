"""PostgreSQL, for schools that have outgrown a file.

Writers take turns here as they do on SQLite (see `wait_for_turn`), so that what a room looks
up and then writes is as true on one as on the other. A connection to a machine that is gone
is given up within seconds, because whoever stands by cannot dispatch until it is.
"""

from __future__ import annotations

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_SETTINGS = {
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "4",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "4",
    "tcp_user_timeout": "8s",
}
"""Ours while we are connected; the server's own stay as they are."""

_ADDRESS = {
    "connect_timeout": 10,
    "keepalives_idle": 4,
    "keepalives_interval": 1,
    "keepalives_count": 4,
    "tcp_user_timeout": 8000,
}
"""The same from our side, so that neither waits for the other when a machine is gone."""

_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('jiaxiao writer ' || current_schema(), 0))"
_AWAY = "database.url: the database server cannot be reached; check that it runs, and the address."
_SENTENCES = {
    "55P03": (
        "database.url: another program has kept the database locked for 10 seconds; "
        "end that program and try again."
    ),
    "25006": (
        "database.url: the database server takes no changes now; name the one that does, "
        "or wait until it does again."
    ),
    "42501": "database.url: the database server does not let this user do that; grant it.",
    "53100": "database.url: the disk of the database server is full; make room.",
}
_AWAY_CODES = ("08", "57P", "53300")
"""Broken connections, a server that shuts down or starts, too many connections."""


def engine(url: URL) -> AsyncEngine:
    """Return the engine for a server; nothing is connected yet."""
    ours = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    theirs = url.query.get("options", "")
    return create_async_engine(
        url,
        connect_args={"options": f"{theirs} {ours}", **_ADDRESS},
        pool_size=8,
        pool_pre_ping=True,
        hide_parameters=True,
    )


async def wait_for_turn(connection: AsyncConnection) -> None:
    """Wait until no other process writes; the turn ends with the transaction.

    Without this, two transactions could both look, both find nothing, and both write.
    """
    await connection.exec_driver_sql(_TURN)


def in_our_words(error: DBAPIError) -> str | None:
    """Return a sentence for what an operator can mend; None for anything else."""
    code = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or (code is None and _is_about_connecting(error)):
        return _AWAY
    if code is not None and code.startswith(_AWAY_CODES):
        return _AWAY
    return _SENTENCES.get(code or "")


def _is_about_connecting(error: DBAPIError) -> bool:
    return type(error).__name__ in {"OperationalError", "InterfaceError"}
