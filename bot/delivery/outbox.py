"""What other rooms call: put messages in, take them back, see how far they are.

Every call takes the caller's open transaction, so that a notice and its messages are saved
together or not at all, and nothing leaves before the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.delivery.model import (
    Body,
    File,
    Letter,
    NewFile,
    Overtaken,
    Progress,
    Recipient,
    Sent,
    WhenUnsure,
)
from bot.delivery.parts import parts
from bot.delivery.store import edits, entries, files, wholesale
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

        A text that is too long for Telegram, or files beside it, make parts of a message;
        it is delivered when its last part is, and the parts of one chat leave in order.
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
        body_id = await entries.add_body(connection, batch, parts(body), when_unsure)
        window = (not_before or now, not_after)
        await entries.add_messages(connection, batch, body_id, addresses, window)
        self._stir()
        return len(addresses)

    async def enqueue_all(
        self, connection: Connection, *, batch: str, letters: Sequence[Letter], now: datetime
    ) -> int:
        """Put many letters into the outbox, each with its own words, in a few statements.

        As `enqueue` for each of them, but for thousands of different texts. What may have
        arrived is sent again.

        Args:
            connection: The caller's open transaction.
            batch: What the messages belong to; at most 60 characters.
            letters: What is said to whom.
            now: This instant, aware.

        Returns:
            How many messages were put in.
        """
        count = await wholesale.add(connection, batch, letters, now)
        if count:
            self._stir()
        return count

    async def edit(
        self,
        connection: Connection,
        *,
        batch: str,
        body: Body,
        targets: Sequence[tuple[int, int]],
        now: datetime,
    ) -> int:
        """Put one edit for each address and message number into the outbox.

        An edit that may have arrived is made again, for that changes nothing.

        Args:
            connection: The caller's open transaction.
            batch: What the edits belong to; not the batch of the messages themselves.
            body: What stands there from then on, short enough for one message.
            targets: Which message of which chat.
            now: This instant, aware.

        Returns:
            How many edits were put in.
        """
        if not targets:
            return 0
        body_id = await entries.add_body(connection, batch, [body], WhenUnsure.RESEND)
        await edits.add(connection, batch, body_id, targets, now)
        self._stir()
        return len(targets)

    async def sent(
        self,
        connection: Connection,
        batch: str,
        *,
        besides: str,
        texts_only: bool = False,
        limit: int | None = None,
    ) -> list[Sent]:
        """List the messages a batch's chats hold, every part of them.

        Args:
            connection: The caller's open transaction.
            batch: The batch.
            besides: The batch of the edits that have been put down for some of them already.
            texts_only: Whether files that say nothing are left out.
            limit: How many at most; None is all.
        """
        return await edits.sent(connection, batch, besides, texts_only=texts_only, limit=limit)

    async def overtake(
        self, connection: Connection, batch: str, to: str, *, now: datetime
    ) -> list[Overtaken]:
        """Let a batch end because other words take its place.

        What has not left is cancelled. Whatever is or may be in a chat, and what was
        cancelled here, is called by the other name from now on, so that the batch's own name
        is free for the new words; what came to nothing before is still counted with it.

        Returns:
            Whom the messages were for, each row once.
        """
        return await edits.overtake(connection, batch, to, now)

    async def keep_file(
        self, connection: Connection, file: NewFile, *, bot_id: int, now: datetime
    ) -> int:
        """Keep a file that messages may carry; return its number."""
        return await files.add(connection, file, bot_id, now)

    async def files(self, connection: Connection, ids: Sequence[int]) -> list[File]:
        """Find files by number, in this order; those that are gone are left out."""
        found = await files.found(connection, ids)
        return [found[number] for number in ids if number in found]

    async def empty_files(self, connection: Connection, ids: Collection[int]) -> None:
        """Forget the bytes of files that nobody will upload any more."""
        await files.empty(connection, ids)

    async def drop_files(self, connection: Connection, ids: Collection[int]) -> None:
        """Erase files that no message carries."""
        await files.drop(connection, ids)

    async def cancel(self, connection: Connection, batch: str, *, now: datetime) -> int:
        """Withdraw what has not left; return how many messages that were.

        What is on its way at this moment is still delivered if Telegram accepts it, but is
        not tried again.
        """
        return await entries.cancel(connection, batch, now)

    async def expire(self, connection: Connection, prefix: str, *, now: datetime) -> int:
        """Cancel what waits although it may not leave any more; return how many that were.

        Args:
            connection: The caller's open transaction.
            prefix: How the names of the batches begin, such as ``timetable:``.
            now: This instant, aware.
        """
        return await entries.expire(connection, prefix, now)

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

    def _stir(self) -> None:
        if self._wake is not None:
            self._wake()
