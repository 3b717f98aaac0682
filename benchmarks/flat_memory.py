"""How much more memory a broadcast to 100,000 takes than one to 1,000.

    .venv/bin/python -m benchmarks.flat_memory

The outbox is filled by another process; measured is the most the dispatching process ever
held, with 128 in flight, without a limit.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile

from benchmarks import ours
from benchmarks.comparison import apart, bar, heading, table
from benchmarks.stand_in import a_stand_in
from bot.delivery.model import WhenUnsure
from bot.storage import migrate
from bot.storage.database import Database

FEW, MANY, IN_FLIGHT, BAR = 1_000, 100_000, 128, 30.0


async def _fill(url: str, recipients: int) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await ours.put_in(database, range(1, recipients + 1), WhenUnsure.RESEND)
    await database.close()


def fill(url: str, recipients: int) -> None:
    """Put the messages into a new database."""
    asyncio.run(_fill(url, recipients))


def most_megabytes(address: str, url: str, recipients: int) -> float:
    """Empty the outbox; returns the most memory this process ever held."""
    run = ours.durable(ours.Broadcast(address, url, (), IN_FLIGHT))
    assert run.counts == {"delivered": recipients}, run.counts
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(few: int, many: int) -> None:
    """Compare a small broadcast with a large one."""
    found = {}
    with a_stand_in() as address, tempfile.TemporaryDirectory() as folder:
        for recipients in (few, many):
            url = f"sqlite:///{folder}/{recipients}.db"
            apart(fill, url, recipients)
            found[recipients] = apart(most_megabytes, address, url, recipients)
    heading("Memory of the dispatching process")
    rows = [(f"{count:,}", f"{size:.1f}") for count, size in found.items()]
    table(("recipients", "MB at most"), rows)
    bar("more for many", found[many] - found[few], BAR, at_most=True, unit=" MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Memory of a small and of a large broadcast.")
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    options = parser.parse_args()
    measure(options.few, options.many)
