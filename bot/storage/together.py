"""Many small wishes to the database, granted together.

A transaction costs about the same for one row as for a hundred: threads wake each other, and
the disk is waited for. When a whole school asks at once, those costs would be paid by every
answer in turn. So whoever comes while a transaction is under way is served by the next one,
together with all others who have come by then; whoever comes alone waits for nobody.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.storage.database import Connection

Wish = TypeVar("Wish")
Gift = TypeVar("Gift")


@dataclass(eq=False)
class _Round(Generic[Wish, Gift]):
    """Those who are served by the same transaction."""

    wishes: list[Wish] = field(default_factory=list)
    task: asyncio.Task[Sequence[Gift]] | None = None


class Together(Generic[Wish, Gift]):
    """Grants wishes in rounds, one transaction each.

    Args:
        enter: Opens the transaction; an error inside undoes all of it.
        grant: Does what is wished, in the order given, and returns as many gifts.
        most: How many may share a transaction, where one of many would keep others from writing.
    """

    def __init__(
        self,
        enter: Callable[[], AbstractAsyncContextManager[Connection]],
        grant: Callable[[Connection, Sequence[Wish]], Awaitable[Sequence[Gift]]],
        *,
        most: int = sys.maxsize,
    ) -> None:
        self._enter = enter
        self._grant = grant
        self._most = most
        self._turn = asyncio.Lock()
        self._next: _Round[Wish, Gift] | None = None

    async def ask(self, wish: Wish) -> Gift:
        """Return what is given for a wish, once the transaction has ended.

        The transaction begins after the wish was made, so it sees what was committed before.
        Whoever gives up waiting takes nothing from the others.

        Raises:
            Exception: What opening, granting or committing raised, to all of the round.
        """
        mine = self._next
        if mine is None or len(mine.wishes) >= self._most:
            mine = self._next = _Round()
            mine.task = asyncio.create_task(self._serve(mine))
        assert mine.task is not None
        place = len(mine.wishes)
        mine.wishes.append(wish)
        gifts = await asyncio.shield(mine.task)
        return gifts[place]

    async def _serve(self, mine: _Round[Wish, Gift]) -> Sequence[Gift]:
        try:
            async with self._turn, self._enter() as connection:
                if self._next is mine:
                    self._next = None  # From here on it would be too late to join.
                return await self._grant(connection, mine.wishes)
        finally:
            if self._next is mine:
                self._next = None
