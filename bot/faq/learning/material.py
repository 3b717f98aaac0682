"""What matching compares messages with and learns from, read from the knowledge folder.

Beside the entries the folder holds words that are often mistyped, questions without an answer
and whole messages for practice; from all of them `knowledge calibrate` finds what
`learned.py` keeps. Whoever has the folder can repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, Field, RootModel

from bot.faq.files.schema import Id, Line, Part
from bot.faq.files.shapes import read_shape
from bot.faq.learning.learned import learned_problems, read_points
from bot.faq.learning.practice import NEARLY, OUTSIDE, practice_problems, read_practice
from bot.faq.model import Entry, EntryId, Snapshot
from bot.faq.problems import BrokenKnowledge, Problem
from bot.matching.calibration import Material
from bot.matching.index import Group, Index
from bot.matching.normalise import fold_all
from bot.matching.terms import spelled
from bot.yaml_loader import Document

NEGATIVES_FILE: Final = "negatives.yaml"
WORDS_FILE: Final = "words.yaml"

_Shape = TypeVar("_Shape", bound=BaseModel)


class NegativesFile(Part):
    """Questions that must not be answered outright."""

    not_yet_answered: dict[Id, tuple[Line, ...]] = Field(default={})
    out_of_scope: dict[Id, tuple[Line, ...]] = Field(default={})


class WordsFile(RootModel[tuple[Line, ...]]):
    """Words that wrong characters may be mended to."""


def read_index(folder: Path, snapshot: Snapshot) -> Index:
    """Build what messages are compared with; practice messages are not needed for it.

    Raises:
        BrokenKnowledge: A sentence for each thing that is wrong.
    """
    material = _stock(folder, snapshot)
    return Index(material.groups, material.words, read_points(folder))


def read_material(folder: Path, snapshot: Snapshot) -> Material:
    """Read what matching learns from; a file that is not there holds nothing.

    Raises:
        BrokenKnowledge: A sentence for each thing that is wrong.
    """
    return replace(_stock(folder, snapshot), practice=read_practice(folder, snapshot))


def latin_words(material: Material) -> dict[int, str]:
    """Return the Latin words and numbers of all texts by their numbers."""
    texts = [wording for group in material.groups for wording in group.wordings]
    texts += [lesson.message for lesson in material.practice]
    return {code: word for text in fold_all(texts) for code, word in spelled(text).items()}


def material_problems(folder: Path, snapshot: Snapshot) -> Iterator[Problem]:
    """Find what is wrong with the files matching learns from and with what it has learned."""
    for name, shape in _FILES.items():
        path = folder / name
        read = read_shape(path, shape) if path.exists() else []
        if isinstance(read, list):
            yield from read
        elif isinstance(read[0], NegativesFile):
            yield from _answered_by_now(read[0], read[1], snapshot)
        elif isinstance(read[0], WordsFile):
            yield from _listed_twice(read[0], read[1])
    yield from practice_problems(folder, snapshot)
    yield from learned_problems(folder)


def _stock(folder: Path, snapshot: Snapshot) -> Material:
    """Read all but the practice messages."""
    problems: list[Problem] = []
    negatives = _read(folder / NEGATIVES_FILE, NegativesFile, NegativesFile(), problems)
    words = _read(folder / WORDS_FILE, WordsFile, WordsFile(()), problems)
    if problems:
        raise BrokenKnowledge(problems)
    groups = [
        Group(entry.id, _asked(entry), grades=entry.for_grades)
        for entry in snapshot.entries.values()
    ]
    groups += [
        Group(key, wordings, answered=False)
        for key, wordings in (negatives.not_yet_answered | negatives.out_of_scope).items()
        if EntryId(key) not in snapshot.entries and wordings
    ]
    groups += [Group(key, (), answered=False) for key in (NEARLY, OUTSIDE)]
    return Material(
        groups=tuple(groups),
        outside=frozenset({*negatives.out_of_scope, OUTSIDE}),
        words=words.root,
        practice=(),
    )


def _asked(entry: Entry) -> tuple[str, ...]:
    """Return all the ways an entry is asked, its name on buttons and its English included."""
    english = (entry.english.question, entry.english.short) if entry.english else ()
    return tuple(dict.fromkeys((*entry.wordings, entry.short, *english)))


def _answered_by_now(
    negatives: NegativesFile, document: Document, snapshot: Snapshot
) -> Iterator[Problem]:
    for key in negatives.not_yet_answered:
        if EntryId(key) in snapshot.entries:
            line = document.line_of(("not_yet_answered", key))
            sentence = f"{key} has an entry now; move these wordings there and remove them here"
            yield Problem(document.path, line, sentence)


def _listed_twice(words: WordsFile, document: Document) -> Iterator[Problem]:
    """Find words that are the same once they are folded."""
    first: dict[str, str] = {}
    for place, (word, folded) in enumerate(zip(words.root, fold_all(words.root), strict=True)):
        known = first.setdefault(folded, word)
        if known is not word:
            sentence = f"“{word}” is listed already; remove it here"
            yield Problem(document.path, document.line_of((place,)), sentence)


_FILES: Final[dict[str, type[BaseModel]]] = {
    NEGATIVES_FILE: NegativesFile,
    WORDS_FILE: WordsFile,
}


def _read(path: Path, shape: type[_Shape], absent: _Shape, problems: list[Problem]) -> _Shape:
    if not path.exists():
        return absent
    read = read_shape(path, shape)
    if isinstance(read, list):
        problems.extend(read)
        return absent
    return read[0]
