from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.images import Picture, read_picture
from tests.unit.sandbox.test_sending import PNG

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03" * 9
)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)
WEBP_VP8 = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 640, 480)
WEBP_VP8L = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14)
WEBP_VP8X = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x7f\x02\x00\xdf\x01\x00"


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (WEBP_VP8, "image/webp"),
        (WEBP_VP8L, "image/webp"),
        (WEBP_VP8X, "image/webp"),
    ],
)
def test_format_and_size_are_read_from_the_first_bytes(content: bytes, mime: str) -> None:
    assert read_picture(content) == Picture(mime, 640, 480)


@given(
    st.sampled_from([PNG, JPEG, GIF, WEBP_VP8, WEBP_VP8L, WEBP_VP8X]),
    st.integers(min_value=0, max_value=30),
    st.binary(max_size=8),
)
def test_a_torn_picture_is_never_an_error(content: bytes, length: int, rest: bytes) -> None:
    picture = read_picture(content[:length] + rest)

    assert picture is None or picture.width >= 0
