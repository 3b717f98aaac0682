from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadOption
from bot.people.class_names import grade_name
from bot.people.model import LEFT, ClassId, SchoolClass, SchoolId
from bot.people.promotion import NameClash, first_day, moves, year_of


def a_class(grade: int, name: str, number: int = 1) -> SchoolClass:
    return SchoolClass(ClassId(number), SchoolId(1), grade, name)


def test_classes_go_up_and_the_highest_leave() -> None:
    school = [
        a_class(3, "三年级2班", 1),
        a_class(6, "六年级2班", 2),
        a_class(5, "五（1）班", 3),
        a_class(9, "九年级1班", 4),
        a_class(2, "2025级1班", 5),
        a_class(LEFT, "六年级2班（2025届）", 6),
    ]

    found = [(move.school_class.name, move.grade, move.name) for move in moves(school, 2026)]

    assert found == [
        ("九年级1班", LEFT, "九年级1班（2026届）"),
        ("六年级2班", LEFT, "六年级2班（2026届）"),
        ("五（1）班", 6, "六（1）班"),
        ("三年级2班", 4, "四年级2班"),
        ("2025级1班", 3, "2025级1班"),
    ]


def test_a_nine_year_school_keeps_its_sixth_grade() -> None:
    (move,) = moves([a_class(6, "六年级1班")], 2026, {9})

    assert (move.grade, move.name, move.is_leaving) == (7, "七年级1班", False)


def test_the_ninth_grade_leaves_whatever_is_said() -> None:
    (move,) = moves([a_class(9, "九年级1班")], 2026, {5})

    assert move.is_leaving


def test_two_classes_of_one_name_are_refused_before_anything_happens() -> None:
    school = [a_class(3, "三年级1班", 1), a_class(4, "四年级1班", 2), a_class(2, "五年级1班", 3)]

    with pytest.raises(NameClash, match="two classes would be called 五年级1班"):
        moves(school, 2026)


def test_only_grades_can_leave() -> None:
    with pytest.raises(BadOption, match="--leaving: must be 1 to 9"):
        moves([], 2026, {10})


@given(
    st.sets(st.tuples(st.integers(1, 9), st.integers(1, 20)), min_size=1, max_size=30),
    st.sets(st.integers(1, 9)),
)
def test_every_class_moves_once_and_no_two_share_a_name(
    school: set[tuple[int, int]], leaving: set[int]
) -> None:
    classes = [
        a_class(grade, f"{grade_name(grade)}({number})班", place)
        for place, (grade, number) in enumerate(school)
    ]

    found = moves(classes, 2026, leaving)

    assert {move.school_class for move in found} == set(classes)
    assert len({move.name for move in found}) == len(classes)
    for move in found:
        before = move.school_class.grade
        assert move.grade == (LEFT if before in {*leaving, 9} else before + 1)


@pytest.mark.parametrize(
    ("today", "on", "begins"),
    [
        (date(2026, 7, 1), None, date(2026, 9, 1)),
        (date(2026, 11, 22), None, date(2026, 9, 1)),
        (date(2026, 8, 20), date(2026, 9, 1), date(2026, 9, 1)),
        (date(2027, 2, 1), date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_the_first_day_is_this_autumns(today: date, on: date | None, begins: date) -> None:
    assert first_day(today, on) == begins


@pytest.mark.parametrize(
    ("today", "on"),
    [
        (date(2026, 3, 1), None),
        (date(2026, 3, 1), date(2026, 9, 1)),
        (date(2026, 9, 1), date(2025, 8, 30)),
    ],
)
def test_a_day_far_away_is_refused(today: date, on: date | None) -> None:
    with pytest.raises(BadOption, match=r"^--on"):
        first_day(today, on)


def test_the_year_is_that_of_the_autumn() -> None:
    assert [year_of(date(2026, 9, 1)), year_of(date(2027, 2, 1))] == [2026, 2026]
