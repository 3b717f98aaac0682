"""The zh-Hant texts of regions and schools, read back from `zh-Hant/regions`.

They lie beside those of the entries and follow the same rule: a conversion of words that
have been changed since is left out, and its readers get the words as they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.faq.files.fingerprint import fingerprint
from bot.faq.files.overlay_schema import LocalTextFile, RegionTextFile, SchoolTextFile
from bot.faq.files.overlays import REGIONS_FOLDER, SCHOOLS_FOLDER, LoadedOverlay, LoadedRegion
from bot.faq.files.schema import grades_span
from bot.faq.files.shapes import TRADITIONAL_FOLDER, read_shape
from bot.faq.model import Answer, EntryId, LocalTexts, RegionCode, Variant
from bot.faq.problems import Problem

_Files = Mapping[EntryId, LocalTextFile]


@dataclass(frozen=True, slots=True)
class _Read:
    """The conversions of one file, and what is wrong with it."""

    files: _Files
    problems: tuple[Problem, ...] = ()


def region_text_path(folder: Path, code: RegionCode, entry: EntryId) -> Path:
    """Return where the conversion of a region's words lies."""
    return folder / TRADITIONAL_FOLDER / REGIONS_FOLDER / code / f"{entry}.yaml"


def school_text_path(folder: Path, code: RegionCode, name: str) -> Path:
    """Return where the conversion of a school's file lies; it keeps the file's name."""
    return folder / TRADITIONAL_FOLDER / REGIONS_FOLDER / code / SCHOOLS_FOLDER / name


def with_traditional(
    folder: Path, loaded: Iterable[LoadedRegion]
) -> tuple[list[LoadedRegion], list[Problem]]:
    """Put the conversions that still hold into what was read.

    Args:
        folder: The knowledge folder.
        loaded: The regions, without conversions.

    Returns:
        The regions with conversions, and what is wrong with their files.
    """
    regions: list[LoadedRegion] = []
    problems: list[Problem] = []
    for one in loaded:
        code = one.region.code
        overlays = []
        for overlay in one.overlays:
            path = region_text_path(folder, code, overlay.overlay.entry)
            read = _region_words(path)
            problems += read.problems
            overlays.append(_joined(overlay, read.files))
        schools = []
        for school in one.schools:
            read = _school_words(school_text_path(folder, code, school.document.path.name))
            problems += read.problems
            own = tuple(_joined(overlay, read.files) for overlay in school.overlays)
            schools.append(replace(school, overlays=own))
        regions.append(replace(one, overlays=tuple(overlays), schools=tuple(schools)))
    return regions, problems


def _region_words(path: Path) -> _Read:
    if not path.exists():
        return _Read({})
    read = read_shape(path, RegionTextFile)
    if isinstance(read, list):
        return _Read({}, tuple(read))
    return _Read({EntryId(read[0].id): read[0]})


def _school_words(path: Path) -> _Read:
    if not path.exists():
        return _Read({})
    read = read_shape(path, SchoolTextFile)
    if isinstance(read, list):
        return _Read({}, tuple(read))
    return _Read({EntryId(key): file for key, file in read[0].answers.items()})


def _joined(loaded: LoadedOverlay, files: _Files) -> LoadedOverlay:
    file = files.get(loaded.overlay.entry)
    if file is None or file.made_from != fingerprint(loaded.overlay.written):
        return loaded
    return replace(loaded, overlay=replace(loaded.overlay, traditional=_texts(file)))


def _texts(file: LocalTextFile) -> LocalTexts:
    variants = tuple(
        Variant(*grades_span(part.grades), part.text) for part in file.answer.variants
    )
    sources = tuple(source.value() for source in file.sources)
    return LocalTexts(file.who, Answer(file.answer.text, variants), sources)
