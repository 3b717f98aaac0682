"""Whether a file can be attached to a notice.

What Telegram would refuse after an upload to the first parent is refused here, while its
author is still looking: too large, of another kind, a picture that cannot be shown, a PDF that
no phone will open.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import Final

from bot.delivery.model import FileKind, NewFile
from bot.notices.errors import FileUnusable

LARGEST_PHOTO: Final = 10 * 1024 * 1024
LARGEST_DOCUMENT: Final = 50 * 1024 * 1024
"""Telegram's limits for uploads by bots: https://core.telegram.org/bots/api#sending-files."""

MOST_FILES: Final = 5
_LONGEST_SIDES: Final = 10_000
_LONGEST_RATIO: Final = 20
_LONGEST_NAME: Final = 80
_MEGABYTE: Final = 1024 * 1024
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_HEADER: Final = 1024
"""Bytes within which a PDF may begin."""
_START: Final = re.compile(rb"startxref\s+(\d{1,12})\s")
_XREF_STREAM: Final = re.compile(rb"\s*\d+\s+\d+\s+obj\b")


def examined(name: str, content: bytes) -> NewFile:
    """Return a file as it will be attached.

    Args:
        name: What it is called.
        content: Its bytes.

    Raises:
        FileUnusable: It cannot be attached; the sentence names it and says what to do.
    """
    shown = clean(name)
    if not content:
        raise FileUnusable(f"{shown}: the file is empty; save it again and attach that.")
    if _is_pdf(shown, content):
        check_size(shown, len(content), FileKind.DOCUMENT)
        _check_pdf(shown, content)
        return NewFile(FileKind.DOCUMENT, shown, len(content), content)
    # The larger limit first, so that no hundred megabytes are handed to a picture library.
    check_size(shown, len(content), FileKind.DOCUMENT)
    _check_picture(shown, content)
    return NewFile(FileKind.PHOTO, shown, len(content), content)


def check_size(name: str, size: int, kind: FileKind) -> None:
    """Refuse what is larger than Telegram takes.

    Raises:
        FileUnusable: It is too large.
    """
    largest = LARGEST_PHOTO if kind is FileKind.PHOTO else LARGEST_DOCUMENT
    if size > largest:
        raise FileUnusable(
            f"{clean(name)}: {size / _MEGABYTE:.1f} MB; Telegram takes "
            f"{'pictures' if kind is FileKind.PHOTO else 'files'} up to "
            f"{largest // _MEGABYTE} MB, make it smaller and attach that."
        )


def clean(name: str) -> str:
    """Return a file's name without its folder, on one line and not too long."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    stem, dot, kind = plain.rpartition(".")
    if dot and len(plain) > _LONGEST_NAME:
        return f"{stem[: _LONGEST_NAME - len(kind) - 1]}.{kind}"[:_LONGEST_NAME]
    return plain[:_LONGEST_NAME] or "file"


def _is_pdf(name: str, content: bytes) -> bool:
    return name.lower().endswith(".pdf") or content.startswith(b"%PDF")


def _check_pdf(name: str, content: bytes) -> None:
    if not _is_readable_pdf(content):
        raise FileUnusable(
            f"{name}: this PDF is damaged and would not open; export it again and attach that."
        )


def _is_readable_pdf(content: bytes) -> bool:
    """Follow the way a reader takes: the header, the last pointer, the table it points to."""
    begin = content.find(b"%PDF-", 0, _HEADER)
    starts = list(_START.finditer(content, max(0, content.rfind(b"startxref"))))
    if begin < 0 or not starts or b"%%EOF" not in content[starts[-1].end() - 1 :]:
        return False
    offset = int(starts[-1].group(1))
    return any(_is_table(content, at) for at in (offset, begin + offset))


def _is_table(content: bytes, at: int) -> bool:
    """Say whether the list of a PDF's parts begins somewhere, and names the root of them."""
    there = content[at : at + 32].lstrip()
    if there.startswith(b"xref"):
        trailer = content.find(b"trailer", at)
        return trailer >= 0 and b"/Root" in content[trailer:]
    if _XREF_STREAM.match(content, at):
        end = content.find(b"stream", at)
        return end >= 0 and b"/XRef" in content[at:end] and b"/Root" in content[at:end]
    return False


def _check_picture(name: str, content: bytes) -> None:
    sides = _sides(content)
    if sides is None:
        raise FileUnusable(
            f"{name}: neither a PDF nor a picture that can be read; "
            "save it as JPEG, PNG or PDF and attach that."
        )
    check_size(name, len(content), FileKind.PHOTO)
    short, long = sorted(sides)
    if short + long > _LONGEST_SIDES or long > _LONGEST_RATIO * short:
        raise FileUnusable(
            f"{name}: {sides[0]} × {sides[1]} pixels; Telegram takes pictures whose sides add up "
            "to 10,000 at most and that are no strips, make it smaller and attach that."
        )


def _sides(content: bytes) -> tuple[int, int] | None:
    """Return a picture's width and height; None if any part of it cannot be read."""
    from PIL import Image  # noqa: PLC0415 - only who attaches a picture needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                sides = picture.size
                if sum(sides) <= _LONGEST_SIDES:
                    picture.load()
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None
    return sides
