"""What `knowledge calibrate` has learned, kept beside the entries as files people can read.

`thresholds.yaml` holds the weights and limits, `learned-words.yaml` the words that whole
messages use for each question and no wording may hold, with their counts, and
`learned-points.yaml` what words are worth for and against each question. All are made from
the folder alone, so whoever has it can repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from pydantic import AfterValidator, BaseModel, Field, RootModel

from bot.faq.files.schema import Part
from bot.faq.files.shapes import read_shape
from bot.faq.problems import BrokenKnowledge, Problem
from bot.matching.index import FEATURES
from bot.matching.points import Points
from bot.matching.teaching import Taught
from bot.matching.terms import Codes, Concepts, Integers, run_codes, run_text
from bot.matching.tuning import SIGNS, Gate, Tuning

THRESHOLDS_FILE: Final = "thresholds.yaml"
WORDS_FILE: Final = "learned-words.yaml"
POINTS_FILE: Final = "learned-points.yaml"

_HEADING: Final = """\
# 由 jiaxiao knowledge calibrate 算出，不要手改。
# Found by `jiaxiao knowledge calibrate` from this folder; run it after changing entries.
"""
_WORDS_HEADING: Final = """\
# 家长的整段话里和这个问题一起出现的词，前面是次数；以 @ 开头的是 concepts.yaml 里的意思。
# Terms that whole messages use for a question, by how often; @ marks meanings.
"""
_POINTS_HEADING: Final = """\
# 每个词对这个问题值多少分，负分是说不像在问这个；* 是每句话都有的分。
# What words are worth for a question; below zero they speak against it; * is for every message.
"""
_MEANING: Final = "@"
_ALWAYS: Final = "*"
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


class PointsFile(RootModel[dict[str, dict[Annotated[int, Field(gt=-(10**4), lt=10**4)], str]]]):
    """For each question its words by what they are worth, with spaces between."""


LEARNED_FILES: Final[Mapping[str, type[BaseModel]]] = {
    THRESHOLDS_FILE: ThresholdsFile,
    WORDS_FILE: WordsFile,
    POINTS_FILE: PointsFile,
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
    listed = _listed(folder / WORDS_FILE, WordsFile)
    codes = _codes(listed.words, concepts)
    return {
        key: Taught(terms[terms > 0], times[terms > 0])
        for key, terms, times in listed.by_question(codes)
    }


def read_points(folder: Path) -> dict[str, Points]:
    """Read the learned points; without the file there are none.

    Raises:
        BrokenKnowledge: The file is broken.
    """
    listed = _listed(folder / POINTS_FILE, PointsFile)
    codes = _runs(["" if word == _ALWAYS else word for word in listed.words])
    return {
        key: Points(int(worth[terms == 0].sum()), terms[terms > 0], worth[terms > 0])
        for key, terms, worth in listed.by_question(codes)
    }


@dataclass(frozen=True, slots=True)
class _Listed:
    """The words of a file with their questions and numbers, side by side."""

    keys: Sequence[str]
    words: Sequence[str]
    numbers: Integers

    def by_question(self, codes: Codes) -> Iterator[tuple[str, Codes, Integers]]:
        """Return the words' codes and numbers for each question that has any."""
        sizes = [sum(1 for _ in rows) for _, rows in groupby(self.keys)]
        ends = np.cumsum(sizes)[:-1]
        keys = dict.fromkeys(self.keys)
        if keys:
            yield from zip(keys, np.split(codes, ends), np.split(self.numbers, ends), strict=True)


def _listed(path: Path, shape: type[WordsFile | PointsFile]) -> _Listed:
    read = read_shape(path, shape) if path.exists() else None
    if isinstance(read, list):
        raise BrokenKnowledge(read)
    listed = [
        (key, word, number)
        for key, by_number in (read[0].root.items() if read else ())
        for number, words in by_number.items()
        for word in words.split()
    ]
    keys, words, numbers = zip(*listed, strict=True) if listed else ((), (), ())
    return _Listed(keys, words, np.asarray(numbers, np.int64))


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
    counted = {
        key: [
            (times, _text(term, concepts, latin))
            for term, times in zip(one.terms.tolist(), one.times.tolist(), strict=True)
        ]
        for key, one in taught.items()
    }
    _write(folder / WORDS_FILE, _WORDS_HEADING, counted)


def write_points(folder: Path, points: Mapping[str, Points], latin: Mapping[int, str]) -> None:
    """Write the learned points, what speaks most for each question first.

    Args:
        folder: The knowledge folder.
        points: What was learned.
        latin: The Latin words and numbers that may occur, by their numbers.
    """
    worth = {
        key: [(one.always, _ALWAYS)]
        + [
            (number, _run(term, latin))
            for term, number in zip(one.terms.tolist(), one.worth.tolist(), strict=True)
        ]
        for key, one in points.items()
    }
    _write(folder / POINTS_FILE, _POINTS_HEADING, worth)


def _write(path: Path, heading: str, listed: Mapping[str, Sequence[tuple[int, str]]]) -> None:
    lines = [_HEADING + heading]
    for key in sorted(listed):
        lines.append(f"{key}:")
        by_number: dict[int, list[str]] = {}
        for number, word in listed[key]:
            by_number.setdefault(number, []).append(word)
        lines += [
            f"  {number}: '{' '.join(sorted(by_number[number]))}'"
            for number in sorted(by_number, reverse=True)
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _text(term: int, concepts: Concepts, latin: Mapping[int, str]) -> str:
    meaning = concepts.text(term)
    if meaning is not None:
        return _MEANING + meaning
    return _run(term, latin)


def _run(term: int, latin: Mapping[int, str]) -> str:
    return run_text(term, latin).replace(" ", _INNER_SPACE)


def _codes(words: Sequence[str], concepts: Concepts) -> Codes:
    """Turn words back into numbers; 0 for a meaning that is gone from concepts.yaml."""
    numbers = _runs(["" if word.startswith(_MEANING) else word for word in words])
    for place in np.flatnonzero(numbers == 0).tolist():
        numbers[place] = concepts.code(words[place].removeprefix(_MEANING)) or 0
    return numbers


def _runs(words: Sequence[str]) -> Codes:
    return run_codes([word.replace(_INNER_SPACE, " ") for word in words])
