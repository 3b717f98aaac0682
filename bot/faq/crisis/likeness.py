"""How much a message is like those of people in danger: learned, where patterns are written.

A message is taken apart into characters and words in Latin letters, one by one and in pairs.
Each has points for danger or against it; one says little, all of a message say much.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import fsum, sqrt
from typing import Final

from bot.faq.crisis.characters import BASE, CHARACTERS, STEP
from bot.faq.crisis.latin import WORDS
from bot.faq.crisis.pairs_against import AGAINST
from bot.faq.crisis.pairs_for import FOR

_SYMBOL: Final = re.compile(r"[a-z']+|\d+|\S")
_JOINED: Final = "_"
"""Between two Latin words; the plain text of a message has none."""
_FEW: Final = 4
"""A message with fewer terms is taken to have so many: two characters prove nothing."""


def terms(said: str) -> frozenset[str]:
    """Return the characters and words of a plain text, and those that stand side by side."""
    symbols = _SYMBOL.findall(said)
    pairs = (
        f"{one}{_JOINED}{two}" if one.isascii() and two.isascii() else one + two
        for one, two in pairwise(symbols)
    )
    return frozenset((*symbols, *pairs))


def share(count: int) -> float:
    """Return how much each of so many terms counts."""
    return 1 / sqrt(max(_FEW, count))


def leaning(said: str) -> float:
    """Return how much the terms of a plain text speak for danger, about -8 to 8."""
    points, found = all_points(), terms(said)
    known = [points[term] for term in found if term in points]
    return BASE + STEP * fsum(known) * share(len(found))


@cache
def all_points() -> dict[str, int]:
    """Return the points of every term that was learned."""
    by_term: dict[str, int] = {}
    for level, characters in CHARACTERS.items():
        by_term.update(dict.fromkeys(characters, level))
    for level, words in WORDS.items():
        by_term.update(dict.fromkeys(words.split(), level))
    for level, joined in (*FOR.items(), *AGAINST.items()):
        pairs = map("".join, zip(joined[::2], joined[1::2], strict=True))
        by_term.update(dict.fromkeys(pairs, level))
    return by_term
