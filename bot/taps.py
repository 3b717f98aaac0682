"""What a button carries: typed values packed into Telegram's 64 bytes.

A dialogue's state lives in its buttons, so a restart forgets nothing and an old button is
still understood by a newer release. Each kind of tap is a frozen dataclass with a short
prefix that never changes; rooms define the taps their messages need, and the chat decides
which handler answers them. Fields may be `int`, `str` or `None`, joined by colons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import ClassVar, Self, get_type_hints

from bot.errors import BadInput

MAX_BYTES = 64
"""Telegram's limit for `callback_data`."""

SEPARATOR = ":"

_NUMBER = re.compile(r"-?[0-9]{1,18}")
"""What the database can keep; a changed app may send anything under a button."""


class UnreadableTap(BadInput):
    """A button carries something this release does not understand."""

    text_key = "failure-old-button"


@dataclass(frozen=True)
class Tap:
    """The base of all button payloads; subclasses set `prefix` and their fields."""

    prefix: ClassVar[str]

    def pack(self) -> str:
        """Return the payload as Telegram will carry it.

        Raises:
            BadInput: The payload would exceed 64 bytes or a text holds the separator.
        """
        parts = [self.prefix]
        for field in fields(self):
            value = getattr(self, field.name)
            parts.append("" if value is None else str(value))
        if any(SEPARATOR in part for part in parts):
            message = f"A button of kind {self.prefix} holds a colon in one of its fields."
            raise BadInput(message)
        packed = SEPARATOR.join(parts)
        if len(packed.encode()) > MAX_BYTES:
            message = f"A button of kind {self.prefix} is longer than {MAX_BYTES} bytes."
            raise BadInput(message)
        return packed

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """Read a payload back.

        Raises:
            UnreadableTap: It is not a payload of this kind.
        """
        prefix, *parts = packed.split(SEPARATOR)
        kind: type = cls
        hints = _fields_of(kind)
        if prefix != cls.prefix or len(parts) != len(hints):
            raise UnreadableTap
        values = {
            name: _read(part, hint)
            for (name, hint), part in zip(hints.items(), parts, strict=True)
        }
        return cls(**values)


def prefix_of(packed: str) -> str:
    """Return the prefix of a payload, which tells what kind of tap it is."""
    return packed.split(SEPARATOR, 1)[0]


@cache
def _fields_of(kind: type) -> dict[str, object]:
    """Return the types of a kind's fields, in order; to work them out takes longer than a tap."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _read(part: str, hint: object) -> int | str | None:
    if part == "" and hint in (int | None, str | None):
        return None
    if hint in (int, int | None):
        if not _NUMBER.fullmatch(part):
            raise UnreadableTap
        return int(part)
    return part
