"""Copies of a PostgreSQL database, made by its own program.

`pg_dump` reads one consistent state while the service writes. Going back is left to the
operator and `pg_restore`, into a new, empty database: a bot's account seldom may empty one,
and until the address is changed the old database stays as it is.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from sqlalchemy.engine import URL

from bot.errors import BadOption

HOW_TO_GO_BACK = (
    "database.url: a backup of PostgreSQL is put back by its own programs: stop `jiaxiao run`, "
    "type `createdb NEW` and `pg_restore --no-owner --dbname=NEW FILE`, and name NEW in "
    "database.url."
)
_MISSING = "pg_dump: is not installed; install PostgreSQL's client programs."
_TOO_OLD = "pg_dump: is older than the database server; install the server's own version."


async def dump(url: URL, target: Path) -> None:
    """Write a copy to a file that is not there yet, for its owner only.

    Raises:
        BadOption: There is no usable pg_dump, or the file cannot be written.
    """
    program = shutil.which("pg_dump")
    if program is None:
        raise BadOption(_MISSING)
    try:
        target.touch(mode=0o600)
    except OSError as error:
        raise _unwritable(target) from error
    trouble = await _run(program, url, target)
    if trouble is not None:
        target.unlink(missing_ok=True)
        raise BadOption(_TOO_OLD) if b"version mismatch" in trouble else _unwritable(target)


async def _run(program: str, url: URL, target: Path) -> bytes | None:
    """Run pg_dump; return what it complains of if it fails."""
    process = await asyncio.create_subprocess_exec(
        *(program, "--format=custom", "--no-password", f"--file={target}", _address(url)),
        # A password among the arguments could be read by everybody on the machine.
        env={**os.environ, "PGPASSWORD": url.password or os.environ.get("PGPASSWORD", "")},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await process.communicate()
    return complaint if process.returncode else None


def _address(url: URL) -> str:
    bare = URL.create(
        "postgresql",
        username=url.username,
        host=url.host,
        port=url.port,
        database=url.database,
        query=url.query,
    )
    # SQLAlchemy writes a space as a plus, which PostgreSQL's programs do not read.
    return bare.render_as_string().replace("+", "%20")


def _unwritable(target: Path) -> BadOption:
    return BadOption(
        f"{target}: cannot be written; check the folder, the free space and the server."
    )
