"""What a folded message is compared by: its characters, and pairs of them.

Chinese is written without spaces and parents write it without care, so single characters and
pairs of them carry more than guessed words do; runs of three only make every list longer. A
word in Latin letters and a number count as one character each: `app` and `60` mean nothing in
pieces.

Every term is a number and not a text: two symbols of 21 bits fit into 64, so thousands of
wordings are taken apart, counted and looked up by NumPy at once, and nothing has to be
numbered beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Integers = NDArray[np.int64]

_SYMBOL = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9 ]")
_ANY_LATIN = re.compile(r"[a-z0-9 ]")
_LATIN_END = re.compile(r"[a-z0-9]$")
_LATIN_BEGIN = re.compile(r"[a-z0-9]")
_BITS: Final = 21
_MASK: Final = (1 << _BITS) - 1
_LATIN: Final = 128
_SPACE: Final = ord(" ")
_LONGEST_RUN: Final = 2
_ONE: Final = np.uint64(_BITS)
_FIRST_WORD: Final = 0x110000
"""Characters have smaller numbers; Latin words and numbers are spread over the rest."""
_WORDS: Final = (1 << _BITS) - _FIRST_WORD


def symbols(folded: str) -> list[str]:
    """Cut folded text into characters, Latin words and numbers."""
    return _SYMBOL.findall(folded)


def codes(folded: str) -> list[int]:
    """Return the number of each symbol."""
    if not _ANY_LATIN.search(folded):
        return [*map(ord, folded)]
    return [
        ord(one) if len(one) == 1 else _FIRST_WORD + crc32(one.encode()) % _WORDS
        for one in symbols(folded)
    ]


def grams(folded: str) -> Codes:
    """Return every symbol and every pair of neighbours, repeated as often as it occurs."""
    return grams_of([folded])[0]


def grams_of(texts: Iterable[str]) -> tuple[Codes, Integers]:
    """Return the symbols and pairs of many texts, and whose each one is."""
    listed = [np.asarray(codes(text), np.uint32) for text in texts]
    owners = np.repeat(np.arange(len(listed)), [len(one) for one in listed])
    held = np.concatenate([*listed, np.zeros(0, np.uint32)]).astype(np.uint64)
    del listed
    of_one_text = owners[:-1] == owners[1:]
    two = (held[:-1] << _ONE) | held[1:]
    return (
        np.concatenate([held, two[of_one_text]]),
        np.concatenate([owners, owners[1:][of_one_text]]),
    )


def spelled(folded: str) -> dict[int, str]:
    """Return the Latin words and numbers of a text by their numbers, to be read back later."""
    return {
        code: symbol
        for code, symbol in zip(codes(folded), symbols(folded), strict=True)
        if len(symbol) > 1
    }


def run_code(term: str) -> int:
    """Return the number of a run of symbols that is written as text."""
    code = 0
    for symbol in codes(term):
        code = code << _BITS | symbol
    return code


def run_codes(written: str, latin: Callable[[str], int] = run_code) -> Codes:
    """Return the numbers of many runs that are written as text; those in Chinese at once.

    Args:
        written: The runs, with one space between.
        latin: Returns the number of a run that is not in Chinese alone.
    """
    held = np.frombuffer(written.encode("utf-32-le"), "<u4")
    ends = np.append(np.flatnonzero(held == _SPACE), len(held)) if len(held) else held[:0]
    begins = np.append(0, ends[:-1] + 1) if len(held) else ends
    lengths = ends - begins
    numbers = np.zeros(len(begins), np.uint64)
    for column in range(min(int(lengths.max(initial=0)), _LONGEST_RUN)):
        reached = lengths > column
        symbols_there = held[begins[reached] + column].astype(np.uint64)
        numbers[reached] = numbers[reached] << _ONE | symbols_there
    one_by_one = lengths > _LONGEST_RUN
    in_latin = np.flatnonzero((held < _LATIN) & (held != _SPACE))
    one_by_one[np.searchsorted(begins, in_latin, "right") - 1] = True
    for place in np.flatnonzero(one_by_one).tolist():
        numbers[place] = latin(written[begins[place] : ends[place]])
    return numbers


def run_text(code: int, words: Mapping[int, str]) -> str:
    """Return a run of symbols as text.

    Args:
        code: Its number.
        words: The Latin words and numbers that may occur, by their numbers.
    """
    parts: list[str] = []
    while code:
        symbol = code & _MASK
        parts.append(words[symbol] if symbol >= _FIRST_WORD else chr(symbol))
        code >>= _BITS
    # Two Latin words side by side must stay two.
    text = parts.pop()
    while parts:
        following = parts.pop()
        text += f" {following}" if _touch(text, following) else following
    return text


def _touch(first: str, second: str) -> bool:
    return bool(_LATIN_END.search(first) and _LATIN_BEGIN.match(second))


def pairs(folded: str) -> list[str]:
    """Return the runs of two symbols, by which coverage is measured, for reading."""
    parts = symbols(folded)
    return [first + second for first, second in pairwise(parts)]


def pair_codes(folded: str) -> Codes:
    """Return the numbers of the runs of two symbols, in their order."""
    single = np.asarray(codes(folded), np.uint64)
    return (single[:-1] << _ONE) | single[1:]
