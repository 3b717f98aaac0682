"""What a folded message is compared by: its grams, and the concepts behind its words.

Chinese is written without spaces and parents write it without care, so runs of one to
three characters carry the likeness better than guessed words do. A word in Latin letters
and a number count as one character each: `app` and `60` mean nothing in pieces.

Concepts put what people call the same thing under one name (课后服务, 延时班, 三点半), so two
messages without a common character can still be near.

Every term is a number and not a text: three symbols of 21 bits fit into 64, so thousands of
wordings are taken apart, counted and looked up by NumPy at once, and nothing has to be
numbered beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.matching.normalise import fold_all

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
_LAST_LATIN: Final = chr(_LATIN - 1)
_LONGEST_RUN: Final = 3
_ONE: Final = np.uint64(_BITS)
_FIRST_WORD: Final = 0x110000
"""Characters have smaller numbers; Latin words and numbers are spread over the rest."""
_WORDS: Final = (1 << _BITS) - _FIRST_WORD
_CONCEPT: Final = 1 << 63
_PAIRED: Final = "+"
_MOST_PAIRED: Final = 8
"""Concepts of one message that are also counted in pairs; letters have far more."""


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
    """Return every run of one to three symbols, repeated as often as it occurs."""
    return grams_of([folded])[0]


def grams_of(texts: Iterable[str]) -> tuple[Codes, Integers]:
    """Return the runs of one to three symbols of many texts, and whose each one is."""
    listed = [np.asarray(codes(text), np.uint32) for text in texts]
    owners = np.repeat(np.arange(len(listed)), [len(one) for one in listed])
    held = np.concatenate([*listed, np.zeros(0, np.uint32)]).astype(np.uint64)
    del listed
    two = (held[:-1] << _ONE) | held[1:]
    three = (two[:-1] << _ONE) | held[2:]
    of_one_text = [owners[:-apart] == owners[apart:] for apart in (1, 2)]
    return (
        np.concatenate([held, two[of_one_text[0]], three[of_one_text[1]]]),
        np.concatenate([owners, owners[1:][of_one_text[0]], owners[2:][of_one_text[1]]]),
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


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Say whether a part of a text begins and ends no Latin word in the middle."""
    return not (begin and _touch(text[begin - 1], text[begin])) and not (
        end < len(text) and _touch(text[end - 1], text[end])
    )


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


def is_short(terms: Codes) -> NDArray[np.bool_]:
    """Say which terms are runs of one or two symbols."""
    return terms < np.uint64(1 << 2 * _BITS)


def is_concept(terms: Codes) -> NDArray[np.bool_]:
    """Say which terms are concepts or pairs of them, and not runs of symbols."""
    return terms >= np.uint64(_CONCEPT)


class Concepts:
    """Finds concepts in folded text by their longest surface words.

    Args:
        surfaces: For each concept the words that mean it; they are folded here.
    """

    def __init__(self, surfaces: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, str] = {}
        listed = [(name, word) for name, words in surfaces.items() for word in words]
        for (name, _), word in zip(listed, fold_all(word for _, word in listed), strict=True):
            if word:
                self._names.setdefault(word, name)
        # By a word's first two characters, or its only one: few words share them.
        self._lengths: dict[str, list[int]] = {}
        for word in self._names:
            lengths = self._lengths.setdefault(word[:2], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        self._beginnings = np.sort(_beginnings(self._lengths))
        self._ordered = list(surfaces)
        self._numbers = {name: number for number, name in enumerate(surfaces, start=1)}

    @property
    def words(self) -> list[str]:
        """All surface words, folded."""
        return list(self._names)

    def find(self, folded: str) -> list[str]:
        """Return the concepts of a text in order, each once."""
        return self.find_all([folded])[0]

    def find_all(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the same for many texts, which is much quicker than one by one."""
        found: list[dict[str, None]] = [{} for _ in texts]
        for row, name in self._scan("\n".join(texts)):
            found[row].setdefault(name)
        return [list(names) for names in found]

    def terms(self, folded: str) -> Codes:
        """Return the numbers of a text's concepts and, for the first ones, of their pairs."""
        return self.terms_of([folded])[0]

    def terms_of(self, texts: Sequence[str]) -> tuple[Codes, Integers]:
        """Return the same for many texts, and whose each one is."""
        listed = [self._terms([self._numbers[n] for n in found]) for found in self.find_all(texts)]
        owners = np.repeat(np.arange(len(listed)), [len(one) for one in listed])
        return np.asarray([term for one in listed for term in one], np.uint64), owners

    def code(self, term: str) -> int | None:
        """Return the number of a concept or a pair `first+second`; None for what is no concept."""
        one, paired, other = term.partition(_PAIRED)
        first = self._numbers.get(one)
        if first is None or not paired:
            return None if first is None else _CONCEPT | first
        second = self._numbers.get(other)
        return (
            None if second is None else _CONCEPT | min(first, second) << _BITS | max(first, second)
        )

    def text(self, code: int) -> str | None:
        """Return a concept or a pair as text; None for a run of symbols."""
        if not code & _CONCEPT:
            return None
        held = [code >> _BITS & _MASK, code & _MASK]
        return _PAIRED.join(self._ordered[number - 1] for number in held if number)

    def _terms(self, found: Sequence[int]) -> list[int]:
        paired = combinations(sorted(found[:_MOST_PAIRED]), 2)
        return [
            *(_CONCEPT | number for number in found),
            *(_CONCEPT | first << _BITS | second for first, second in paired),
        ]

    def _scan(self, lines: str) -> Iterator[tuple[int, str]]:
        """Find the names and their lines, from left to right, the longest word first."""
        names, lengths, reached = self._names, self._lengths, 0
        for position, row in self._places(lines):
            if position < reached:
                continue
            first, pair = lines[position], lines[position : position + 2]
            for length in (*lengths.get(pair, ()), *lengths.get(first, ())):
                word = lines[position : position + length]
                name = names.get(word)
                if name is not None and (
                    first > _LAST_LATIN < word[-1] or _is_whole(lines, position, position + length)
                ):
                    yield row, name
                    reached = position + length
                    break

    def _places(self, lines: str) -> Iterator[tuple[int, int]]:
        """Return where a word may begin, and in which line: one place in six."""
        held = np.frombuffer(lines.encode("utf-32-le"), "<u4").astype(np.uint64)
        pairs = np.append(held[:-1] << _ONE | held[1:], held[-1:])
        may = _among(held, self._beginnings) | _among(pairs, self._beginnings)
        rows = np.cumsum(held == ord("\n"))[may]
        return zip(np.flatnonzero(may).tolist(), rows.tolist(), strict=True)


def _beginnings(words: Iterable[str]) -> Codes:
    """Number words of one or two characters by their characters alone."""
    numbers = [[ord(one) for one in word] for word in words]
    return np.asarray(
        [one[0] if len(one) == 1 else one[0] << _BITS | one[1] for one in numbers], np.uint64
    )


def _among(codes: Codes, listed: Codes) -> NDArray[np.bool_]:
    """For each code say whether it is listed; the list is sorted."""
    if not len(listed):
        return np.zeros(len(codes), np.bool_)
    nearest = np.minimum(np.searchsorted(listed, codes), len(listed) - 1)
    return np.asarray(listed[nearest] == codes, np.bool_)
