"""What is attached to a notice: pictures and PDFs.

The bytes are rows of the database, not files beside it: they are saved with their notice or
not at all, are in its backup, are there for a dispatcher on another machine, and go when the
notice's author erases a draft. Once the notice is out only Telegram's names for them remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.delivery.model import File, NewFile
from bot.notices import store
from bot.notices.errors import AlreadyOnItsWay, TooManyFiles
from bot.notices.model import Notice, NoticeId, State
from bot.notices.room import Room
from bot.notices.store import versions
from bot.notices.writing.file_checks import MOST_FILES
from bot.storage.database import Connection

_SETTLED: Final = (State.SENT, State.CANCELLED, State.WITHDRAWN)


class Attaching(Room):
    """Attaches files to drafts and keeps no more of them than is needed."""

    async def attach(self, notice_id: int, file: NewFile, *, bot_id: int) -> int:
        """Attach a file to a draft; returns how many it carries.

        Args:
            notice_id: The draft.
            file: What is attached.
            bot_id: The bot whose name for the file `known_as` is.

        Raises:
            NoticeMissing: There is no such notice.
            AlreadyOnItsWay: It is no draft any more.
            TooManyFiles: It carries five.
        """
        async with self._database.begin() as connection:
            notice = await self._draft(connection, notice_id)
            return await self._attach(connection, notice.id, [file], bot_id)

    async def detach_all(self, notice_id: int) -> None:
        """Take every file from a draft and erase it.

        Raises:
            NoticeMissing: There is no such notice.
            AlreadyOnItsWay: It is no draft any more.
        """
        async with self._database.begin() as connection:
            notice = await self._draft(connection, notice_id)
            numbers = await versions.detach(connection, notice.id)
            await self._outbox.drop_files(connection, numbers)

    async def attached(self, notice_id: int) -> list[File]:
        """List what a notice carries."""
        async with self._database.read() as connection:
            numbers = await versions.files(connection, NoticeId(notice_id))
            return await self._outbox.files(connection, numbers)

    async def tidy_files(self) -> None:
        """Forget the bytes of what is out, and erase what no notice carries any more."""
        async with self._database.read() as connection:
            settled = await versions.of_settled(connection, _SETTLED)
            orphans = await versions.orphans(connection)
        if not settled and not orphans:
            return
        async with self._database.begin() as connection:
            await self._outbox.empty_files(connection, settled)
            await self._outbox.drop_files(connection, orphans)

    async def _attach(
        self,
        connection: Connection,
        notice_id: NoticeId,
        files: Sequence[NewFile],
        bot_id: int = 0,
    ) -> int:
        before = len(await versions.files(connection, notice_id))
        if before + len(files) > MOST_FILES:
            raise TooManyFiles
        for file in files:
            now = self._clock.now()
            number = await self._outbox.keep_file(connection, file, bot_id=bot_id, now=now)
            await versions.attach(connection, notice_id, number)
        return before + len(files)

    async def _draft(self, connection: Connection, notice_id: int) -> Notice:
        notice = await store.required(connection, notice_id)
        if notice.state is not State.DRAFT:
            raise AlreadyOnItsWay
        return notice
