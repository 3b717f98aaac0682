from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.class_names import (
    grade_name,
    moved_up,
    new_name,
    number_of,
    read_class,
    read_grade,
    school_year_of,
)

YEAR = 2026


@pytest.mark.parametrize(
    ("name", "grade", "number"),
    [
        ("三（2）班", 3, 2),
        ("三(2)班", 3, 2),
        ("三 2 班", 3, 2),
        ("三年级2班", 3, 2),
        ("三年级二班", 3, 2),
        ("三二班", 3, 2),
        ("3年级２班", 3, 2),
        ("302班", 3, 2),
        ("302", 3, 2),
        ("一年级十一班", 1, 11),
        ("初一(3)班", 7, 3),
        ("初中八年级3班", 8, 3),
        ("小学2024级1班", 3, 1),
        ("初中2024级1班", 9, 1),
        ("2024级1班", None, 1),
        ("2班", None, 2),
        ("十二班", None, 12),
        ("二十一班", None, 21),
        ("向日葵班", None, None),
    ],
)
def test_a_class_is_read_in_every_spelling(
    name: str, grade: int | None, number: int | None
) -> None:
    found = read_class(name, YEAR)

    assert (found.grade, found.number) == (grade, number)


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("3", 3),
        ("３", 3),
        ("三", 3),
        ("三年级", 3),
        ("小学三年级", 3),
        ("七年级", 7),
        ("初一", 7),
        ("初中2025级", 8),
        ("小学2026级", 1),
        ("2024级", None),
        ("高一", None),
        ("10", None),
        ("0", None),
        ("小学1990级", None),
    ],
)
def test_a_grade_is_read_and_never_guessed(written: str, grade: int | None) -> None:
    assert read_grade(written, YEAR) == grade


@pytest.mark.parametrize(
    ("name", "grade", "following"),
    [
        ("三年级2班", 3, "四年级2班"),
        ("三（1）班", 3, "四（1）班"),
        ("三二班", 3, "四二班"),
        ("302班", 3, "402班"),
        ("3年级2班", 3, "4年级2班"),
        ("初一(3)班", 7, "初二(3)班"),
        ("八年级1班", 8, "九年级1班"),
        ("2024级1班", 3, "2024级1班"),
        ("向日葵班", 3, "向日葵班"),
        ("三班", 5, "三班"),
        ("二十一班", 2, "二十一班"),
        ("三年级2班", 5, "三年级2班"),
    ],
)
def test_a_name_that_carries_its_grade_moves_up_with_it(
    name: str, grade: int, following: str
) -> None:
    assert moved_up(name, grade) == following


@given(grade=st.integers(1, 8), number=st.integers(1, 30), form=st.integers(0, 2))
def test_after_moving_up_the_name_says_the_next_grade(grade: int, number: int, form: int) -> None:
    name = (f"{grade_name(grade)}{number}班", f"{grade_name(grade)[0]}（{number}）班", "")[form]
    name = name or f"{grade}{number:02}班"

    found = read_class(moved_up(name, grade), YEAR)

    assert (found.grade, found.number) == (grade + 1, number)


@given(st.text(max_size=20))
def test_no_name_breaks_the_reading(name: str) -> None:
    found = read_class(name, YEAR)

    assert found.grade is None or 1 <= found.grade <= 9
    assert found.number is None or 1 <= found.number <= 99
    assert moved_up(name, 3) is not None


def test_a_bare_number_is_named_after_its_grade() -> None:
    assert new_name("2班", read_class("2班", YEAR), 3) == "三年级(2)班"
    assert new_name("三（2） 班", read_class("三（2） 班", YEAR), 3) == "三(2)班"


@pytest.mark.parametrize(
    ("written", "number"), [("十", 10), ("九十九", 99), ("", None), ("0", None)]
)
def test_chinese_numbers_are_read(written: str, number: int | None) -> None:
    assert number_of(written) == number


def test_a_school_year_begins_in_august() -> None:
    assert [school_year_of(date(2026, month, 1)) for month in (1, 7, 8, 12)] == [
        2025,
        2025,
        2026,
        2026,
    ]
