"""Reading the account: walk its chain, list it, and say what it holds of a chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.audit import store
from bot.audit.chain import BEFORE_THE_FIRST, Verdict, Walk
from bot.audit.model import OPERATOR_NUMBER, Deed, Entry
from bot.errors import BadOption
from bot.storage.database import Connection, Database

STRETCH = 2_000
MOST_LISTED = 1_000
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Listed:
    """An entry, and whose its number is: operator, service, staff, or erased."""

    entry: Entry
    by: str


class Account:
    """The account of who did what.

    Args:
        database: Where the rows are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def verify(self, head: str | None = None) -> Verdict:
        """Walk the chain from its first entry to its last.

        Args:
            head: A hash kept elsewhere, which must still be in the account.

        Raises:
            BadOption: `head` is no hash.
        """
        if head is not None and not _HASH.fullmatch(head.strip().lower()):
            message = "--head: give the 64 characters that `audit verify` printed before."
            raise BadOption(message)
        walk = Walk(head.strip().lower() if head else None)
        async with self._database.read() as connection:
            await _along(connection, walk)
        return walk.verdict()

    async def head(self) -> str:
        """Return the hash of the newest entry, zeros if there is none."""
        async with self._database.read() as connection:
            last = await store.last(connection)
        return last.hash if last else BEFORE_THE_FIRST

    async def listed(
        self, since: datetime | None = None, limit: int = MOST_LISTED
    ) -> list[Listed]:
        """List the newest entries, oldest first; from an instant on if one is named."""
        async with self._database.read() as connection:
            entries = await store.since(connection, since, limit)
            owned = await store.owned(connection)
        return [Listed(entry, _by(entry.actor, owned)) for entry in entries]

    async def of(self, deed: Deed) -> list[Entry]:
        """List the entries of one kind of deed, oldest first."""
        async with self._database.read() as connection:
            return await store.of(connection, deed.value)

    # For neighbours, inside their transaction

    async def held(self, connection: Connection, address: int) -> tuple[int, int] | None:
        """Return the number a chat acts under and how many entries bear it, None if none does."""
        chat_id = await store.chat_of_address(connection, address)
        actor = None if chat_id is None else await store.actor_of(connection, chat_id)
        if actor is None:
            return None
        return actor, await store.count_of(connection, actor)


async def _along(connection: Connection, walk: Walk) -> None:
    last, length = 0, STRETCH
    while True:
        try:
            stretch = await store.after(connection, last, length)
        except ValueError:  # Somebody has put something there that is no time.
            if length == 1:
                walk.past_unreadable()
                return
            length = 1
            continue
        if not stretch or not walk.past(stretch):
            return
        last = stretch[-1].id


def _by(actor: int | None, owned: set[int]) -> str:
    if actor is None:
        return "service"
    if actor == OPERATOR_NUMBER:
        return "operator"
    return "staff" if actor in owned else "erased"
