"""The format and size of a picture, read from its first bytes.

A whole imaging library for two numbers would be out of proportion. What a sender says about
the format is not asked: many bots say nothing, and the page must know what it may show.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_MARK = 0xFF
_WEBP_SIDE = 0x3FFF


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is: its MIME type, and its width and height in pixels."""

    mime: str
    width: int
    height: int


def read_picture(content: bytes) -> Picture | None:
    """Return what picture this is, None if it is no PNG, JPEG, GIF or WebP."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return Picture("image/png", *_pair(">II", content, 16))
        if content.startswith((b"GIF87a", b"GIF89a")):
            return Picture("image/gif", *_pair("<HH", content, 6))
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def _pair(layout: str, content: bytes, offset: int) -> tuple[int, int]:
    first, second = struct.unpack_from(layout, content, offset)
    return first, second


def _jpeg(content: bytes) -> Picture | None:
    """Walk over the segments to the frame header, which holds height before width."""
    position = 2
    while content[position] == _JPEG_MARK:
        if content[position + 1] in _JPEG_SIZES:
            height, width = _pair(">HH", content, position + 5)
            return Picture("image/jpeg", width, height)
        (length,) = struct.unpack_from(">H", content, position + 2)
        position += 2 + length
    return None


def _webp(content: bytes) -> Picture | None:
    """Read the size from whichever of the three first chunks a WebP file may have."""
    match content[12:16]:
        case b"VP8X":
            low, high = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
            return Picture("image/webp", low + 1, high + 1)
        case b"VP8 ":
            width, height = _pair("<HH", content, 26)
            return Picture("image/webp", width & _WEBP_SIDE, height & _WEBP_SIDE)
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return Picture("image/webp", (bits & _WEBP_SIDE) + 1, ((bits >> 14) & _WEBP_SIDE) + 1)
    return None
