"""How the patterns of danger are written, so that they can be read and composed.

`<KID>` is a class of `words`, `~4` up to four characters of the same clause, `≈9` up
to nine of any, `␣` a space. A blank line parts two patterns, line breaks within one mean
nothing, and a line that begins with `#` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.faq.crisis.words import WORDS

_CLASS: Final = re.compile("<([A-Z_]+)>")
_CLAUSE: Final = re.compile(r"~(\d+)")
_ANYTHING: Final = re.compile(r"≈(\d+)")


def paragraphs(listed: str) -> Iterator[str]:
    """Yield each pattern of a list on one line, without remarks."""
    for paragraph in listed.strip().split("\n\n"):
        lines = paragraph.splitlines()
        yield "".join(line for line in lines if not line.startswith("#"))


def regex(pattern: str) -> re.Pattern[str]:
    """Return a pattern as a regular expression."""
    while _CLASS.search(pattern):
        pattern = _CLASS.sub(lambda match: f"(?:{WORDS[match[1]]})", pattern)
    pattern = _CLAUSE.sub(r"[^，]{0,\1}", pattern.replace("␣", " "))
    return re.compile(_ANYTHING.sub(r".{0,\1}", pattern))


def alternatives(pattern: str) -> list[str]:
    """Return what stands between the outermost bars of a pattern."""
    parts, depth, last = [], 0, 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            parts.append(pattern[last:at])
            last = at + 1
    return [*parts, pattern[last:]]
