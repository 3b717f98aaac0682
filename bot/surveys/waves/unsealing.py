"""Opens all seals of a wave: read, opened and packed a few hundred at a time.

Opening one seal is 50 microseconds of elliptic curve, nearly all that closing takes. libsodium
lets go of Python's lock meanwhile, so threads use every processor there is, and the service
goes on answering between two of them.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.storage.database import Connection
from bot.surveys import store
from bot.surveys.model import Wave
from bot.surveys.sealing.seals import Opener, Unopenable
from bot.surveys.store import Kind
from bot.surveys.waves.packed import PackedAnswers

MOST_THREADS: Final = 8

_Opened = TypeVar("_Opened")


@dataclass(frozen=True)
class Unsealed:
    """Everything that was sealed in a wave.

    Attributes:
        unreadable: How many records were damaged or not made with the wave's key.
    """

    answers: PackedAnswers
    comments: list[str]
    unreadable: int


async def unsealed(connection: Connection, wave: Wave, private_key: bytes) -> Unsealed:
    """Open everything that is sealed in a wave.

    Args:
        connection: Open for reading, from the first record to the last.
        wave: The wave; it takes no answers any more.
        private_key: What opens it.
    """
    opener, count = Opener(private_key), 0
    answers = PackedAnswers(len(wave.survey.questions))
    sealed = store.sealed(connection, wave.id, Kind.ANSWER)
    async for before, some in _in_threads(sealed, lambda each: _opened(opener.answer, each)):
        count += before
        answers.add(some)
    comments: list[str] = []
    sealed = store.sealed(connection, wave.id, Kind.COMMENT)
    async for before, texts in _in_threads(sealed, lambda each: _opened(opener.comment, each)):
        count += before
        comments += texts
    return Unsealed(answers, comments, count - len(answers) - len(comments))


async def _in_threads(
    batches: AsyncIterator[Sequence[bytes]], work: Callable[[Sequence[bytes]], _Opened]
) -> AsyncIterator[tuple[int, _Opened]]:
    """Give what comes of each batch, with the batch's length; a few are under way at once."""
    threads = min(os.cpu_count() or 1, MOST_THREADS)
    running: deque[tuple[int, asyncio.Future[_Opened]]] = deque()
    with ThreadPoolExecutor(threads, thread_name_prefix="unsealing") as pool:
        async for batch in batches:
            done = asyncio.get_running_loop().run_in_executor(pool, work, batch)
            running.append((len(batch), done))
            if len(running) > threads:
                length, done = running.popleft()
                yield length, await done
        for length, done in running:
            yield length, await done


def _opened(open_one: Callable[[bytes], _Opened], sealed: Sequence[bytes]) -> list[_Opened]:
    found = []
    for ciphertext in sealed:
        try:
            found.append(open_one(ciphertext))
        except Unopenable:
            continue
    return found
