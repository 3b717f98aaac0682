"""A second person who agrees to a correction in a process of its own, to be killed.

Run it as `python -m tests.support.agree_process DATABASE_URL CORRECTION ADDRESS MOMENT`. At its
moment, `unsaved` right before the transaction ends or `saved` right after, it writes a line and
goes no further.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from bot.notices import accounting
from bot.notices.approving.second import deciding
from bot.storage.database import Database
from tests.support.builders import open_rooms, who_is
from tests.support.clocks import FixedClock

Moment = Literal["unsaved", "saved"]


@asynccontextmanager
async def agreeing(
    database_url: str, correction: int, address: int, moment: Moment
) -> AsyncIterator[None]:
    """Let somebody agree up to a moment; the end of the block kills them with -9."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.support.agree_process"),
        *(database_url, str(correction), str(address), moment),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert (await process.stdout.readline()).decode().strip() == moment
        yield
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def main(database_url: str, correction: int, address: int, moment: str) -> None:
    note = accounting.corrected

    async def and_stop(*arguments: object) -> None:
        await note(*arguments)  # type: ignore[arg-type]  # as it was called
        await _stop("unsaved")

    if moment == "unsaved":
        # The account is the last that is written.
        accounting.corrected = and_stop  # type: ignore[assignment]
    rooms = open_rooms(Database(database_url), FixedClock(), second_person=("school", "urgent"))
    person = await who_is(rooms, address)
    await rooms.notices.approve_correction(correction, deciding(person))
    await _stop("saved")


async def _stop(moment: str) -> None:
    sys.stdout.write(f"{moment}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
