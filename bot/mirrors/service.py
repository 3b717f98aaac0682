"""What other rooms call: put a post down, take it back, see what became of it.

Every call takes the caller's open transaction, so a notice and its posts are saved together
or not at all, and nothing leaves before the commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.errors import NotFound
from bot.mirrors import store
from bot.mirrors.model import Mirror, PostStatus, State
from bot.storage.database import Connection


class MirrorMissing(NotFound):
    """There is no mirror of this name in the settings."""


class Mirrors:
    """The door to other channels.

    Args:
        mirrors: Those of the settings.
    """

    def __init__(self, mirrors: Sequence[Mirror]) -> None:
        self._mirrors = {mirror.name: mirror for mirror in mirrors}

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._mirrors)

    @property
    def all(self) -> tuple[Mirror, ...]:
        """Those of the settings, in their order."""
        return tuple(self._mirrors.values())

    def find(self, name: str) -> Mirror | None:
        """Find a mirror by its name."""
        return self._mirrors.get(name)

    def named(self, name: str) -> Mirror:
        """Find a mirror that must be there.

        Raises:
            MirrorMissing: There is none; names those there are.
        """
        mirror = self.find(name)
        if mirror is None:
            names = ", ".join(self._mirrors) or "none"
            message = f"{name}: the settings have no mirror of this name; there are: {names}."
            raise MirrorMissing(message)
        return mirror

    async def put(
        self,
        connection: Connection,
        *,
        batch: str,
        mirror: Mirror,
        title: str,
        text: str,
        not_before: datetime,
    ) -> None:
        """Put one post down.

        Args:
            connection: The caller's open transaction.
            batch: What it belongs to, such as ``notice:12``; one post for each mirror.
            mirror: Where to.
            title: The first line, an e-mail's subject.
            text: The rest.
            not_before: When it may leave, aware.
        """
        await store.add(
            connection, batch, mirror.name, title=title, text=text, not_before=not_before
        )

    async def cancel(self, connection: Connection, batch: str, *, now: datetime) -> int:
        """Withdraw what has not left; return how many posts that were."""
        return await store.cancel(connection, batch, now)

    async def reached(self, connection: Connection, batches: Sequence[str]) -> set[str]:
        """Name the mirrors where posts of some batches stand, or may stand."""
        return await store.reached(connection, batches)

    async def statuses(self, connection: Connection, batches: Sequence[str]) -> list[PostStatus]:
        """List what became of the posts of some batches."""
        return await store.statuses(connection, batches)

    async def counts(self, connection: Connection) -> Mapping[str, Mapping[State, int]]:
        """Count the posts of every mirror that ever had one, by state."""
        return await store.counts(connection)
