"""From `regions/` to what regions and schools say themselves, each problem with file and line.

A region is a folder whose name is the code its schools are registered with:

    regions/<code>/region.yaml               its name, and the region it lies in
    regions/<code>/<category>/<id>.yaml      its words on one entry
    regions/<code>/schools/<any name>.yaml   a school's words on any entries

A school's words are one file because one person at the school writes them and renews all of
them at once. Codes need no meaning: `within` alone says what lies in what.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.faq.files.overlay_schema import Names, RegionFile, RegionWordsFile, SchoolFile
from bot.faq.files.shapes import list_files, read_shape
from bot.faq.model import Entry, EntryId, Level, Overlay, Region, RegionCode
from bot.faq.problems import Problem
from bot.yaml_loader import Document, Location

REGIONS_FOLDER: Final = "regions"
REGION_FILE: Final = "region.yaml"
SCHOOLS_FOLDER: Final = "schools"
_SUFFIXES: Final = {".yaml", ".yml"}

Entries = Mapping[EntryId, Entry]


@dataclass(frozen=True, slots=True)
class LoadedOverlay:
    """Words on an entry, and where they stand."""

    overlay: Overlay
    document: Document
    place: Location
    """Where in the file they begin; empty where they are the whole file."""

    def problem(self, location: Location, sentence: str) -> Problem:
        """Return a problem of a part of these words."""
        line = self.document.line_of((*self.place, *location))
        return Problem(self.document.path, line, sentence)


@dataclass(frozen=True, slots=True)
class LoadedSchool:
    """A school's file."""

    name: str
    document: Document
    overlays: tuple[LoadedOverlay, ...]


@dataclass(frozen=True, slots=True)
class LoadedRegion:
    """A region's folder."""

    region: Region
    """Without its words; `whole` puts them in."""
    document: Document
    overlays: tuple[LoadedOverlay, ...]
    schools: tuple[LoadedSchool, ...]

    def everything(self) -> Iterator[LoadedOverlay]:
        """Yield all words of the region and of its schools."""
        yield from self.overlays
        for school in self.schools:
            yield from school.overlays

    def whole(self) -> Region:
        """Return the region with everything that was read."""
        return replace(
            self.region,
            overlays=_by_entry(self.overlays),
            schools=MappingProxyType({one.name: _by_entry(one.overlays) for one in self.schools}),
        )


def read_regions(
    folder: Path, entries: Entries | None
) -> tuple[list[LoadedRegion], list[Problem]]:
    """Read everything below `regions/`; a folder without it has no regions.

    Args:
        folder: The knowledge folder.
        entries: The national answers; None if they could not all be read, so that whether
            an id has one cannot be said.

    Returns:
        What could be read, and what is wrong with the rest.
    """
    root = folder / REGIONS_FOLDER
    loaded: list[LoadedRegion] = []
    problems: list[Problem] = []
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if path.is_dir() and path.is_symlink():
            problems.append(Problem(path, 1, _A_LINK))
        elif path.is_dir():
            region, more = _read_region(path)
            problems += more
            loaded += [region] if region else []
        elif path.suffix in _SUFFIXES:
            sentence = f"it stands in no region; move it into {REGIONS_FOLDER}/<code>/"
            problems.append(Problem(path, 1, sentence))
    problems += _unknown_and_rings(loaded)
    for one in loaded:
        problems += _doubled(one)
        if entries is not None:
            problems += _without_entry(one, entries)
    return loaded, problems


def _read_region(folder: Path) -> tuple[LoadedRegion | None, list[Problem]]:
    path = folder / REGION_FILE
    if not path.exists():
        sentence = "this file is missing; write the region's name into it, as `name: …`"
        return None, [Problem(path, 1, sentence)]
    read = read_shape(path, RegionFile)
    if isinstance(read, list):
        return None, read
    file, document = read
    names = Names(file.name, file.name_en, file.example)
    overlays: list[LoadedOverlay] = []
    schools: list[LoadedSchool] = []
    paths, problems = list_files(folder)
    for one in paths:
        match one.relative_to(folder).parts:
            case (name,) if name == REGION_FILE:
                continue
            case (shelf, _) if shelf == SCHOOLS_FOLDER:
                school = _read_school(one, names)
                problems += school if isinstance(school, list) else []
                schools += [] if isinstance(school, list) else [school]
            case (_, _):
                words = _read_words(one, names)
                problems += words if isinstance(words, list) else []
                overlays += [] if isinstance(words, list) else [words]
            case _:
                problems.append(Problem(one, 1, _MISPLACED))
    code = RegionCode(folder.name)
    within = RegionCode(file.within) if file.within else None
    region = Region(code, file.name, within, file.example, MappingProxyType({}), {})
    return LoadedRegion(region, document, tuple(overlays), tuple(schools)), problems


_A_LINK: Final = "a region must be a folder, not a link to one; link all of regions/ instead"
_MISPLACED: Final = (
    "it stands in no category; move it to <category>/<id>.yaml or schools/<name>.yaml "
    "of the region's folder"
)


def _read_words(path: Path, names: Names) -> LoadedOverlay | list[Problem]:
    read = read_shape(path, RegionWordsFile)
    if isinstance(read, list):
        return read
    file, document = read
    return LoadedOverlay(file.value(EntryId(file.id), Level.REGION, names), document, ())


def _read_school(path: Path, names: Names) -> LoadedSchool | list[Problem]:
    read = read_shape(path, SchoolFile)
    if isinstance(read, list):
        return read
    file, document = read
    own = Names(file.school, file.school_en, names.is_example)
    overlays = tuple(
        LoadedOverlay(
            words.value(EntryId(entry_id), Level.SCHOOL, own), document, ("answers", entry_id)
        )
        for entry_id, words in file.answers.items()
    )
    return LoadedSchool(file.school, document, overlays)


def _unknown_and_rings(loaded: Sequence[LoadedRegion]) -> Iterator[Problem]:
    """Find regions that lie in one that is not there, or round about in themselves."""
    within = {one.region.code: one.region.within for one in loaded}
    for one in loaded:
        path, line = one.document.path, one.document.line_of(("within",))
        around = one.region.within
        if around is not None and around not in within:
            near = _nearest(around, within)
            sentence = f"there is no region {around}{near}; correct the code or add its folder"
            yield Problem(path, line, sentence)
        way = [one.region.code]
        while around is not None and around not in way:
            way.append(around)
            around = within.get(around)
        if around == one.region.code:
            ring = " → ".join([*way, around])
            yield Problem(path, line, f"the region lies in itself ({ring}); correct within")


def _doubled(region: LoadedRegion) -> Iterator[Problem]:
    by_name = sorted(region.schools, key=lambda one: (one.name, one.document.path))
    for first, second in pairwise(by_name):
        if first.name == second.name:
            line = second.document.line_of(("school",))
            sentence = f"{second.name} already has {first.document.path}; put both into one file"
            yield Problem(second.document.path, line, sentence)
    by_id = sorted(region.overlays, key=lambda one: (one.overlay.entry, one.document.path))
    for before, after in pairwise(by_id):
        if before.overlay.entry == after.overlay.entry:
            sentence = f"{after.overlay.entry} already stands in {before.document.path}; keep one"
            yield after.problem(("id",), sentence)


def _without_entry(region: LoadedRegion, entries: Entries) -> Iterator[Problem]:
    """Find words on an entry that is not there, or that stand on another entry's place."""
    for one in region.everything():
        entry_id = one.overlay.entry
        entry = entries.get(entry_id)
        if entry is None:
            near = _nearest(entry_id, entries)
            yield one.problem(("id",), f"there is no national answer {entry_id}{near}; correct it")
        elif one.overlay.level is Level.REGION:
            path = one.document.path
            if path.stem != entry_id:
                sentence = f"the id {entry_id} must equal the file's name {path.stem}"
                yield one.problem(("id",), sentence)
            if path.parent.name != entry.category:
                sentence = f"{entry_id} belongs into the folder {entry.category}; move the file"
                yield one.problem(("id",), sentence)


def _nearest(name: str, known: Mapping[EntryId, object] | Mapping[RegionCode, object]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _by_entry(overlays: Sequence[LoadedOverlay]) -> Mapping[EntryId, Overlay]:
    return MappingProxyType({one.overlay.entry: one.overlay for one in overlays})
