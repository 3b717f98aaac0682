"""What `knowledge calibrate` has learned, kept beside the entries as files people can read.

`thresholds.yaml` holds the weights and limits, `learned-words.yaml` the words that whole
messages use for each question and no wording may hold, with their counts. Both are made from
the folder alone, so whoever has it can repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from pydantic import AfterValidator, BaseModel, Field, RootModel

from bot.faq.files.schema import Part
from bot.faq.files.shapes import read_shape
from bot.faq.problems import BrokenKnowledge, Problem
from bot.matching.index import FEATURES
from bot.matching.teaching import Taught
from bot.matching.terms import Codes, Concepts, run_codes, run_text
from bot.matching.tuning import SIGNS, Gate, Tuning

THRESHOLDS_FILE: Final = "thresholds.yaml"
WORDS_FILE: Final = "learned-words.yaml"

_HEADING: Final = """\
# 由 jiaxiao knowledge calibrate 算出，不要手改。
# Found by `jiaxiao knowledge calibrate` from this folder; run it after changing entries.
"""
_WORDS_HEADING: Final = """\
# 家长的整段话里和这个问题一起出现的词，前面是次数；以 @ 开头的是 concepts.yaml 里的意思。
# Terms that whole messages use for a question, by how often; @ marks meanings.
"""
_MEANING: Final = "@"
_INNER_SPACE: Final = "_"


def _exactly(names: tuple[str, ...], weights: dict[str, float]) -> dict[str, float]:
    if set(weights) != set(names):
        message = "does not fit this version; run jiaxiao knowledge calibrate"
        raise ValueError(message)
    return weights


def _ranking(weights: dict[str, float]) -> dict[str, float]:
    return _exactly(FEATURES, weights)


def _signs(weights: dict[str, float]) -> dict[str, float]:
    return _exactly(SIGNS, weights)


class GateFile(Part):
    """One gate's learned numbers."""

    threshold: float = Field(ge=0, le=1)
    bias: float
    weights: Annotated[dict[str, float], AfterValidator(_signs)]

    def value(self) -> Gate:
        """Return the gate as matching knows it."""
        return Gate(self.bias, self.weights, self.threshold)


class ThresholdsFile(Part):
    """All learned numbers."""

    ranking: Annotated[dict[str, float], AfterValidator(_ranking)]
    answer: GateFile
    suggest: GateFile


class WordsFile(RootModel[dict[str, dict[Annotated[int, Field(ge=1, lt=10**6)], str]]]):
    """For each question its words by how often they occur, with spaces between."""


LEARNED_FILES: Final[Mapping[str, type[BaseModel]]] = {
    THRESHOLDS_FILE: ThresholdsFile,
    WORDS_FILE: WordsFile,
}


def learned_problems(folder: Path) -> Iterator[Problem]:
    """Find what is wrong with the learned files."""
    for name, shape in LEARNED_FILES.items():
        is_there = name == THRESHOLDS_FILE or (folder / name).exists()
        read = read_shape(folder / name, shape) if is_there else ()
        if isinstance(read, list):
            yield from read


def read_tuning(folder: Path) -> Tuning:
    """Read the learned numbers.

    Raises:
        BrokenKnowledge: They are missing, or another version's.
    """
    read = read_shape(folder / THRESHOLDS_FILE, ThresholdsFile)
    if isinstance(read, list):
        raise BrokenKnowledge(read)
    file = read[0]
    return Tuning(file.ranking, file.answer.value(), file.suggest.value())


def write_tuning(folder: Path, tuning: Tuning) -> None:
    """Write the learned numbers so that a person can read and compare them."""
    lines = [_HEADING, "ranking:"]
    lines += [f"  {name}: {weight:.3f}" for name, weight in tuning.ranking.items()]
    for title, gate in (("answer", tuning.answer), ("suggest", tuning.suggest)):
        lines += [f"{title}:", f"  threshold: {gate.threshold:.3f}", f"  bias: {gate.bias:.3f}"]
        lines += ["  weights:"]
        lines += [f"    {name}: {weight:.3f}" for name, weight in gate.weights.items()]
    (folder / THRESHOLDS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_words(folder: Path, concepts: Concepts) -> dict[str, Taught]:
    """Read the learned words; without the file there are none.

    Raises:
        BrokenKnowledge: The file is broken.
    """
    if not (folder / WORDS_FILE).exists():
        return {}
    read = read_shape(folder / WORDS_FILE, WordsFile)
    if isinstance(read, list):
        raise BrokenKnowledge(read)
    counted = [
        (key, word, times)
        for key, by_times in read[0].root.items()
        for times, listed in by_times.items()
        for word in listed.split()
    ]
    if not counted:
        return {}
    codes = _codes([word for _, word, _ in counted], concepts)
    times = np.asarray([times for _, _, times in counted], np.int64)
    ends = np.cumsum([sum(1 for _ in rows) for _, rows in groupby(counted, itemgetter(0))])
    keys = list(dict.fromkeys(key for key, _, _ in counted))
    return {
        key: Taught(one[known], often[known])
        for key, one, often in zip(
            keys, np.split(codes, ends[:-1]), np.split(times, ends[:-1]), strict=True
        )
        for known in [one > 0]
    }


def write_words(
    folder: Path, taught: Mapping[str, Taught], concepts: Concepts, latin: Mapping[int, str]
) -> None:
    """Write the learned words, the most frequent of each question first.

    Args:
        folder: The knowledge folder.
        taught: What was learned.
        concepts: The words that mean the same.
        latin: The Latin words and numbers that may occur, by their numbers.
    """
    lines = [_HEADING + _WORDS_HEADING]
    for key in sorted(taught):
        lines.append(f"{key}:")
        by_times: dict[int, list[str]] = {}
        one = taught[key]
        for term, times in zip(one.terms.tolist(), one.times.tolist(), strict=True):
            by_times.setdefault(times, []).append(_text(term, concepts, latin))
        lines += [
            f"  {times}: '{' '.join(sorted(by_times[times]))}'"
            for times in sorted(by_times, reverse=True)
        ]
    (folder / WORDS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _text(term: int, concepts: Concepts, latin: Mapping[int, str]) -> str:
    meaning = concepts.text(term)
    if meaning is not None:
        return _MEANING + meaning
    return run_text(term, latin).replace(" ", _INNER_SPACE)


def _codes(words: Sequence[str], concepts: Concepts) -> Codes:
    """Turn words back into numbers; 0 for a meaning that is gone from concepts.yaml."""
    runs = ["" if word.startswith(_MEANING) else word.replace(_INNER_SPACE, " ") for word in words]
    numbers = run_codes(runs)
    for place, run in enumerate(runs):
        if not run:
            numbers[place] = concepts.code(words[place].removeprefix(_MEANING)) or 0
    return numbers
