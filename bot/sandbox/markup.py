"""Telegram's HTML: from marked-up text to plain text with entities, or a refusal.

Only the HTML mode is known, with the tags of
https://core.telegram.org/bots/api#html-style; a bot under test that gets a tag wrong must hear
of it here and not from the first parent.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.values import JsonObject, JsonValue

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_TOKEN = re.compile(
    r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>|&(#\d+|#[xX][0-9a-fA-F]+|\w+);|([<])|([^<&]+|&)"
)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.IGNORECASE)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    offset: int
    extra: JsonObject


@dataclass(slots=True)
class _Result:
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.length += utf16_length(piece)


def parse_html(source: str) -> tuple[str, tuple[JsonObject, ...]]:
    """Return the plain text and its entities, with offsets in UTF-16 units.

    Raises:
        Refusal: 400 "can't parse entities", for an unknown, open or crossed tag.
    """
    result = _Result()
    for match in _TOKEN.finditer(source):
        slash, tag, attributes, reference, stray, text = match.groups()
        offset = len(source[: match.start()].encode())
        if stray is not None:
            raise _broken(f'Unsupported start tag "" at byte offset {offset}')
        if reference is not None:
            result.add(_character(reference))
        elif text is not None:
            result.add(text)
        elif slash:
            _close(result, tag.lower(), offset)
        else:
            _begin(result, tag.lower(), attributes, offset)
    if result.open:
        tag = result.open[-1].tag
        raise _broken(f'Can\'t find end tag corresponding to start tag "{tag}"')
    entities = sorted(result.entities, key=_place)
    return "".join(result.text), tuple(entities)


def trim_end(text: str, entities: tuple[JsonObject, ...]) -> tuple[str, tuple[JsonObject, ...]]:
    """Cut white space off the end, and off the entities that reach into it."""
    trimmed = text.rstrip()
    end = utf16_length(trimmed)
    kept = [
        {**entity, "length": min(length, end - offset)}
        for entity in entities
        for offset, length in [_span(entity)]
        if offset < end
    ]
    return trimmed, tuple(kept)


def utf16_length(text: str) -> int:
    """Count as Telegram counts offsets: in UTF-16 units, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _begin(result: _Result, tag: str, attributes: str, offset: int) -> None:
    is_spoiler = tag == "span" and 'class="tg-spoiler"' in attributes
    if tag not in _TYPES and not is_spoiler:
        raise _broken(f'Unsupported start tag "{tag}" at byte offset {offset}')
    href = _HREF.search(attributes) if tag == "a" else None
    url = html.unescape(next(filter(None, href.groups()), "")) if href else ""
    result.open.append(_Open(tag, result.length, {"url": url} if url else {}))


def _close(result: _Result, tag: str, offset: int) -> None:
    if not result.open:
        raise _broken(f"Unexpected end tag at byte offset {offset}")
    begun = result.open.pop()
    if begun.tag != tag:
        raise _broken(
            f"Unmatched end tag at byte offset {offset}, "
            f'expected "</{begun.tag}>", found "</{tag}>"'
        )
    length = result.length - begun.offset
    kind = _TYPES.get(tag, "spoiler")
    if length > 0 and (kind != "text_link" or begun.extra):
        entity: dict[str, JsonValue] = {"type": kind, "offset": begun.offset, "length": length}
        result.entities.append({**entity, **begun.extra})


def _character(reference: str) -> str:
    if reference.startswith("#"):
        return html.unescape(f"&{reference};")
    return _NAMED.get(reference, f"&{reference};")


def _span(entity: JsonObject) -> tuple[int, int]:
    offset, length = entity["offset"], entity["length"]
    assert isinstance(offset, int)
    assert isinstance(length, int)
    return offset, length


def _place(entity: JsonObject) -> tuple[int, int]:
    offset, length = _span(entity)
    return offset, -length


def _broken(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")
