"""Sealing answers while a wave is open, and opening them all when it closes.

An answer is sealed under the wave's public key, so the process that takes it cannot read
it back from the database. All answers of a wave have one length, all comments another, so
the length says nothing. That a family has answered is kept as a hash under a secret key:
without the key file not even trying every family number finds out who it was.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Final

from nacl.bindings import crypto_box_seal_open
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from bot.surveys.model import LONGEST_COMMENT, Answer

ANSWER_LENGTH: Final = 96
"""Bytes of an answer before sealing: a grade, at most 30 characters, and their names."""

COMMENT_LENGTH: Final = 4 * LONGEST_COMMENT
"""Bytes of a comment before sealing: Telegram's longest message in its widest characters."""

_COUNT: Final = 2


class Unopenable(ValueError):
    """A sealed record was not made with this wave's key, or is damaged."""


def new_private_key() -> bytes:
    """Make the private key of a wave, 32 bytes."""
    return bytes(PrivateKey.generate())


def public_key_of(private_key: bytes) -> bytes:
    """Return the public key that belongs to a private one, 32 bytes."""
    return bytes(PrivateKey(private_key).public_key)


def seal_answer(answer: Answer, public_key: bytes) -> bytes:
    """Seal an answer; every answer gives a ciphertext of the same length."""
    plain = json.dumps({"grade": answer.grade, "choices": answer.choices}).encode()
    return _seal(plain, ANSWER_LENGTH, public_key)


def seal_comment(text: str, public_key: bytes) -> bytes:
    """Seal a comment; every comment gives a ciphertext of the same length.

    Raises:
        ValueError: The text is longer than one message can be.
    """
    return _seal(text.encode(), COMMENT_LENGTH, public_key)


class Opener:
    """Opens what was sealed for one wave.

    Args:
        private_key: The wave's private key.
    """

    def __init__(self, private_key: bytes) -> None:
        self._keys = public_key_of(private_key), private_key

    def answer(self, ciphertext: bytes) -> Answer:
        """Open an answer.

        Raises:
            Unopenable: It was sealed for another wave, or is damaged.
        """
        plain = self._open(ciphertext)
        try:
            # As text, for of bytes the encoding would be guessed first, a million times.
            value = json.loads(plain.decode())
            return Answer(int(value["grade"]), str(value["choices"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Unopenable from error

    def comment(self, ciphertext: bytes) -> str:
        """Open a comment.

        Raises:
            Unopenable: It was sealed for another wave, or is damaged.
        """
        return self._open(ciphertext).decode()

    def _open(self, ciphertext: bytes) -> bytes:
        try:
            # What `SealedBox.decrypt` calls, without a fifth more work around it.
            padded = crypto_box_seal_open(ciphertext, *self._keys)
        except CryptoError as error:
            raise Unopenable from error
        length = int.from_bytes(padded[:_COUNT], "big")
        return padded[_COUNT : _COUNT + length]


def mark_of(mark_key: bytes, kind: str, whose: int | str) -> bytes:
    """Return the mark “this one has handed in”, 32 bytes.

    Args:
        mark_key: The wave's secret mark key.
        kind: What was handed in, an answer or a comment.
        whose: The number of the family or child.
    """
    return hmac.new(mark_key, f"{kind}:{whose}".encode(), hashlib.sha256).digest()


def _seal(plain: bytes, length: int, public_key: bytes) -> bytes:
    if len(plain) > length:
        message = "the text is longer than one message can be"
        raise ValueError(message)
    padded = len(plain).to_bytes(_COUNT, "big") + plain.ljust(length, b"\0")
    return SealedBox(PublicKey(public_key)).encrypt(padded)
