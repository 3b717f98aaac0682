"""A set of answers built in a process of its own, so that the conversation goes on.

Building takes a third of a second of nothing but Python, and a thread doing that keeps the
event loop waiting again and again. So the service lets another process build the set and
put it into the cache, from where it is taken in a few milliseconds.

`python -m bot.faq.sets.building FOLDER` is that process.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot.clock import SystemClock, today
from bot.faq.problems import BrokenKnowledge

PATIENCE: Final = 60.0
"""Seconds; a process that needs longer is ended, and the service builds the set itself."""
_POLITENESS: Final = 5
"""By how much the process lets others go before it."""


async def build_elsewhere(folder: Path) -> None:
    """Let another process put a folder's set into the cache; whether it could is not told."""
    from bot.faq.sets.cache import wants_building  # noqa: PLC0415 - brings NumPy and the matching

    if not await asyncio.to_thread(wants_building, folder):
        return
    quiet = asyncio.subprocess.DEVNULL
    command = (sys.executable, "-m", "bot.faq.sets.building", str(folder))
    with suppress(OSError, TimeoutError):
        process = await asyncio.create_subprocess_exec(
            *command, stdin=quiet, stdout=quiet, stderr=quiet
        )
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


def main(arguments: Sequence[str]) -> int:
    """Build and keep the set of the folder named first."""
    from bot.faq.sets.cache import load_answers  # noqa: PLC0415 - brings NumPy and the matching

    with suppress(OSError, AttributeError):
        os.nice(_POLITENESS)
    try:
        load_answers(Path(arguments[0]), lambda: today(SystemClock()))
    except BrokenKnowledge:
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
