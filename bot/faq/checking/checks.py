"""What is wrong with the knowledge folder beyond the shape of its files.

The loader refuses what cannot be used; these checks also find what can be used and still
should not go out: an answer without a source that fits on a phone, a link to nowhere, two
entries that claim the same wording, an answer whose time is over.

`python -m bot.faq.checking.checks [FOLDER]` prints every problem, one a line, and exits with 1 if
there is any.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from bot.clock import SystemClock, today
from bot.faq.checking.across import problems_across, written_wordings
from bot.faq.checking.english_checks import english_problems
from bot.faq.checking.overlay_checks import overlay_problems, traditional_in
from bot.faq.files.fingerprint import fingerprint
from bot.faq.files.loader import (
    ENTRIES_FOLDER,
    LoadedEntry,
    doubled_ids,
    read_entries,
    read_traditional,
)
from bot.faq.files.shapes import TRADITIONAL_FOLDER
from bot.faq.learning.material import material_problems
from bot.faq.model import Entry, Snapshot
from bot.faq.problems import Problem, no_entry
from bot.matching.normalise import fold
from bot.yaml_loader import Location

LONGEST_ANSWER: Final = 900
"""Characters of an answer with its sources: about one and a half screens of a phone."""

FEWEST_WORDINGS: Final = 5
TOO_FEW: Final = f"write at least {FEWEST_WORDINGS} ways in which parents ask this"

Rule = Callable[[LoadedEntry], Iterator[Problem]]


def check(folder: Path, on: date) -> list[Problem]:
    """Find every problem of a knowledge folder.

    Args:
        folder: The knowledge folder.
        on: The day on which answers must be valid.

    Returns:
        The problems in the order of files and lines; empty when all is well.
    """
    loaded, problems = read_entries(folder)
    # An entry whose file cannot be read is there all the same: links to it are right.
    hidden = {no_entry(problem.path.stem) for problem in problems}
    problems += doubled_ids(loaded)
    known = {one.entry.id: one.entry for one in loaded}
    problems += overlay_problems(folder, None if problems else known, on)
    problems += material_problems(folder, Snapshot(known, {}))
    problems += _stale_conversions(folder, loaded)
    problems += _doubled_wordings(loaded)
    problems += problems_across(folder, loaded, on)
    for one in loaded:
        problems += _out_of_date(one, on)
        for rule in _RULES:
            problems += rule(one)
    return sorted(problem for problem in problems if problem.sentence not in hidden)


def shown_length(entry: Entry) -> int:
    """Return how many characters the longest variant takes with its sources."""
    texts = [entry.answer.text, *(variant.text for variant in entry.answer.variants)]
    sources = sum(
        len(f"{source.document}{source.number or ''}{source.issuer}{source.clause or ''}") + 20
        for source in entry.sources
    )
    return max(map(len, texts)) + sources + len(entry.who_decides or "")


def _problem(one: LoadedEntry, location: Location, sentence: str) -> Problem:
    return Problem(one.document.path, one.document.line_of(location), sentence)


def _misplaced(one: LoadedEntry) -> Iterator[Problem]:
    entry, path = one.entry, one.document.path
    if path.stem != entry.id:
        yield _problem(one, ("id",), f"the id {entry.id} must equal the file's name {path.stem}")
    if path.parent.name not in {entry.category, ENTRIES_FOLDER}:
        sentence = f"the category {entry.category} must equal the folder {path.parent.name}"
        yield _problem(one, ("category",), sentence)


def _too_long(one: LoadedEntry) -> Iterator[Problem]:
    length = shown_length(one.entry)
    if length > LONGEST_ANSWER:
        sentence = (
            f"the answer takes {length} characters with its sources; at most {LONGEST_ANSWER}"
        )
        yield _problem(one, ("answer",), sentence)


def _too_few_wordings(one: LoadedEntry) -> Iterator[Problem]:
    if len(one.entry.wordings) - 1 < FEWEST_WORDINGS:
        yield _problem(one, ("wordings",), TOO_FEW)


def _doubled_in_entry(one: LoadedEntry) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, wording in written_wordings(one):
        if fold(wording) in seen:
            yield _problem(one, place, f"“{wording}” stands twice in this entry; remove one")
        seen.add(fold(wording))


def _same_grades_twice(one: LoadedEntry) -> Iterator[Problem]:
    taken: set[int] = set()
    for position, variant in enumerate(one.entry.answer.variants):
        grades = set(range(variant.first, variant.last + 1))
        if grades <= taken:
            place = ("answer", "variants", position)
            yield _problem(one, place, "all these grades are answered by a variant above")
        taken |= grades


def _mixed_scripts(one: LoadedEntry) -> Iterator[Problem]:
    for location, text in _shown_texts(one):
        odd = traditional_in(text)
        if odd:
            sentence = f"traditional characters in simplified text: {odd}"
            yield _problem(one, location, sentence)


def _backwards(one: LoadedEntry) -> Iterator[Problem]:
    entry = one.entry
    if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
        yield _problem(one, ("valid_until",), "it ends before it begins; correct the days")


def _out_of_date(one: LoadedEntry, on: date) -> Iterator[Problem]:
    entry = one.entry
    if entry.valid_until is not None and entry.valid_until < on:
        sentence = f"the answer is no longer valid since {entry.valid_until}; renew or delete it"
        yield _problem(one, ("valid_until",), sentence)
    if entry.checked_on > on:
        yield _problem(one, ("checked_on",), "this day has not come yet; correct it")


_RULES: Final[Sequence[Rule]] = (
    _misplaced,
    _too_long,
    _too_few_wordings,
    _doubled_in_entry,
    _same_grades_twice,
    _mixed_scripts,
    _backwards,
    english_problems,
)


def _doubled_wordings(loaded: Sequence[LoadedEntry]) -> Iterator[Problem]:
    first: dict[str, LoadedEntry] = {}
    for one in loaded:
        for place, wording in written_wordings(one):
            known = first.setdefault(fold(wording), one)
            if known.entry.id != one.entry.id:
                sentence = f"“{wording}” also stands in {known.entry.id}; keep it in one entry"
                yield _problem(one, place, sentence)


def _stale_conversions(folder: Path, loaded: Sequence[LoadedEntry]) -> list[Problem]:
    converted, problems = read_traditional(folder)
    for one in loaded:
        found = converted.get(one.entry.id)
        if found is None or found.made_from != fingerprint(one.entry.texts):
            path = folder / TRADITIONAL_FOLDER / f"{one.entry.id}.yaml"
            sentence = "the zh-Hant texts are missing or older than the entry; run make texts"
            problems.append(Problem(path, 1, sentence))
    return problems


def _shown_texts(one: LoadedEntry) -> Iterator[tuple[Location, str]]:
    entry = one.entry
    yield ("question",), entry.question
    yield ("short",), entry.short
    yield ("answer", "text"), entry.answer.text
    for position, variant in enumerate(entry.answer.variants):
        yield ("answer", "variants", position, "text"), variant.text
    if entry.who_decides:
        yield ("who_decides",), entry.who_decides
    for position, source in enumerate(entry.sources):
        said = f"{source.document}{source.number or ''}{source.issuer}{source.clause or ''}"
        yield ("sources", position), said


def main(arguments: Sequence[str]) -> int:
    """Print every problem of the folder named first, `knowledge` by default."""
    folder = Path(arguments[0] if arguments else "knowledge")
    problems = check(folder, today(SystemClock()))
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
