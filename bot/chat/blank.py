"""An empty picture, to take the place of one that was withdrawn.

Telegram can replace a picture or a file in an old message, but not turn the message into a
text; and only for two days can it delete one. So what was withdrawn is replaced by this.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

_WIDTH, _HEIGHT = 320, 80
_GREY = 0xEE


@cache
def blank_picture() -> bytes:
    """Return a plain grey PNG, of a size that Telegram accepts as a picture."""
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    rows = (b"\x00" + bytes([_GREY]) * _WIDTH) * _HEIGHT
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    sum_ = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", sum_)
