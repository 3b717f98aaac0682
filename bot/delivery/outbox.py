"""What other rooms call: put messages in, take them back, see how far they are.

Every call takes the caller's open transaction, so that a notice and its messages are saved
together or not at all, and nothing leaves before the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.delivery.model import Body, Progress, Recipient, WhenUnsure
from bot.delivery.store import entries
from bot.storage.database import Connection


class Outbox:
    """The door to delivery.

    Args:
        wake: Called when messages were put in, so that a dispatcher in this process need
            not wait for its next look; other processes leave it out.
    """

    def __init__(self, wake: Callable[[], None] | None = None) -> None:
        self._wake = wake

    async def enqueue(
        self,
        connection: Connection,
        *,
        batch: str,
        body: Body,
        addresses: Sequence[int],
        now: datetime,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
        when_unsure: WhenUnsure = WhenUnsure.RESEND,
    ) -> int:
        """Put one message for each address into the outbox.

        A batch may be filled in several calls with different bodies, one per language for
        example. Nobody looks for repeats: an address given twice gets it twice.

        Args:
            connection: The caller's open transaction.
            batch: What the messages belong to, such as ``notice:12``; at most 60 characters.
            body: What they say.
            addresses: Who gets it.
            now: This instant, aware.
            not_before: When the messages may leave; None is at once.
            not_after: From when on they may not leave any more; they wait until somebody
                cancels them. None is never.
            when_unsure: Whether a message that may have arrived is sent again.

        Returns:
            How many messages were put in.
        """
        if not addresses:
            return 0
        body_id = await entries.add_body(connection, batch, body, when_unsure)
        window = (not_before or now, not_after)
        await entries.add_messages(connection, batch, body_id, addresses, window)
        if self._wake is not None:
            self._wake()
        return len(addresses)

    async def cancel(self, connection: Connection, batch: str, *, now: datetime) -> int:
        """Withdraw what has not left; return how many messages that were.

        What is on its way at this moment is still delivered if Telegram accepts it, but is
        not tried again.
        """
        return await entries.cancel(connection, batch, now)

    async def cancel_for(
        self, connection: Connection, batch: str, addresses: Sequence[int], *, now: datetime
    ) -> int:
        """Withdraw what waits for a few chats; return how many messages that were."""
        return await entries.cancel_for(connection, batch, addresses, now)

    async def progress(self, connection: Connection, batch: str) -> Progress:
        """Count the batch's messages by state."""
        return await entries.progress(connection, batch)

    async def recipients(self, connection: Connection, batch: str) -> list[Recipient]:
        """List what became of each message, in the order they were put in.

        For the list of the unreached, and for editing delivered messages later.
        """
        return await entries.recipients(connection, batch)

    async def held(self, connection: Connection, address: int) -> tuple[int, int]:
        """Count the messages kept for a chat, all of them and those still waiting to leave.

        For the chat's own eyes, when it asks what is kept of it.
        """
        return await entries.held(connection, address)

    async def drop_address(self, connection: Connection, address: int, *, now: datetime) -> int:
        """Erase an address: cancel what waits for it and empty it in all its rows.

        The rows stay as counts. Returns how many waiting messages were cancelled.
        """
        return await entries.drop_address(connection, address, now)

    async def erase(self, connection: Connection, prefix: str) -> None:
        """Erase whole batches, rows and texts, of which every message is settled.

        For rooms that need no account of what was sent to whom and when.

        Args:
            connection: The caller's open transaction.
            prefix: How the names of the batches begin, such as ``inbox:``.
        """
        for batch in await entries.batches(connection, prefix):
            if (await entries.progress(connection, batch)).is_finished:
                await entries.erase(connection, batch)
