"""What is wrong between entries: likeness that confuses, numbers that disagree, unknown papers.

Each entry may be right by itself and the shelf still be wrong: two entries that claim nearly
the same words, two that rest on one clause and name different limits (`bot.faq.checking.limits`),
links that lead nowhere (`bot.faq.checking.links`), a document nobody knows under that title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from pydantic import RootModel

from bot.faq.checking.limits import limit_problems
from bot.faq.checking.links import link_problems
from bot.faq.files.loader import LoadedEntry
from bot.faq.files.schema import Line
from bot.faq.files.shapes import read_shape
from bot.faq.model import Source
from bot.faq.problems import Problem
from bot.matching.normalise import fold
from bot.yaml_loader import Location

DOCUMENTS_FILE: Final = "documents.yaml"
SOON: Final = timedelta(days=30)
"""So long before its end an entry is named, so that there is time to renew it."""
_MOST_ALIKE: Final = 0.9
_LEAST_LETTERS: Final = 8


class DocumentsFile(RootModel[tuple[Line, ...]]):
    """The titles of the documents an answer may rest on."""


def problems_across(folder: Path, loaded: Sequence[LoadedEntry], on: date) -> Iterator[Problem]:
    """Find what is wrong between entries.

    Args:
        folder: The knowledge folder.
        loaded: All entries.
        on: Today's date at school.
    """
    yield from _overlaps(loaded)
    yield from limit_problems(loaded)
    yield from link_problems(loaded)
    yield from _unknown_documents(folder, loaded)
    for one in loaded:
        end = one.entry.valid_until
        if end is not None and on <= end <= on + SOON:
            yield _problem(one, ("valid_until",), f"the answer ends on {end}; renew it in time")


def _problem(one: LoadedEntry, location: Location, sentence: str) -> Problem:
    return Problem(one.document.path, one.document.line_of(location), sentence)


def _overlaps(loaded: Sequence[LoadedEntry]) -> Iterator[Problem]:
    """Find wordings of two entries that have nearly all their pairs of letters in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    known: list[tuple[LoadedEntry, str, frozenset[str]]] = []
    for one in loaded:
        for place, wording in written_wordings(one):
            folded = fold(wording)
            held = frozenset(folded[at : at + 2] for at in range(len(folded) - 1))
            if len(held) < _LEAST_LETTERS:
                continue
            twin = _nearest(held, holders, known, one)
            if twin is not None:
                sentence = f"“{wording}” is nearly “{twin[1]}” of {twin[0].entry.id}; keep one"
                yield _problem(one, place, sentence)
            for pair in held:
                holders[pair].append(len(known))
            known.append((one, wording, held))


def written_wordings(one: LoadedEntry) -> Iterator[tuple[Location, str]]:
    """Return the question and the wordings, each with its place in the file."""
    yield ("question",), one.entry.question
    assert isinstance(one.document.value, dict)
    written = one.document.value["wordings"]
    assert isinstance(written, list)
    for position, wording in enumerate(written):
        yield ("wordings", position), str(wording).strip()


def _nearest(
    held: frozenset[str],
    holders: dict[str, list[int]],
    known: list[tuple[LoadedEntry, str, frozenset[str]]],
    own: LoadedEntry,
) -> tuple[LoadedEntry, str] | None:
    shared: dict[int, int] = defaultdict(int)
    for pair in held:
        for number in holders.get(pair, ()):
            shared[number] += 1
    for number, count in shared.items():
        other, wording, theirs = known[number]
        together = len(held) + len(theirs) - count
        if count >= _MOST_ALIKE * together and other.entry.id != own.entry.id:
            return other, wording
    return None


def _unknown_documents(folder: Path, loaded: Sequence[LoadedEntry]) -> Iterator[Problem]:
    path = folder / DOCUMENTS_FILE
    if not path.exists():
        return
    read = read_shape(path, DocumentsFile)
    if isinstance(read, list):
        yield from read
        return
    titles = set(read[0].root)
    # What one school says itself may rest on its own papers, as its words in regions/ may.
    for one in (one for one in loaded if one.entry.only_for is None):
        for position, source in enumerate(one.entry.sources):
            if not _is_known(source, titles):
                sentence = (
                    f"{source.document} is not in {DOCUMENTS_FILE}; correct the title, "
                    "or add it there once you have seen the document"
                )
                yield _problem(one, ("sources", position), sentence)


def _is_known(source: Source, titles: set[str]) -> bool:
    return source.document in titles
