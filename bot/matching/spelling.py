"""Words as they were meant: pinyin read as characters, wrong homophones set right.

The wordings are the dictionary. Letters become the characters that most often stand side by
side there (zuo ye tai duo: 作业太多). A character is only ever changed where the pair it
stands in is unknown and the result is a word of ours (坐业: 作业), so that what is written
well is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise, product, repeat
from math import log
from operator import add, ne
from typing import Final

from bot.matching.sounds import CHARACTERS, SOUNDS, heard, loose, syllables_of

_LETTERS: Final = re.compile("[a-z]+(?: [a-z]+)*")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]{2,6}")
_LONGEST_RUN: Final = 800
"""Letters in a row that are read; nobody types more, and reading takes its time."""
_FEWEST_SYLLABLES: Final = 2
_CLEAR: Final = 0.5
"""The share of pairs that must be known before letters are taken for pinyin."""
_UNSEEN: Final = 0.02
_SELDOM: Final = 2
"""A pair that so few wordings hold may be a slip in a wording."""
_SLIPS: Final = 12
"""Some slips are common enough to stand in more wordings than that."""
_FAR_OFTENER: Final = 25
"""So many times oftener must the right word be met than a common slip."""
_OFTEN: Final = 8
"""So many wordings must hold a word's pairs before anything is corrected to it."""
_ENOUGH: Final = 4
"""From so many characters on two may be wrong."""
_ENGLISH: Final = frozenset(
    (
        *("app", "ppt", "ok", "can", "he", "me", "she", "a", "an", "pe", "o", "e"),
        *("make", "made", "mobile", "paying", "fake", "mean", "guide", "late", "care"),
        *("decide", "parenting", "debating", "same"),
    )
)
"""Words that could be pinyin and hardly ever are."""


class Speller:
    """Reads messages by the words of the wordings.

    Args:
        texts: All wordings, folded.
        words: What a wrong character may be corrected to, folded.
    """

    def __init__(self, texts: Sequence[str], words: Iterable[str]) -> None:
        self._pairs = Counter(chain.from_iterable(map(add, text, text[1:]) for text in texts))
        counts = Counter("".join(texts))
        self._spelled: dict[str, list[tuple[str, float]]] = {}
        for syllable, characters in CHARACTERS.items():
            known = [(one, log(counts[one])) for one in characters if counts[one]]
            if known:
                self._spelled[syllable] = known
        self._words: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if _CHINESE.fullmatch(word) and self._is_common(word):
                keys = tuple(loose(SOUNDS[character][0]) for character in word)
                self._words[keys[:2]].append((keys, word))

    def mend(self, folded: str) -> str:
        """Return folded text with pinyin read and homophones set right."""
        if any("a" <= character <= "z" for character in folded):
            folded = _LETTERS.sub(lambda match: self._read(match[0]), folded)
        return self._corrected(folded)

    def _rarest_pair(self, word: str) -> int:
        return min(self._pairs[pair] for pair in map("".join, pairwise(word)))

    def _is_common(self, word: str) -> bool:
        often = all(self._pairs[pair] >= _OFTEN for pair in map("".join, pairwise(word)))
        return often and all(character in SOUNDS for character in word)

    def _read(self, letters: str) -> str:
        """Read a run of Latin words as pinyin where it clearly is."""
        if len(letters) > _LONGEST_RUN:
            return letters
        done: list[str] = []
        run: list[str] = []
        for word in [*letters.split(), ""]:
            cut = [] if word in _ENGLISH else syllables_of(word, self._spelled)
            if cut:
                run += cut
                continue
            if run:
                done.append(self._decoded(run))
                run = []
            done.append(word)
        return " ".join(filter(None, done))

    def _decoded(self, syllables: list[str]) -> str:
        plain = " ".join(syllables) if len(syllables) > 1 else syllables[0]
        if len(syllables) < _FEWEST_SYLLABLES:
            return plain
        text = self._likeliest(syllables)
        known = sum(pair in self._pairs for pair in map("".join, pairwise(text)))
        return text if known >= _CLEAR * (len(text) - 1) else "".join(syllables)

    def _likeliest(self, syllables: list[str]) -> str:
        """Find the characters whose pairs are the most frequent (Viterbi)."""
        best = {one: (0.3 * weight, one) for one, weight in self._spelled[syllables[0]]}
        for syllable in syllables[1:]:
            step: dict[str, tuple[float, str]] = {}
            for one, weight in self._spelled[syllable]:
                score, text = max(
                    (held + log(self._pairs.get(last + one, 0) + _UNSEEN), text)
                    for last, (held, text) in best.items()
                )
                step[one] = (score + 0.3 * weight, text + one)
            best = step
        return max(best.values())[1]

    def _corrected(self, text: str) -> str:
        """Correct words around pairs that no wording holds."""
        position, slips = 0, None
        while position < len(text) - 1:
            times = self._pairs[text[position : position + 2]]
            if times <= _SLIPS:
                slips = self._slips(text) if slips is None else slips
                found = self._word_around(slips, position, times)
                if found is not None:
                    start, word = found
                    text = text[:start] + word + text[start + len(word) :]
                    position, slips = start + len(word) - 1, None
                    continue
            position += 1
        return text

    def _slips(self, text: str) -> dict[int, list[str]]:
        """Find the words that are heard in a text and written otherwise, by where they begin."""
        slips: dict[int, list[str]] = {}
        sounds = [*map(heard, text)]
        for start, both in enumerate(pairwise(sounds)):
            for keys, word in chain.from_iterable(
                map(self._words.get, product(*both), repeat(()))
            ):
                if _is_heard(text[start : start + len(word)], keys, word):
                    slips.setdefault(start, []).append(word)
        return slips

    def _word_around(
        self, slips: Mapping[int, list[str]], position: int, times: int
    ) -> tuple[int, str] | None:
        """Choose the longest word that is heard over the pair at a position."""
        found: tuple[int, str] | None = None
        for start in range(max(0, position - _ENOUGH), position + 1):
            for word in slips.get(start, ()):
                longer = found is None or len(word) > len(found[1])
                if not longer or start + len(word) < position + 2:
                    continue
                if times <= _SELDOM or self._rarest_pair(word) >= _FAR_OFTENER * times:
                    found = (start, word)
        return found


def _is_heard(written: str, keys: tuple[str, ...], word: str) -> bool:
    if len(written) < len(word):
        return False
    wrong = sum(map(ne, written, word))
    if not 1 <= wrong <= (2 if len(word) >= _ENOUGH else 1):
        return False
    return all(key in heard(one) for key, one in zip(keys, written, strict=True))
