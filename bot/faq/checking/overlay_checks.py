"""What is wrong with the words of regions and schools beyond the shape of their files.

They are written by more hands than the national answers and grow old faster, so their days
are watched as closely. Their sources need not stand in `documents.yaml`: a school's own
notice is a source for what that school does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bot.faq.files.overlay_texts import region_text_path, school_text_path, with_traditional
from bot.faq.files.overlays import LoadedOverlay, LoadedRegion, read_regions
from bot.faq.model import Answer, Entry, EntryId, LocalTexts, Manner
from bot.faq.problems import Problem
from bot.matching.scripts import to_simplified
from bot.yaml_loader import Location

LONGEST_ADDED: Final = 240
"""Characters of words that extend: they stand below an answer that fills a phone already."""
LONGEST_REPLACING: Final = 600
"""Characters of words that replace; the national answers take about 300."""
SOON: Final = timedelta(days=30)
"""So long before their end words are named, so that there is time to renew them."""
_MOST_CHINESE: Final = 0.2

Rule = Callable[[LoadedOverlay], Iterator[Problem]]


def overlay_problems(
    folder: Path, entries: Mapping[EntryId, Entry] | None, on: date
) -> Iterator[Problem]:
    """Find every problem of what regions and schools say.

    Args:
        folder: The knowledge folder.
        entries: The national answers; None if they could not all be read.
        on: Today's date at school.
    """
    read, problems = read_regions(folder, entries)
    regions, unreadable = with_traditional(folder, read)
    yield from problems
    yield from unreadable
    yield from _stale_conversions(folder, regions)
    for region in regions:
        for one in region.everything():
            yield from _days(one, on)
            for rule in _RULES:
                yield from rule(one)


def traditional_in(text: str) -> str:
    """Return the traditional characters of a text that should be simplified."""
    simplified = to_simplified(text)
    if len(text) != len(simplified):
        return ""
    return "".join(ours for ours, theirs in zip(text, simplified, strict=True) if ours != theirs)


def _stale_conversions(folder: Path, regions: Sequence[LoadedRegion]) -> Iterator[Problem]:
    sentence = "the zh-Hant texts are missing or older than the file; run make texts"
    for region in regions:
        code = region.region.code
        for one in region.overlays:
            if one.overlay.traditional is None:
                yield Problem(region_text_path(folder, code, one.overlay.entry), 1, sentence)
        for school in region.schools:
            if any(one.overlay.traditional is None for one in school.overlays):
                path = school_text_path(folder, code, school.document.path.name)
                yield Problem(path, 1, sentence)


def _days(one: LoadedOverlay, on: date) -> Iterator[Problem]:
    overlay = one.overlay
    begin, end = overlay.valid_from, overlay.valid_until
    if begin is not None and end is not None and end < begin:
        yield one.problem(("valid_until",), "it ends before it begins; correct the days")
    elif end is not None and end < on:
        sentence = f"the wider rule is shown since {end}, the end of this one; renew or delete it"
        yield one.problem(("valid_until",), sentence)
    elif end is not None and end <= on + SOON:
        yield one.problem(("valid_until",), f"this ends on {end}; renew it in time")
    if overlay.checked_on > on:
        yield one.problem(("checked_on",), "this day has not come yet; correct it")


def _too_long(one: LoadedOverlay) -> Iterator[Problem]:
    replaces = one.overlay.manner is Manner.REPLACES
    most = LONGEST_REPLACING if replaces else LONGEST_ADDED
    for location, text in _texts(one.overlay.written.answer):
        if len(text) > most:
            sentence = f"this text has {len(text)} characters; at most {most}"
            yield one.problem(location, sentence)


def _mixed_scripts(one: LoadedOverlay) -> Iterator[Problem]:
    written = one.overlay.written
    for location, text in [(("who",), written.who), *_texts(written.answer)]:
        odd = traditional_in(text)
        if odd:
            yield one.problem(location, f"traditional characters in simplified text: {odd}")


def _same_grades_twice(one: LoadedOverlay) -> Iterator[Problem]:
    taken: set[int] = set()
    for position, variant in enumerate(one.overlay.written.answer.variants):
        grades = set(range(variant.first, variant.last + 1))
        if grades <= taken:
            place = ("answer", "variants", position)
            yield one.problem(place, "all these grades are answered by a variant above")
        taken |= grades


def _english(one: LoadedOverlay) -> Iterator[Problem]:
    english = one.overlay.english
    if english is None:
        return
    if _grades(english) != _grades(one.overlay.written):
        sentence = "write the English variants for the grades of the Chinese, in order"
        yield one.problem(("en",), sentence)
    if any(_is_chinese(text) for _, text in _texts(english.answer)):
        sentence = "an English text is mostly Chinese characters; write it in English"
        yield one.problem(("en",), sentence)


_RULES: Final[Sequence[Rule]] = (_too_long, _mixed_scripts, _same_grades_twice, _english)


def _texts(answer: Answer) -> Iterator[tuple[Location, str]]:
    yield ("answer", "text"), answer.text
    for position, variant in enumerate(answer.variants):
        yield ("answer", "variants", position, "text"), variant.text


def _grades(texts: LocalTexts) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in texts.answer.variants]


def _is_chinese(text: str) -> bool:
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return chinese > _MOST_CHINESE * len(text)
