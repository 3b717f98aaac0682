"""Which questions are the same one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from rapidfuzz import fuzz

from bot.matching.normalise import fold

_ALIKE: Final = 80.0

_Key = TypeVar("_Key")


def nearest(sentence: str, groups: Mapping[_Key, Sequence[str]]) -> _Key | None:
    """Return the group that a scrubbed sentence belongs to, None if it is a new question."""
    folded = fold(sentence)
    best, found = _ALIKE, None
    for key, sentences in groups.items():
        for other in sentences:
            score = fuzz.ratio(folded, fold(other), score_cutoff=best)
            if score >= best and (found is None or score > best):
                best, found = score, key
    return found


def representative(sentences: Sequence[str]) -> str:
    """Return the sentence that is nearest to all others."""
    return max(sentences, key=lambda one: sum(fuzz.ratio(one, other) for other in sentences))
