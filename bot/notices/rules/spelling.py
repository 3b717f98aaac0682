"""A notice as the rules read it: one script, one width, small letters, cut into clauses.

Every character that is kept remembers where it stood, so that an author can be shown his
own words. Characters are converted one by one: phrases would change their number.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.matching.scripts import to_simplified

SENTENCE_ENDS: Final = "。!?;\n…"
LONGEST_EXCERPT: Final = 40
"""Characters: what an author recognises his sentence by."""
_SENTENCE_END: Final = re.compile(f"[{SENTENCE_ENDS}]")
_CLAUSE_END: Final = re.compile(f"[,{SENTENCE_ENDS}]")
_AROUND: Final = " \n,，。；;"
_INVISIBLE: Final = {"Cc", "Cf", "Co", "Cs", "Cn", "Mn", "Me"}
_MOST_REMEMBERED: Final = 20_000


class _Spelling(dict[str, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        self[character] = spelt = _spelt(character)
        return spelt


def _spelt(character: str) -> str:
    if character in "\n。":
        return character
    folded = unicodedata.normalize("NFKC", character).casefold()
    if len(folded) != 1:
        folded = character
    if folded.isspace():
        return " "
    if unicodedata.category(folded) in _INVISIBLE:
        return ""
    simplified = to_simplified(folded)
    return simplified if len(simplified) == 1 else folded


_SPELLING: Final = _Spelling()


@dataclass(frozen=True)
class Plain:
    """A text in the rules' spelling.

    `origin[n]` is where character `n` stood in the text as given.
    """

    given: str
    text: str
    origin: Sequence[int]

    @cached_property
    def clause_ends(self) -> list[int]:
        """Where clauses end."""
        return [match.start() for match in _CLAUSE_END.finditer(self.text)]

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Where sentences end; every one of them ends a clause too."""
        return [match.start() for match in _SENTENCE_END.finditer(self.text)]

    def clause(self, at: int) -> int:
        """Return which clause a character belongs to; what ends one belongs to it."""
        return bisect_left(self.clause_ends, at)

    def sentence(self, at: int) -> int:
        """Return which sentence a character belongs to."""
        return bisect_left(self.sentence_ends, at)

    def excerpt(self, start: int, end: int) -> str:
        """Return the clauses around a place, as they were written, at most 40 characters."""
        first, last = self.clause(start), self.clause(end - 1)
        begin = self.clause_ends[first - 1] + 1 if first else 0
        until = self.clause_ends[last] if last < len(self.clause_ends) else len(self.text)
        until = max(until, end)
        shown = self.given[self.origin[begin] : self.origin[until - 1] + 1].strip(_AROUND)
        return shown if len(shown) <= LONGEST_EXCERPT else f"{shown[: LONGEST_EXCERPT - 1]}…"


def plain(text: str) -> Plain:
    """Return a text in the rules' spelling."""
    spelling = [_SPELLING[character] for character in text]
    if "" not in spelling and " " not in spelling:
        return Plain(text, "".join(spelling), range(len(text)))
    kept = _without_gaps([(spelt, at) for at, spelt in enumerate(spelling) if spelt])
    return Plain(text, "".join(spelt for spelt, _ in kept), [at for _, at in kept])


def spelt(word: str) -> str:
    """Return a word of a rule in the same spelling."""
    return plain(word).text


def _without_gaps(kept: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Leave out spaces, except one between letters or digits."""
    joined: list[tuple[str, int]] = []
    for place, (character, at) in enumerate(kept):
        if character != " ":
            joined.append((character, at))
        elif joined and joined[-1][0].isascii() and joined[-1][0].isalnum():
            after = next((one for one, _ in kept[place : place + 3] if one != " "), "")
            if after.isascii() and after.isalnum():
                joined.append((character, at))
    return joined
