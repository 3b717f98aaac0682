"""The key files of open waves: outside the database, readable by the service alone.

Two files a wave, named by its public key, because a database brought back from a backup
may use a wave's number a second time. A missing folder and a missing file are different
things: without the folder nothing is known (a disk not mounted, a wrong setting), so
nothing is given up; without the file the wave can never be read again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import WrongMoment
from bot.surveys.sealing.seals import new_private_key, public_key_of

KEY_LENGTH: Final = 32


class KeysUnreachable(WrongMoment):
    """The folder of the survey keys cannot be used."""

    text_key = "survey-paused"


class KeyMissing(WrongMoment):
    """A wave's key file is gone although its folder is there."""

    text_key = "survey-lost"


@dataclass(frozen=True)
class KeyFolder:
    """Where the keys of open waves lie.

    Args:
        path: The folder of the setting `surveys.keys_path`; several hosts may share it.
    """

    path: Path

    def make(self) -> bytes:
        """Make both keys of a new wave on disk and return its public key.

        Raises:
            KeysUnreachable: The folder cannot be made or written.
        """
        private_key = new_private_key()
        public_key = public_key_of(private_key)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._private(public_key), private_key)
            _write(self._marks(public_key), secrets.token_bytes(KEY_LENGTH))
            _sync(self.path)
        except OSError as error:
            raise self._unreachable(error.strerror) from error
        return public_key

    def private_key(self, public_key: bytes) -> bytes:
        """Read the key that opens a wave's answers.

        Raises:
            KeyMissing: The file is gone, so the wave is lost.
            KeysUnreachable: The folder is not there or cannot be read.
        """
        return self._read(self._private(public_key))

    def mark_key(self, public_key: bytes) -> bytes:
        """Read the key that marks families who have answered.

        Raises:
            KeyMissing: The file is gone.
            KeysUnreachable: The folder is not there or cannot be read.
        """
        return self._read(self._marks(public_key))

    def destroy(self, public_key: bytes) -> None:
        """Overwrite and remove a wave's keys; safe to repeat.

        Raises:
            KeysUnreachable: A file is there but cannot be removed.
        """
        try:
            for path in (self._private(public_key), self._marks(public_key)):
                _destroy(path)
            if self.path.is_dir():
                _sync(self.path)
        except OSError as error:
            raise self._unreachable(error.strerror) from error

    def forget_who(self, public_key: bytes) -> None:
        """Overwrite and remove the key of the marks alone; safe to repeat.

        A lost wave can still be closed if its other key is found again, and needs no marks for
        that; without their key nobody can tell any more who has answered.

        Raises:
            KeysUnreachable: The file is there but cannot be removed.
        """
        try:
            _destroy(self._marks(public_key))
        except OSError as error:
            raise self._unreachable(error.strerror) from error

    def _read(self, path: Path) -> bytes:
        try:
            key = path.read_bytes()
        except FileNotFoundError as error:
            if self.path.is_dir():
                raise KeyMissing from error
            raise self._unreachable("there is no such folder") from error
        except OSError as error:
            raise self._unreachable(error.strerror) from error
        if len(key) != KEY_LENGTH:
            raise KeyMissing
        return key

    def _unreachable(self, reason: str | None) -> KeysUnreachable:
        sentence = (
            f"surveys.keys_path: {self.path} cannot be used ({reason}); "
            "check that the folder is there and belongs to the service."
        )
        return KeysUnreachable(sentence)

    def _private(self, public_key: bytes) -> Path:
        return self.path / f"{_name(public_key)}.private"

    def _marks(self, public_key: bytes) -> Path:
        return self.path / f"{_name(public_key)}.marks"


def _name(public_key: bytes) -> str:
    return f"wave-{hashlib.sha256(public_key).hexdigest()[:24]}"


def _write(path: Path, key: bytes) -> None:
    """Write a file that is there whole or not at all, never readable by others."""
    draft = path.with_suffix(f"{path.suffix}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _destroy(path: Path) -> None:
    """Overwrite before removing; on a disk that copies on write that is the best there is."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(KEY_LENGTH))
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
