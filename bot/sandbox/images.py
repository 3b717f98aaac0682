"""The width and height of a picture, read from its first bytes.

A whole imaging library for two numbers would be out of proportion.
"""

from __future__ import annotations

import struct

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return (width, height) in pixels, or None if this is no PNG, JPEG, GIF or WebP."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _pair(">II", content, 16)
        if content.startswith((b"GIF87a", b"GIF89a")):
            return _pair("<HH", content, 6)
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


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Walk over the segments to the frame header, which holds height before width."""
    position = 2
    while content[position] == 0xFF:  # noqa: PLR2004 - every segment begins with this byte.
        marker = content[position + 1]
        if marker in _JPEG_SIZES:
            height, width = _pair(">HH", content, position + 5)
            return width, height
        (length,) = struct.unpack_from(">H", content, position + 2)
        position += 2 + length
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    """Read the size from whichever of the three first chunks a WebP file may have."""
    match content[12:16]:
        case b"VP8X":
            low, high = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
            return low + 1, high + 1
        case b"VP8 ":
            width, height = _pair("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return None
