"""Files that are on their way to Telegram for the first time.

A file is uploaded with the first message that carries it; the others wait until Telegram has
given it a name, and what carries no such file goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.delivery.model import Body, File, Part
from bot.delivery.store import files
from bot.storage.database import Database


class Uploads:
    """The uploads of one dispatcher.

    Args:
        database: Where the bytes are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._under_way: set[int] = set()

    @property
    def under_way(self) -> Collection[int]:
        """The files that are being uploaded."""
        return self._under_way

    def must_wait(self, part: Part) -> bool:
        """Say whether a part carries a file that another message is uploading."""
        return part.unknown_file is not None and part.unknown_file.id in self._under_way

    def begin(self, part: Part) -> None:
        """Note that a part is about to leave."""
        if part.unknown_file is not None:
            self._under_way.add(part.unknown_file.id)

    def end(self, file: File) -> None:
        """Note that a file's upload has come to an end, good or bad."""
        self._under_way.discard(file.id)

    async def with_content(self, body: Body, file: File) -> Body:
        """Return a body whose file has its bytes."""
        async with self._database.read() as connection:
            content = await files.content(connection, file.id)
        return replace(body, files=(replace(file, content=content),))
