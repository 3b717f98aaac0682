"""The key under which families are counted: a file outside the database.

A group's own key is made from it and the group's number, so that the marks of one family in
two groups have nothing in common. Whoever holds only the database, or a backup of it, can
neither tell which family a mark belongs to nor try all families out.
"""

from __future__ import annotations

import errno
import os
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from bot.inbox.errors import KeyUnusable
from bot.inbox.model import GroupId

KEY_FILE: Final = "inbox.key"
KEY_LENGTH: Final = 32
_NO_HARD_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
)
"""What file systems say that know no second name for a file, such as FAT and network drives."""


@dataclass(frozen=True)
class InboxKey:
    """Where the key lies.

    Args:
        folder: The folder of the setting `surveys.keys_path`.
    """

    folder: Path

    def mark(self, group: GroupId, asker: str) -> bytes:
        """Return the mark of an asker in a group: 32 bytes, always the same ones.

        Args:
            group: The group.
            asker: What tells families apart, such as ``family:12``.

        Raises:
            KeyUnusable: The file can be neither read nor made.
        """
        own = blake2b(str(group).encode(), key=self._key(), digest_size=KEY_LENGTH).digest()
        return blake2b(asker.encode(), key=own, digest_size=KEY_LENGTH).digest()

    def _key(self) -> bytes:
        path = self.folder / KEY_FILE
        try:
            if not path.exists():
                self._make(path)
            key = path.read_bytes()
        except OSError as error:
            raise self._unusable(error.strerror or "it cannot be opened") from error
        if len(key) != KEY_LENGTH:
            raise self._unusable("it is damaged; remove it, and a new one is made")
        return key

    def _make(self, path: Path) -> None:
        """Write the key where it is whole or not there; of two at once the first counts."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{KEY_FILE}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(KEY_LENGTH))
                file.flush()
                os.fsync(file.fileno())
            _put(draft, path)
        finally:
            draft.unlink(missing_ok=True)

    def _unusable(self, reason: str) -> KeyUnusable:
        path = self.folder / KEY_FILE
        return KeyUnusable(f"surveys.keys_path: {path} cannot be used ({reason}).")


def _put(draft: Path, path: Path) -> None:
    """Give a file its name unless that is taken, in one step where the file system can."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # Of two at once the last one counts then: a family may be counted twice, no more.
        if not path.exists():
            draft.replace(path)
