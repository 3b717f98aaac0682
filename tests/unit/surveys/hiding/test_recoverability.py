"""Nobody can compute what is hidden: random tables, filters and histories of exports.

The attacker here is written without the code that defends: one system of equations over
all cells of two questions and of the numbers who answered, solved in whole numbers; and for
small tables, every table that fits what was published.

All 2,000 cases take half a minute on a free machine; an ordinary run takes 300. To run all:

    JIAXIAO_ALL_CASES=1 pytest tests/unit/surveys/hiding/test_recoverability.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.surveys.figures.results import ANSWERED, Asked, Shown, from_tables
from bot.surveys.hiding.anonymity import Limits, Table, Told, is_enough
from bot.surveys.hiding.exposure import Group
from bot.surveys.model import Wave, WaveState
from tests.support.attacking import Attacker
from tests.support.surveys import a_survey, a_wave

ALL = bool(os.environ.get("JIAXIAO_ALL_CASES"))
CASES = 2000 if ALL else 300
GRADES = range(1, 6)
MISSING = 2
WAVE: Wave = a_wave(a_survey(), WaveState.CLOSED)
QUESTIONS = ("homework", "sleep")
Cell = tuple[str, int, int]
"""A question, a grade, and an answer's place or `MISSING`."""

count = st.one_of(st.integers(0, 3), st.integers(0, 12))
rows = st.tuples(count, count, st.integers(0, 3))
answered = st.dictionaries(st.sampled_from(GRADES), rows, min_size=1, max_size=5)
filters = st.lists(
    st.tuples(st.frozensets(st.sampled_from(GRADES), max_size=5), st.sampled_from([3, 5, 8])),
    min_size=1,
    max_size=4,
)


def tables_of(
    first: Mapping[int, tuple[int, int, int]], second: Mapping[int, int]
) -> dict[str, Table]:
    """Two questions with the same number of families a grade."""
    one = {g: row for g, row in first.items() if sum(row)}
    two = {g: (second.get(g, 0) % (sum(row) + 1),) for g, row in one.items()}
    return {
        ANSWERED: Table({g: (sum(row),) for g, row in one.items()}, is_plain=True),
        "homework": Table({g: row[:2] for g, row in one.items()}),
        "sleep": Table({g: (two[g][0], sum(one[g]) - two[g][0]) for g in one}),
    }


def terms(row: Shown, place: int) -> dict[Cell, int]:
    if row.measure == ANSWERED:
        return {("homework", grade, at): 1 for grade in row.group for at in range(3)}
    return {(row.measure, grade, place): 1 for grade in row.group}


def an_attacker(tables: Mapping[str, Table]) -> Attacker[Cell]:
    present = sorted(tables[ANSWERED].counts)
    attacker = Attacker([(q, g, at) for q in QUESTIONS for g in present for at in range(3)])
    for grade in present:  # as many families answered one question or passed over it as the other
        same = {("homework", grade, at): 1 for at in range(3)}
        attacker.learns({**same, **{("sleep", grade, at): -1 for at in range(3)}})
    return attacker


def subsets(grades: list[int]) -> Iterator[Group]:
    for bits in range(1, 1 << len(grades)):
        yield frozenset(grade for at, grade in enumerate(grades) if bits >> at & 1)


def known(attacker: Attacker[Cell], tables: Mapping[str, Table]) -> set[tuple[str, Group, int]]:
    present = sorted(tables[ANSWERED].counts)
    return {
        (question, group, place)
        for question in QUESTIONS
        for group in subsets(present)
        for place in range(2)
        if attacker.knows({(question, grade, place): 1 for grade in group})
    }


@settings(max_examples=CASES, deadline=None)
@given(answered, st.dictionaries(st.sampled_from(GRADES), st.integers(0, 40)), filters)
def test_no_export_lets_a_hidden_cell_be_computed(
    first: dict[int, tuple[int, int, int]],
    second: dict[int, int],
    exports: list[tuple[frozenset[int], int]],
) -> None:
    tables, history = tables_of(first, second), list[Shown]()
    attacker = an_attacker(tables)
    before = set[tuple[str, Group, int]]()
    for grades, smallest in exports:
        told = {
            name: Told(frozenset(row.group for row in history if row.measure == name))
            for name in tables
        }
        found = from_tables(WAVE, tables, [], Limits(smallest), Asked(grades, told))
        history += found.shown
        for row in found.shown:
            for place in range(len(row.counts)):
                attacker.learns(terms(row, place))
        after = known(attacker, tables)
        for question, group, _ in after - before:
            assert is_enough(tables[question].of(group), smallest), (question, group)
        before = after


@settings(max_examples=200 if ALL else 40, deadline=None)
@given(st.dictionaries(st.integers(1, 3), st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_not_even_by_trying_every_table_that_fits(cells: dict[int, tuple[int, int]]) -> None:
    cells = {grade: row for grade, row in cells.items() if sum(row)}
    assume(len(cells) > 1)
    tables = {
        ANSWERED: Table({grade: (sum(row),) for grade, row in cells.items()}, is_plain=True),
        "homework": Table(cells),
        "sleep": Table(cells),
    }
    found = from_tables(WAVE, tables, [], Limits())
    shown = {row.group: row.counts for row in found.shown if row.measure == "homework"}
    sizes = {row.group: row.counts[0] for row in found.shown if row.measure == ANSWERED}
    possible = list(fitting(cells, shown, sizes))
    for grade, row in cells.items():
        if frozenset({grade}) in shown:
            continue
        for place in range(2):
            nobody = not any(each[place] for each in cells.values())
            if not nobody or frozenset(cells) not in shown:
                assert len({table[grade][place] for table in possible}) > 1, (grade, row)


def fitting(
    cells: Mapping[int, tuple[int, int]],
    shown: Mapping[Group, tuple[int, ...]],
    sizes: Mapping[Group, int],
) -> Iterator[dict[int, tuple[int, int]]]:
    """Give every table that a reader of what was published must think possible."""
    whole = shown.get(frozenset(cells))
    most = sum(whole) if whole else 6
    *others, last = cells
    choices = []
    for grade in others:
        size = sizes.get(frozenset({grade}), most)
        pairs = [(a, b) for a in range(size + 1) for b in range(size + 1 - a)]
        choices.append([pair for pair in pairs if shown.get(frozenset({grade}), pair) == pair])
    for picked in product(*choices):
        table = dict(zip(others, picked, strict=True))
        if whole is None:
            for row in ((0, 3), (3, 0), (2, 2)):
                yield {**table, last: row}
            continue
        left = tuple(total - sum(row[at] for row in picked) for at, total in enumerate(whole))
        if min(left) < 0 or sum(left) > sizes.get(frozenset({last}), most):
            continue
        if shown.get(frozenset({last}), left) == left:
            yield {**table, last: (left[0], left[1])}
