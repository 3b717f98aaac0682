"""How a notice says no: what a negation reaches, and what is only spoken about.

“不要求家长批改作业，但请您关心孩子” asks nothing forbidden; “严禁抄袭，请家长批改作业” does,
because the request after the comma is a new thought. The words for it stand in the file of
the rules, the grammar here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.notices.rules.pattern import Pattern, Place, Words, joined, parse, words_of
from bot.notices.rules.spelling import SENTENCE_ENDS, Plain

_LIST_ITEM: Final = re.compile(
    r"(?:[(（]?\d{1,2}[.、)）]|[(（]?[一二三四五六七八九十]{1,2}[)）.、]|[·•*-])"
)


@dataclass(frozen=True)
class Speech:
    """The words with which a text says no.

    Attributes:
        negations: Reach to the end of their clause.
        affirmations: Look like negations and are none (“不要忘记”).
        prohibitions: Reach to the end of their sentence, and through the list below them.
        requests: End what a prohibition reaches.
        spared: Patterns of sentences that only speak about something.
    """

    negations: Sequence[str] = ()
    affirmations: Sequence[str] = ()
    prohibitions: Sequence[str] = ()
    requests: Sequence[str] = ()
    spared: Sequence[str] = ()

    def ready(self, named: Mapping[str, Words]) -> ReadySpeech:
        """Make them ready for reading texts.

        Raises:
            BadPattern: A word or pattern cannot be read.
        """
        return ReadySpeech(
            words_of(self.negations, named),
            words_of(self.affirmations, named),
            words_of(self.prohibitions, named),
            words_of(self.requests, named),
            tuple(parse(one, named) for one in self.spared),
        )


@dataclass(frozen=True)
class ReadySpeech:
    """The same, with words and patterns read."""

    negations: Words
    affirmations: Words
    prohibitions: Words
    requests: Words
    spared: tuple[Pattern, ...]

    def words(self) -> Iterator[Words]:
        """Yield every list whose words are to be found in a text."""
        yield from (self.negations, self.affirmations, self.prohibitions, self.requests)
        yield from (part.words for pattern in self.spared for part in pattern)


class Spoken:
    """Where one text says no; looked for only once somebody asks.

    Args:
        read: The text.
        places: Says where words stand in it.
        speech: How it may say no.
    """

    def __init__(
        self, read: Plain, places: Callable[[Words], Sequence[Place]], speech: ReadySpeech
    ) -> None:
        self._read = read
        self._places = places
        self._speech = speech

    @cached_property
    def _affirmed(self) -> frozenset[int]:
        affirmed = self._places(self._speech.affirmations)
        return frozenset(at for start, end in affirmed for at in range(start, end))

    @cached_property
    def _negations(self) -> list[int]:
        found = self._places(self._speech.negations)
        return [start for start, _ in found if start not in self._affirmed]

    @cached_property
    def _prohibitions(self) -> list[int]:
        found = self._places(self._speech.prohibitions)
        return [start for start, _ in found if start not in self._affirmed]

    @cached_property
    def _requests(self) -> list[int]:
        return [start for start, _ in self._places(self._speech.requests)]

    @cached_property
    def _spared(self) -> frozenset[int]:
        return self.sentences_with(self._speech.spared)

    @cached_property
    def _forbidden_items(self) -> frozenset[int]:
        return frozenset(_lists_under(self._prohibitions, self._read))

    def denies(self, start: int, end: int, more: Sequence[Place] = ()) -> bool:
        """Say whether what stands at a place is negated, forbidden or only spoken about.

        Args:
            start: Where it begins.
            end: Where it ends.
            more: Further negations that count for it.
        """
        if self._read.sentence(start) in self._forbidden_items:
            return True
        if self._has_in_clauses(start, end, self._negations):
            return True
        if self._has_in_clauses(start, end, [place for place, _ in more]):
            return True
        return self._is_forbidden(start) or self.excuses(start, end, self._spared)

    def sentences_with(self, patterns: Sequence[Pattern]) -> frozenset[int]:
        """Return the sentences in which any of the patterns is found."""
        return frozenset(
            self._read.sentence(start)
            for one in patterns
            for start, _ in joined(one, self._places, self._read)
        )

    def excuses(self, start: int, end: int, excuses: frozenset[int]) -> bool:
        """Say whether a place lies in one of the sentences that are excused."""
        first, last = self._read.sentence(start), self._read.sentence(end - 1)
        return any(number in excuses for number in range(first, last + 1))

    def _has_in_clauses(self, start: int, end: int, negations: Sequence[int]) -> bool:
        """Say whether a negation stands in the clauses of a place, before its end."""
        first = self._read.clause(start)
        begins = self._read.clause_ends[first - 1] if first else -1
        after = bisect_right(negations, begins)
        return after < len(negations) and negations[after] < end

    def _is_forbidden(self, start: int) -> bool:
        """Say whether a prohibition earlier in the sentence reaches so far."""
        first = self._read.sentence(start)
        begins = self._read.sentence_ends[first - 1] if first else -1
        nearest = bisect_left(self._prohibitions, start) - 1
        if nearest < 0 or self._prohibitions[nearest] <= begins:
            return False
        asked = bisect_right(self._requests, self._prohibitions[nearest])
        return asked == len(self._requests) or self._requests[asked] > start


def _lists_under(prohibitions: Sequence[int], read: Plain) -> Iterator[int]:
    """Yield the sentences of each list whose heading forbids what it lists."""
    forbidding = {read.sentence(start) for start in prohibitions}
    under = False
    for number, line in enumerate(_sentences(read.text)):
        if not line.strip(SENTENCE_ENDS):
            continue
        if line.rstrip("\n").endswith(":"):
            under = number in forbidding
        elif not _LIST_ITEM.match(line):
            under = False
        elif under:
            yield number


def _sentences(text: str) -> list[str]:
    lines, begin = [], 0
    for at, character in enumerate(text):
        if character in SENTENCE_ENDS:
            lines.append(text[begin : at + 1])
            begin = at + 1
    return [*lines, text[begin:]]
