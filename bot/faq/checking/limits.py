"""What is wrong with the limits that answers name: minutes, hours, yuan, times.

A number is what a parent takes along to school, so two entries must not name two numbers for
one rule, and an answer that has a number for each stage should give each child its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from bot.faq.files.loader import LoadedEntry
from bot.faq.problems import Problem
from bot.matching.grades import Span, span_in
from bot.yaml_loader import Location

_UNITS: Final = "分钟|小时|周岁|课时|个月|[元天次册点节岁个%]|(?<=:[0-9]{2})"
"""A time of day like 8:20 needs none."""
_LIMIT: Final = re.compile(
    "(不超过|不得超过|不多于|不少于|不低于|不早于|不晚于|不迟于|不得早于|不得晚于|至少|最多|少于|早于|晚于)"
    f"([^，。；\n0-9]{{0,6}}?)([0-9]+(?:[.:][0-9]+)?)({_UNITS})"
)
_AMOUNT: Final = re.compile(f"([0-9]+(?:[.:][0-9]+)?)({_UNITS})")
_SENTENCE: Final = re.compile("[。；;\n]")
_CLAUSE: Final = re.compile("[，、,：]")
_OTHERS: Final = re.compile("其他年级|其余年级|其它年级|各年级")
_LIKE: Final = 0.5
"""From this share of common pairs of letters on, two limits are said of the same thing."""
_COMPULSORY: Final = range(1, 10)
"""The grades that every rule of compulsory schooling has to speak to."""


@dataclass(frozen=True, slots=True)
class _Limit:
    said: frozenset[str]
    """The pairs of letters of the words before it."""
    bound: str
    number: str
    unit: str
    place: Location


def limit_problems(loaded: Sequence[LoadedEntry]) -> Iterator[Problem]:
    """Find numbers that disagree, and stages that are named and have no variant."""
    yield from _contradictions(loaded)
    for one in loaded:
        yield from _gaps(one)
        yield from _stages_without_variants(one)


def _contradictions(loaded: Sequence[LoadedEntry]) -> Iterator[Problem]:
    """Find two limits of one thing in entries that rest on one clause.

    An entry that names the other's number as well only speaks of another stage first.
    """
    limits = {one.entry.id: list(_limits(one)) for one in loaded}
    told: set[tuple[str, str, str]] = set()
    for (document, clause), sharing in _by_clause(loaded).items():
        for one, other in combinations(sharing, 2):
            ours, theirs = limits[one.entry.id], limits[other.entry.id]
            for before, here in _disagreeing(ours, theirs):
                if (one.entry.id, other.entry.id, here.unit) in told:
                    continue
                told.add((one.entry.id, other.entry.id, here.unit))
                sentence = (
                    f"“{here.bound}{here.number}{here.unit}” is {before.number} in "
                    f"{one.entry.id}, both by《{document}》{clause}; correct one"
                )
                yield _problem(other, here.place, sentence)


def _by_clause(loaded: Sequence[LoadedEntry]) -> dict[tuple[str, str], list[LoadedEntry]]:
    sharing: dict[tuple[str, str], list[LoadedEntry]] = defaultdict(list)
    for one in loaded:
        for document, clause in dict.fromkeys(
            (source.document, source.clause) for source in one.entry.sources
        ):
            if clause is not None:
                sharing[document, clause].append(one)
    return sharing


def _disagreeing(ours: list[_Limit], theirs: list[_Limit]) -> Iterator[tuple[_Limit, _Limit]]:
    our_numbers = {(limit.number, limit.unit) for limit in ours}
    their_numbers = {(limit.number, limit.unit) for limit in theirs}
    for one in ours:
        for other in theirs:
            if (
                (one.bound, one.unit) == (other.bound, other.unit)
                and (one.number, one.unit) not in their_numbers
                and (other.number, other.unit) not in our_numbers
                and _are_alike(one.said, other.said)
            ):
                yield one, other


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= _LIKE * shorter


def _limits(one: LoadedEntry) -> Iterator[_Limit]:
    answer = one.entry.answer
    texts: list[tuple[Location, str]] = [(("answer", "text"), answer.text)]
    texts += [
        (("answer", "variants", position, "text"), variant.text)
        for position, variant in enumerate(answer.variants)
    ]
    for place, text in texts:
        for match in _LIMIT.finditer(text):
            before = re.split("[。；\n，]", text[: match.start()])[-1] + match[2]
            said = frozenset(map("".join, pairwise(before)))
            yield _Limit(said, match[1].replace("得", ""), match[3], match[4], place)


def _gaps(one: LoadedEntry) -> Iterator[Problem]:
    """Find grades between two variants that neither a variant nor the general text names."""
    answer = one.entry.answer
    fitting = {grade for each in answer.variants for grade in range(each.first, each.last + 1)}
    held = fitting.intersection(_COMPULSORY)
    if not held or _OTHERS.search(answer.text):
        return
    named = {grade for first, last in _amounts(answer.text) for grade in range(first, last + 1)}
    left = [grade for grade in range(min(held), max(held)) if grade not in held | named]
    if left:
        sentence = (
            f"grade {', '.join(map(str, left))} has no variant though grades before and after "
            "it have; add one, or name these grades in the general text"
        )
        yield _problem(one, ("answer", "variants"), sentence)


def _stages_without_variants(one: LoadedEntry) -> Iterator[Problem]:
    """Find a general text with a number for each of several stages, and no variant at all."""
    if one.entry.answer.variants:
        return
    by_unit: dict[str, dict[Span, set[str]]] = defaultdict(lambda: defaultdict(set))
    for span, amounts in _amounts(one.entry.answer.text).items():
        for number, unit in amounts:
            by_unit[unit][span].add(number)
    for unit, by_span in by_unit.items():
        if len({frozenset(numbers) for numbers in by_span.values()}) > 1:
            sentence = (
                f"the text names different {unit} for different grades; write a variant for "
                "each, so that parents read their own child's"
            )
            yield _problem(one, ("answer", "text"), sentence)
            return


def _amounts(text: str) -> dict[Span, list[tuple[str, str]]]:
    """Return for each stage a text names the numbers said of it."""
    found: dict[Span, list[tuple[str, str]]] = defaultdict(list)
    for sentence in _SENTENCE.split(text):
        span: Span | None = None
        for clause in _CLAUSE.split(sentence):
            span = span_in(clause) or span
            if span is not None:
                found[span] += [(match[1], match[2]) for match in _AMOUNT.finditer(clause)]
    return found


def _problem(one: LoadedEntry, location: Location, sentence: str) -> Problem:
    return Problem(one.document.path, one.document.line_of(location), sentence)
