"""How the patterns of a rule are written, and how they are found.

    请|麻烦 ~4 <PARENT> ~8 <MARK> ~6 <HOMEWORK>

Parts are parted by spaces. A part is one of several words, `<NAME>` being a list of words
or something `detectors` knows. `~8` allows up to eight characters of the same clause
between two parts, `≈8` of the same sentence; without either they follow at once.

There are no repetitions and no nesting to write, so no pattern can take long: a text is
read once for all words of all rules, and the parts of a pattern are then joined from left
to right, keeping for every end one beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.notices.rules.spelling import Plain, spelt

WIDEST_GAP: Final = 40
MOST_PARTS: Final = 6
_GAP = re.compile(r"([~≈])([0-9]{1,2})\Z")
_NAME = re.compile(r"<([A-Z_]{1,20})>\Z")
_CROSSES_CLAUSES: Final = "≈"

Place = tuple[int, int]
"""Where something begins and ends in the plain text."""
Words = frozenset[str]
"""Words, and names of what `detectors` knows in angle brackets."""


class BadPattern(ValueError):
    """A pattern cannot be read; says which part and what to do."""


@dataclass(frozen=True)
class Part:
    """One part of a pattern, and how far from the part before it may stand."""

    words: Words
    within: int = 0
    crosses_clauses: bool = False


Pattern = tuple[Part, ...]


def parse(written: str, named: Mapping[str, Words]) -> Pattern:
    """Read a pattern.

    Args:
        written: As in the module's docstring.
        named: The lists of words that `<NAME>` may stand for.

    Raises:
        BadPattern: A part is unknown, a gap too wide, or a gap stands at an end.
    """
    parts: list[Part] = []
    gap: tuple[int, bool] | None = None
    for token in written.split():
        if match := _GAP.match(token):
            if gap is not None or not parts:
                message = f"{token!r} must stand between two parts"
                raise BadPattern(message)
            gap = int(match[2]), match[1] == _CROSSES_CLAUSES
        else:
            within, crosses = gap or (0, False)
            parts.append(Part(_words(token, named), within, crosses))
            gap = None
    return _checked(parts, gap)


def words_of(listed: Sequence[str], named: Mapping[str, Words]) -> Words:
    """Read a list of words, some of which may be names of other lists.

    Raises:
        BadPattern: A name is unknown.
    """
    return frozenset(word for one in listed for word in _words(one, named))


def joined(
    pattern: Pattern, places: Callable[[Words], Sequence[Place]], text: Plain
) -> list[Place]:
    """Return where a pattern is found, for each end the nearest beginning.

    Args:
        pattern: What is looked for.
        places: Says where words stand, in order of their beginnings.
        text: The text they stand in.
    """
    found = {end: start for start, end in places(pattern[0].words)}
    for part in pattern[1:]:
        if not found:
            return []
        found = _followed(found, part, places(part.words), text)
    return [(start, end) for end, start in found.items()]


def _followed(
    found: Mapping[int, int], part: Part, places: Sequence[Place], text: Plain
) -> dict[int, int]:
    """Return by end where what is found is followed by a part."""
    longer: dict[int, int] = {}
    ends = sorted(found)
    unit = text.sentence if part.crosses_clauses else text.clause
    for start, end in places:
        # The nearest end before it is the best: whatever may stand between may stand here.
        nearest = bisect_right(ends, start) - 1
        if nearest < 0 or start - ends[nearest] > part.within:
            continue
        if unit(ends[nearest] - 1) == unit(start):
            begun = found[ends[nearest]]
            longer[end] = max(begun, longer.get(end, begun))
    return longer


def _words(token: str, named: Mapping[str, Words]) -> Words:
    words: set[str] = set()
    for word in token.split("|"):
        match = _NAME.match(word)
        if match and match[1] not in named:
            message = f"{word} is not a list under words; add it or correct the name"
            raise BadPattern(message)
        words |= named[match[1]] if match else {_plain_word(word)}
    return frozenset(words)


def _plain_word(word: str) -> str:
    plain = spelt(word)
    if not plain or set("<>~≈") & set(word):
        message = f"{word!r} is no word; write words, <NAME>, ~4 or ≈8, with spaces between"
        raise BadPattern(message)
    return plain


def _checked(parts: list[Part], open_gap: tuple[int, bool] | None) -> Pattern:
    if not parts or open_gap is not None:
        message = "a pattern begins and ends with words"
        raise BadPattern(message)
    if len(parts) > MOST_PARTS:
        message = f"has {len(parts)} parts; at most {MOST_PARTS} can be read by a person"
        raise BadPattern(message)
    if any(part.within > WIDEST_GAP for part in parts):
        message = f"has a gap wider than {WIDEST_GAP}; make it narrower"
        raise BadPattern(message)
    return tuple(parts)
