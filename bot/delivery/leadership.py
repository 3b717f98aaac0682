"""Whether this process is the one that dispatches; asked often, looked up once a second."""

from __future__ import annotations

import structlog

from bot.delivery.store.lease import Lease

ASKS_EVERY = 1.0
"""Seconds between two looks at the lease: to become its holder, or to see that we are."""

log = structlog.get_logger(__name__)


class Leadership:
    """Remembers for a second what the lease said.

    Args:
        lease: The right to dispatch.
    """

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._held: bool | None = None
        self._asked_at = 0.0

    async def look(self, now: float) -> tuple[bool, bool]:
        """Say whether we dispatch, and whether that has just begun.

        Args:
            now: Seconds on a clock that only moves forward.

        Raises:
            An error of `store.turns.TROUBLE`: the database cannot be asked; we may have lost
                the lease and begin anew once it can.
        """
        if self._held is not None and now - self._asked_at < ASKS_EVERY:
            return self._held, False
        before, self._held = self._held, None
        held = await self._lease.take()
        self._held, self._asked_at = held, now
        if held and not before:
            log.info("dispatcher_started")
        elif not held and before is not False:
            log.info("dispatcher_standing_by")
        return held, held and not before

    async def end(self) -> None:
        """Give the lease to whoever stands by."""
        await self._lease.release()
        self._held = None
