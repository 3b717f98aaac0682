"""Chinese scripts: whatever a parent types is matched as simplified characters.

OpenCC's tables are read once, on first use; converting a message then costs microseconds.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

import opencc


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def to_simplified(text: str) -> str:
    """Turn traditional characters into simplified ones, character by character and phrase."""
    return _converter("t2s").convert(text)


def from_taiwan(text: str) -> str:
    """Turn traditional characters, and words as Taiwan says them, into those of the mainland."""
    return _converter("tw2sp").convert(text)


def to_traditional(text: str) -> str:
    """Turn simplified text into traditional characters with Taiwan's words.

    This reads tables of 40 MB, so it belongs to making files, not to answering.
    """
    return _converter("s2twp").convert(text)


def to_traditional_title(text: str) -> str:
    """Turn a document's title into traditional characters and leave its words alone."""
    return _converter("s2t").convert(text)


@cache
def _converter(name: str) -> _Converter:
    return cast("_Converter", opencc.OpenCC(name))
