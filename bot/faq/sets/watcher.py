"""The set of answers in use, taken anew when its folder changes.

A set is built beside the one in use and put in its place by one assignment on the event
loop, so a question is always answered from one set. A folder that cannot be read, because a
file has a mistake or all of it is gone, leaves the last good set in use.

The folder is looked at twice a second and a change is taken up when it has been still for
one look, because editors and `git pull` save in several steps. Polling needs no library,
works on every file system, and each of several processes does it for itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from bot.faq.files.folder import Stamp, stamp
from bot.faq.problems import BrokenKnowledge, Problem

if TYPE_CHECKING:
    from bot.faq.service import Answers

log = structlog.get_logger()

LOOKS_EVERY: Final = 0.5
"""Seconds between two looks; a look at 300 files takes about three milliseconds."""


async def _nothing(_folder: Path) -> None:
    """Prepare nothing."""


class CurrentAnswers:
    """The set of answers in use.

    Args:
        folder: The knowledge folder.
        read: Builds a set from the folder; raises `BrokenKnowledge` when that fails.
        prepare: Done before a change is read, to make reading quick.
    """

    def __init__(
        self,
        folder: Path,
        read: Callable[[Path], Answers],
        prepare: Callable[[Path], Awaitable[None]] = _nothing,
    ) -> None:
        self._folder = folder
        self._read = read
        self._prepare = prepare
        self._answers: Answers | None = None
        self._taken: Stamp = frozenset()
        self._seen: Stamp = frozenset()
        self._reported: tuple[Problem, ...] = ()

    @property
    def answers(self) -> Answers:
        """The set in use; read when first asked for, so commands that need none stay quick.

        Raises:
            BrokenKnowledge: The folder cannot be read and there is no earlier set.
        """
        if self._answers is None:
            self._taken = self._seen = stamp(self._folder)
            self._answers = self._read(self._folder)
        return self._answers

    async def watch(self) -> None:
        """Take up every change of the folder, until cancelled."""
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            await self.look()

    async def look(self) -> None:
        """Look once; take up a change that was there at the look before and is still the same.

        Reading happens in a thread. What it found is dropped when the folder has changed
        meanwhile: such a set may hold half of a change.
        """
        before, self._seen = self._seen, await self._stamp()
        seen = self._seen
        if seen == self._taken or seen != before:
            return
        made = await self._made()
        if await self._stamp() != seen:
            return
        self._taken = seen
        if isinstance(made, BrokenKnowledge):
            self._report(made.problems)
        elif isinstance(made, Exception):
            log.error("knowledge_not_reloaded", kind=type(made).__name__)
        else:
            self._answers, self._reported = made, ()
            log.info("knowledge_reloaded", entries=len(made.snapshot.entries))

    async def _made(self) -> Answers | Exception:
        try:
            await self._prepare(self._folder)
            return await asyncio.to_thread(self._read, self._folder)
        except Exception as error:  # noqa: BLE001 - answering must outlive any reading
            return error

    def _report(self, problems: tuple[Problem, ...]) -> None:
        """Say once that the folder is broken: how many problems, and where the first is."""
        if problems == self._reported:
            return
        self._reported = problems
        first = min(problems)
        place = f"{first.path}:{first.line}"
        log.warning("knowledge_not_reloaded", problems=len(problems), first=place)

    async def _stamp(self) -> Stamp:
        return await asyncio.to_thread(stamp, self._folder)
