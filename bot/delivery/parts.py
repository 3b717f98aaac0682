"""How many messages a body needs, and where a long text is cut. Pure.

Telegram takes 4,096 characters of text, 1,024 under a picture or a document, and one file in
a message. So the files come first; a text that fits stands under the last of them, a longer
one follows. Buttons and the reply field belong to the last part, because that is where
whoever has read all of it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bot.delivery.model import Body, Deed, counted

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_SHORTEST_SHARE = 8
"""A break is used if the part before it fills an eighth; a heading does not go alone."""

_BREAKS = (
    re.compile(r"\n[ \t　]*\n\s*"),  # a paragraph ends
    re.compile(r"\n"),
    re.compile(r"[。！？!?…；;]+[”’」』）)]*|\.\s"),
    re.compile(r"[\s，,、]"),
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LONGEST_ENTITY = 33
_JOINER = "\u200d"


def parts(body: Body) -> tuple[Body, ...]:
    """Return the messages a body is sent as, in order; each has at most one file."""
    room = LONGEST_TEXT - counted(body.repeat_mark)
    if not body.files and (body.deed is not Deed.SEND or counted(body.text) <= room):
        return (body,)
    *before, last = _pieces(body, room)
    silent = [replace(part, keyboard=(), force_reply=None) for part in before]
    return (*silent, last)


def cut(text: str, limit: int) -> list[str]:
    """Cut a text at paragraphs, else at lines, sentences, words or characters.

    White space around a cut is lost, nothing else is.

    Args:
        text: What is to be said.
        limit: The longest part, in UTF-16 units as Telegram counts them; at least 2.

    Returns:
        Parts that say something; one empty part if the text is empty.
    """
    found, rest = list[str](), text.strip()
    while counted(rest) > limit:
        at = _where(rest, limit)
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [part for part in (*found, rest) if part] or [""]


def _pieces(body: Body, room: int) -> Iterator[Body]:
    *first, last = body.files or (None,)
    for file in first:
        assert file is not None
        yield replace(body, text="", files=(file,))
    if last is not None:
        fits = counted(body.text) + counted(body.repeat_mark) <= LONGEST_CAPTION
        yield replace(body, text=body.text if fits else "", files=(last,))
        if fits:
            return
    for text in cut(body.text, room):
        yield replace(body, text=text, files=())


def _where(text: str, limit: int) -> int:
    """Return where a text that is too long is cut."""
    most = _fitting(text, limit)
    for kind in _BREAKS:
        ends = [found.end() for found in kind.finditer(text, 0, most + 1)]
        fair = [end for end in ends if _is_fair(text, end, most, limit)]
        if fair:
            return fair[-1]
    for at in range(most, 0, -1):
        if _is_between(text, at):
            return at
    return most


def _is_fair(text: str, end: int, most: int, limit: int) -> bool:
    fills = counted(text[:end].rstrip()) * _SHORTEST_SHARE >= limit
    return end <= most and fills and _is_between(text, end)


def _fitting(text: str, limit: int) -> int:
    """Return how many characters fit; at least one, so that cutting comes to an end."""
    # No character is more than two units long, so half the limit always fits.
    most = max(1, min(limit // 2, len(text)))
    units = counted(text[:most])
    while most < len(text):
        units += 2 if ord(text[most]) > 0xFFFF else 1  # noqa: PLR2004 - where UTF-16 needs two
        if units > limit:
            break
        most += 1
    return most


def _is_between(text: str, at: int) -> bool:
    """Say whether a place lies between two things a reader takes for one each."""
    if at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or (before == "\r" and after == "\n"):
        return False
    if unicodedata.category(after) in ("Mn", "Me", "Mc") or _is_tone(after):
        return False
    if _is_flag(after) and _flags_before(text, at) % 2:
        return False  # A flag is two of them.
    return not _is_in_entity(text, at)


def _is_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag(text[start - 1]):
        start -= 1
    return at - start


def _is_in_entity(text: str, at: int) -> bool:
    start = text.rfind("&", max(0, at - _LONGEST_ENTITY), at)
    found = _ENTITY.match(text, start) if start >= 0 else None
    return found is not None and found.end() > at
