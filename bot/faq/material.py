"""What matching learns from and what it has learned, read from the knowledge folder.

Beside the entries the folder holds words that mean the same, questions without an answer
and whole messages for practice; from all of them `knowledge calibrate` finds the numbers in
`thresholds.yaml`. Whoever has the folder can repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel

from bot.faq.model import EntryId, Snapshot
from bot.faq.problems import BrokenKnowledge, Problem
from bot.faq.schema import Id, Line, Text
from bot.faq.shapes import read_shape
from bot.matching.calibration import Kind, Lesson, Material
from bot.matching.index import FEATURES, Group
from bot.matching.terms import Concepts
from bot.matching.tuning import SIGNS, Gate, Tuning
from bot.yaml_loader import Document

NEGATIVES_FILE: Final = "negatives.yaml"
PRACTICE_FILE: Final = "practice.yaml"
CONCEPTS_FILE: Final = "concepts.yaml"
THRESHOLDS_FILE: Final = "thresholds.yaml"
_WEIGHT_OF_PRACTICE: Final = 6.0
"""A whole message as parents write it teaches more than a wording."""

_Shape = TypeVar("_Shape", bound=BaseModel)

_HEADING = """\
# 由 jiaxiao knowledge calibrate 算出，不要手改。
# Found by `jiaxiao knowledge calibrate` from this folder; run it after changing entries.
"""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NegativesFile(_Part):
    """Questions that must not be answered outright."""

    not_yet_answered: dict[Id, tuple[Line, ...]] = {}
    out_of_scope: dict[Id, tuple[Line, ...]] = {}


class PracticeItem(_Part):
    """One message, and the entries that answer it; none when it must not be answered."""

    q: Text
    accept: tuple[Id, ...] = ()


class PracticeFile(RootModel[tuple[PracticeItem, ...]]):
    """Whole messages for practice."""


class ConceptsFile(RootModel[dict[str, tuple[Line, ...]]]):
    """Words that mean the same, under the name of what they mean."""


def _exactly(names: tuple[str, ...], weights: dict[str, float]) -> dict[str, float]:
    if set(weights) != set(names):
        message = "does not fit this version; run jiaxiao knowledge calibrate"
        raise ValueError(message)
    return weights


def _ranking(weights: dict[str, float]) -> dict[str, float]:
    return _exactly(FEATURES, weights)


def _signs(weights: dict[str, float]) -> dict[str, float]:
    return _exactly(SIGNS, weights)


class GateFile(_Part):
    """One gate's learned numbers."""

    threshold: float = Field(ge=0, le=1)
    bias: float
    weights: Annotated[dict[str, float], AfterValidator(_signs)]

    def value(self) -> Gate:
        """Return the gate as matching knows it."""
        return Gate(self.bias, self.weights, self.threshold)


class ThresholdsFile(_Part):
    """All learned numbers."""

    ranking: Annotated[dict[str, float], AfterValidator(_ranking)]
    answer: GateFile
    suggest: GateFile


def read_material(folder: Path, snapshot: Snapshot) -> Material:
    """Read what matching learns from; a file that is not there holds nothing.

    Raises:
        BrokenKnowledge: A sentence for each thing that is wrong.
    """
    problems: list[Problem] = []
    negatives = _read(folder / NEGATIVES_FILE, NegativesFile, NegativesFile(), problems)
    practice = _read(folder / PRACTICE_FILE, PracticeFile, PracticeFile(()), problems)
    concepts = _read(folder / CONCEPTS_FILE, ConceptsFile, ConceptsFile({}), problems)
    if problems:
        raise BrokenKnowledge(problems)
    groups = [Group(entry.id, entry.wordings) for entry in snapshot.entries.values()]
    groups += [
        Group(key, wordings, answered=False)
        for key, wordings in (negatives.not_yet_answered | negatives.out_of_scope).items()
        if EntryId(key) not in snapshot.entries and wordings
    ]
    return Material(
        groups=tuple(groups),
        outside=frozenset(negatives.out_of_scope),
        concepts=Concepts(concepts.root),
        practice=tuple(_lesson(item, snapshot) for item in practice.root),
    )


def material_problems(folder: Path, snapshot: Snapshot) -> list[Problem]:
    """Find what is wrong with the files matching learns from and with the learned numbers."""
    problems: list[Problem] = []
    for name, shape in _FILES.items():
        path = folder / name
        read = read_shape(path, shape) if path.exists() or name == THRESHOLDS_FILE else []
        if isinstance(read, list):
            problems.extend(read)
        elif isinstance(read[0], NegativesFile):
            problems += _answered_by_now(read[0], read[1], snapshot)
    return problems


def _answered_by_now(
    negatives: NegativesFile, document: Document, snapshot: Snapshot
) -> Iterator[Problem]:
    for key in negatives.not_yet_answered:
        if EntryId(key) in snapshot.entries:
            line = document.line_of(("not_yet_answered", key))
            sentence = f"{key} has an entry now; move these wordings there and remove them here"
            yield Problem(document.path, line, sentence)


_FILES: Final[dict[str, type[BaseModel]]] = {
    NEGATIVES_FILE: NegativesFile,
    PRACTICE_FILE: PracticeFile,
    CONCEPTS_FILE: ConceptsFile,
    THRESHOLDS_FILE: ThresholdsFile,
}


def read_tuning(folder: Path) -> Tuning:
    """Read the learned numbers.

    Raises:
        BrokenKnowledge: They are missing, or another version's.
    """
    path = folder / THRESHOLDS_FILE
    read = read_shape(path, ThresholdsFile)
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


def _lesson(item: PracticeItem, snapshot: Snapshot) -> Lesson:
    accept = frozenset(key for key in item.accept if EntryId(key) in snapshot.entries)
    kind = Kind.OURS if accept else Kind.NEAR if item.accept else Kind.OUTSIDE
    return Lesson(item.q, frozenset(accept or item.accept), kind, _WEIGHT_OF_PRACTICE)


def _read(path: Path, shape: type[_Shape], absent: _Shape, problems: list[Problem]) -> _Shape:
    if not path.exists():
        return absent
    read = read_shape(path, shape)
    if isinstance(read, list):
        problems.extend(read)
        return absent
    return read[0]
