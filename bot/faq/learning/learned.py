"""What `knowledge calibrate` has learned, kept beside the entries as files people can read.

`thresholds.yaml` holds the weights and limits, `learned-points.yaml` what words are worth for
and against each question. Both are made from the folder alone, so whoever has it can repeat
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from pydantic import AfterValidator, Field, RootModel

from bot.faq.files.schema import Part
from bot.faq.files.shapes import read_shape
from bot.faq.problems import BrokenKnowledge, Problem
from bot.matching.index import FEATURES
from bot.matching.points import ALWAYS, Points
from bot.matching.terms import Codes, Integers, run_code, run_codes, run_text
from bot.matching.tuning import SIGNS, Gate, Tuning

THRESHOLDS_FILE: Final = "thresholds.yaml"
POINTS_FILE: Final = "learned-points.yaml"

_HEADING: Final = """\
# 由 jiaxiao knowledge calibrate 算出，不要手改。
# Found by `jiaxiao knowledge calibrate` from this folder; run it after changing entries.
"""
_POINTS_HEADING: Final = """\
# 每个词对这个问题值多少分，负分是说不像在问这个；* 是每句话都有的分。
# What words are worth for a question; below zero they speak against it; * is for every message.
"""
_INNER_SPACE: Final = "_"
_NUMBER: Final = re.compile(r"-?[0-9]{1,6}$", re.ASCII)
_NO_NUMBER: Final = (
    "a line must begin with a number that this file may have; run jiaxiao knowledge calibrate"
)


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


class WordLists(RootModel[dict[str, str]]):
    """For each question lines of a number and the words it is the number of.

    YAML of a list for each number says the same, and is read five times as slowly.
    """


_MAY_BE_WORTH: Final = range(1 - 10**4, 10**4)


def learned_problems(folder: Path) -> Iterator[Problem]:
    """Find what is wrong with the learned files."""
    read = read_shape(folder / THRESHOLDS_FILE, ThresholdsFile)
    if isinstance(read, list):
        yield from read
    listed = _read_lists(folder / POINTS_FILE)
    if isinstance(listed, list):
        yield from listed


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


def read_points(folder: Path) -> dict[str, Points]:
    """Read the learned points; without the file there are none.

    Raises:
        BrokenKnowledge: The file is broken.
    """
    listed = _read_lists(folder / POINTS_FILE)
    if isinstance(listed, list):
        raise BrokenKnowledge(listed)
    codes = run_codes(listed.written, cache(_latin))
    return {
        key: Points(int(worth[terms == 0].sum()), terms[terms > 0], worth[terms > 0])
        for key, terms, worth in listed.by_question(codes)
    }


@dataclass(frozen=True, slots=True)
class _Listed:
    """The words of a file with their numbers, side by side, and how many each question has.

    A quarter of a million words stay one text: as many strings would take twenty megabytes.
    """

    sizes: Mapping[str, int]
    written: str
    numbers: Integers

    def by_question(self, codes: Codes) -> Iterator[tuple[str, Codes, Integers]]:
        """Return the words' codes and numbers for each question that has any."""
        begin = 0
        for key, size in self.sizes.items():
            held = slice(begin, begin + size)
            yield key, codes[held], self.numbers[held]
            begin += size


def _read_lists(path: Path) -> _Listed | list[Problem]:
    """Read a file of words with numbers, or say what is wrong; no file is an empty one."""
    read = read_shape(path, WordLists) if path.exists() else None
    if isinstance(read, list):
        return read
    sizes: dict[str, int] = {}
    written: list[str] = []
    numbers: list[tuple[int, int]] = []
    problems = []
    for key, text in read[0].root.items() if read else ():
        size = 0
        for place, line in enumerate(text.splitlines(), start=1):
            number, _, following = " ".join(line.split()).partition(" ")
            if not _NUMBER.match(number) or int(number) not in _MAY_BE_WORTH:
                begin = read[1].line_of((key,)) if read else 0
                line_there = begin + place if "\n" in text else begin
                problems.append(Problem(path, line_there, _NO_NUMBER))
            elif following:
                written.append(following)
                numbers.append((int(number), following.count(" ") + 1))
                size += numbers[-1][1]
        if size:
            sizes[key] = size
    worth, times = np.asarray(numbers, np.int64).reshape(-1, 2).T
    return problems or _Listed(sizes, " ".join(written), np.repeat(worth, times))


def write_points(folder: Path, points: Mapping[str, Points], latin: Mapping[int, str]) -> None:
    """Write the learned points, what speaks most for each question first.

    Args:
        folder: The knowledge folder.
        points: What was learned.
        latin: The Latin words and numbers that may occur, by their numbers.
    """
    worth = {
        key: [(one.always, ALWAYS)]
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
        lines.append(f"{key}: |")
        by_number: dict[int, list[str]] = {}
        for number, word in listed[key]:
            by_number.setdefault(number, []).append(word)
        lines += [
            f"  {number} {' '.join(sorted(by_number[number]))}"
            for number in sorted(by_number, reverse=True)
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _run(term: int, latin: Mapping[int, str]) -> str:
    return run_text(term, latin).replace(" ", _INNER_SPACE)


def _latin(word: str) -> int:
    return 0 if word == ALWAYS else run_code(word.replace(_INNER_SPACE, " "))
