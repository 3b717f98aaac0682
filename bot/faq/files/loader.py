"""From the knowledge folder to a snapshot; every problem is collected, none stops the rest.

An editor who saved three files with a mistake each wants three sentences, not one at a
time. Nothing is half loaded: `load` gives a whole snapshot or raises all the problems.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.faq.files.fingerprint import fingerprint
from bot.faq.files.overlay_texts import with_traditional
from bot.faq.files.overlays import read_regions
from bot.faq.files.schema import EntryFile, TraditionalFile, grades_span
from bot.faq.files.shapes import (
    TRADITIONAL_FOLDER,
    list_files,
    read_shape,
    refusing_what_cannot_be_read,
)
from bot.faq.model import Answer, Entry, EntryId, Snapshot, Texts, Variant
from bot.faq.problems import BrokenKnowledge, Problem
from bot.yaml_loader import Document

ENTRIES_FOLDER: Final = "faq"
CORRECTIONS_FILE: Final = "corrections.yaml"


@dataclass(frozen=True, slots=True)
class LoadedEntry:
    """An entry and the file it came from, for messages that name the line."""

    entry: Entry
    document: Document


def load(folder: Path) -> Snapshot:
    """Read the knowledge folder.

    Raises:
        BrokenKnowledge: A sentence for each file that cannot be used.
    """
    with refusing_what_cannot_be_read(folder):
        return _load(folder)


def _load(folder: Path) -> Snapshot:
    loaded, problems = read_entries(folder)
    entries = {one.entry.id: one.entry for one in loaded}
    regions, more = read_regions(folder, None if problems else entries)
    regions, unreadable = with_traditional(folder, regions)
    traditional, broken = read_traditional(folder)
    problems = [*problems, *doubled_ids(loaded), *more, *unreadable, *broken]
    if problems:
        raise BrokenKnowledge(sorted(problems))
    return Snapshot(
        MappingProxyType(entries),
        MappingProxyType(_current(traditional, entries)),
        MappingProxyType({one.region.code: one.whole() for one in regions}),
    )


def read_entries(folder: Path) -> tuple[list[LoadedEntry], list[Problem]]:
    """Read every entry's file, in the order of their paths.

    Returns:
        What could be read, and what is wrong with the rest.
    """
    root = folder / ENTRIES_FOLDER
    paths, problems = list_files(root)
    if not paths and not problems:
        sentence = "no entry is here; is this the knowledge folder (knowledge.path)?"
        return [], [Problem(root, 1, sentence)]
    loaded = []
    for path in paths:
        read = read_shape(path, EntryFile)
        if isinstance(read, list):
            problems.extend(read)
        else:
            loaded.append(LoadedEntry(read[0].value(), read[1]))
    return loaded, problems


@dataclass(frozen=True, slots=True)
class Converted:
    """zh-Hant texts, and the fingerprint of the texts they were made from."""

    texts: Texts
    made_from: str


def read_traditional(folder: Path) -> tuple[dict[EntryId, Converted], list[Problem]]:
    """Read the zh-Hant texts; a folder without them has none."""
    texts: dict[EntryId, Converted] = {}
    root = folder / TRADITIONAL_FOLDER
    paths, problems = list_files(root)
    for path in paths:
        if path.parent != root or path.name == CORRECTIONS_FILE:
            continue
        read = read_shape(path, TraditionalFile)
        if isinstance(read, list):
            problems.extend(read)
        elif read[0].id != path.stem:
            sentence = f"the id {read[0].id} must equal the file's name; run make texts"
            problems.append(Problem(path, read[1].line_of(("id",)), sentence))
        else:
            texts[EntryId(read[0].id)] = Converted(_texts(read[0]), read[0].made_from)
    return texts, problems


def doubled_ids(loaded: Sequence[LoadedEntry]) -> list[Problem]:
    """Find ids that two files claim; the second file is named as the wrong one."""
    first: dict[EntryId, Path] = {}
    problems = []
    for one in loaded:
        path = one.document.path
        known = first.setdefault(one.entry.id, path)
        if known is not path:
            line = one.document.line_of(("id",))
            sentence = f"the id {one.entry.id} is already used by {known}; choose another"
            problems.append(Problem(path, line, sentence))
    return problems


def _current(
    traditional: Mapping[EntryId, Converted], entries: Mapping[EntryId, Entry]
) -> dict[EntryId, Texts]:
    """Leave out conversions of texts that have been changed since."""
    return {
        key: one.texts
        for key, one in traditional.items()
        if key in entries and one.made_from == fingerprint(entries[key].texts)
    }


def _texts(file: TraditionalFile) -> Texts:
    variants = tuple(
        Variant(*grades_span(part.grades), part.text) for part in file.answer.variants
    )
    answer = Answer(file.answer.text, variants)
    sources = tuple(source.value() for source in file.sources)
    return Texts(file.question, file.short, answer, file.who_decides, sources)
