"""Messages as parents write them, labelled by hand: `knowledge/practice/`.

Only `knowledge calibrate` reads them. What they teach is kept in a file that people can
read (`learned.py`), so answering needs none of the messages. From whole messages the weights
and limits are learned too; fragments (search terms, half sentences) would make the gate
believe that so little is enough, so they teach points only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pydantic import RootModel, model_validator

from bot.faq.files.schema import Id, Part, Text
from bot.faq.files.shapes import list_files, read_shape
from bot.faq.model import EntryId, Snapshot
from bot.faq.problems import BrokenKnowledge, Problem, no_entry
from bot.matching.calibration import Kind, Lesson
from bot.yaml_loader import Document

PRACTICE_FOLDER: Final = "practice"
FRAGMENTS_FOLDER: Final = "fragments"
OUTSIDE: Final = "practice-not-ours"
NEARLY: Final = "practice-nearly-ours"
"""The groups without an answer that messages without an entry teach their words to."""
_WEIGHT: Final = 3.0
"""A whole message as parents write it teaches more than a wording."""


class PracticeItem(Part):
    """One message, and the entries that answer it, best first.

    Without entries it must not be answered; `near` names the one it sounds like when it is
    of our field all the same.
    """

    q: Text
    accept: tuple[Id, ...] = ()
    near: Id | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> PracticeItem:
        if self.accept and self.near is not None:
            message = "accept and near exclude each other; keep one"
            raise ValueError(message)
        return self


class PracticeFile(RootModel[tuple[PracticeItem, ...]]):
    """A file of messages."""


def read_practice(folder: Path, snapshot: Snapshot) -> tuple[Lesson, ...]:
    """Read all practice messages; a folder without them has none.

    Raises:
        BrokenKnowledge: A sentence for each thing that is wrong.
    """
    read, problems = _read(folder)
    if problems:
        raise BrokenKnowledge(problems)
    return tuple(
        _lesson(item, snapshot, document.path) for file, document in read for item in file.root
    )


def practice_problems(folder: Path, snapshot: Snapshot) -> Iterator[Problem]:
    """Find what is wrong with the practice messages."""
    read, problems = _read(folder)
    yield from problems
    seen: dict[str, str] = {}
    for file, document in read:
        for number, item in enumerate(file.root):
            line = document.line_of((number, "q"))
            for key in (*item.accept, *filter(None, [item.near])):
                if EntryId(key) not in snapshot.entries:
                    yield Problem(document.path, line, no_entry(key))
            first = seen.setdefault(item.q, f"{document.path.name}:{line}")
            if first != f"{document.path.name}:{line}":
                sentence = f"this message also stands in {first}; keep one"
                yield Problem(document.path, line, sentence)


def _read(folder: Path) -> tuple[list[tuple[PracticeFile, Document]], list[Problem]]:
    paths, problems = list_files(folder / PRACTICE_FOLDER)
    files: list[tuple[PracticeFile, Document]] = []
    for path in paths:
        read = read_shape(path, PracticeFile)
        if isinstance(read, list):
            problems.extend(read)
        else:
            files.append(read)
    return files, problems


def _lesson(item: PracticeItem, snapshot: Snapshot, path: Path) -> Lesson:
    # A person wrote a file; fragments are on the same matters by the same people.
    weight = 0.0 if path.parent.name == FRAGMENTS_FOLDER else _WEIGHT
    known = list(_known(item.accept, snapshot))
    if known:
        return Lesson(item.q, frozenset(known), Kind.OURS, weight, known[0], path.stem)
    if item.near is not None or item.accept:
        return Lesson(item.q, frozenset(item.accept), Kind.NEAR, weight, NEARLY, path.stem)
    return Lesson(item.q, frozenset(), Kind.OUTSIDE, weight, OUTSIDE, path.stem)


def _known(keys: Iterable[str], snapshot: Snapshot) -> Iterator[str]:
    return (key for key in keys if EntryId(key) in snapshot.entries)
