from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.people.roster import BadRoster, Roster, read_roster
from bot.sheet_reading import Day, Formula, ReadSheet

HERE = SchoolId(1)
THREE_TWO = SchoolClass(ClassId(5), HERE, 3, "三年级(2)班")
HEADER = ("班级", "座号")


def read(*rows: tuple[str, ...], classes: tuple[SchoolClass, ...] = ()) -> Roster:
    return read_roster([ReadSheet("", rows)], classes, 2026)


def listed(roster: Roster) -> list[tuple[str, int, tuple[int, ...]]]:
    assert roster.problems == ()
    return [(one.name, one.grade, one.seats) for one in roster.classes]


def test_classes_and_seats_are_read_below_merged_titles_and_above_totals() -> None:
    roster = read(
        ("阳光小学2026学年学生名单", "", "", ""),
        ("制表：教务处", "", "", ""),
        ("序号", "班级", "座 号", "姓名"),
        ("1", "三（2）班", "２", "王小明"),
        ("", "", "", ""),
        ("2", "三年级2班", "1号", "李小红"),
        ("3", "五年级1班", "7", "赵小兰"),
        ("合计", "3人", "", ""),
        classes=(THREE_TWO,),
    )

    assert listed(roster) == [("三年级(2)班", 3, (1, 2)), ("五年级1班", 5, (7,))]
    assert [one.id for one in roster.classes] == [5, None]
    assert (roster.ignored_columns, roster.ignored_rows) == (2, 1)


def test_the_english_header_of_the_contract_is_read() -> None:
    assert listed(read(("Class", "SEAT", "grade"), ("2班", "3", "3"), ("2班", "4", "三年级"))) == [
        ("三年级(2)班", 3, (3, 4))
    ]


def test_every_sheet_with_a_header_is_read_and_the_others_are_not() -> None:
    sheets = [
        ReadSheet("说明", [("请勿修改",)]),
        ReadSheet("三年级", [HEADER, ("三年级1班", "1")]),
        ReadSheet("四年级", [HEADER, ("四年级1班", "1"), ("四年级1班", "1")]),
    ]

    roster = read_roster(sheets, [], 2026)

    assert [one.name for one in roster.classes] == ["三年级1班", "四年级1班"]
    assert roster.problems == (
        (
            "sheet 四年级, row 3, 座号: seat 1 of 四年级1班 stands in sheet 四年级, "
            "row 2 already; mend one of the two"
        ),
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("三年级1班", "0", ""), "row 2, 座号: 0 is out of range; a seat is 1 to 99"),
        (("三年级1班", "100", ""), "row 2, 座号: 100 is out of range; a seat is 1 to 99"),
        (("三年级1班", "王小明", ""), "row 2, 座号: is no number; write 1 to 99"),
        (("三年级1班", "", ""), "row 2, 座号: is empty; fill it in, or delete the row"),
        (("", "7", ""), "row 2, 班级: is empty; fill it in, or delete the row"),
        (("三年级1班", Formula("=1+1"), ""), "row 2, 座号: holds a formula, which is never"),
        ((Day("2026-03-01"), "7", ""), "row 2, 班级: the spreadsheet program has made a date"),
        (("1班", "7", ""), "row 2, 班级: the name does not say which grade"),
        (("2024级1班", "7", ""), "row 2, 班级: the name does not say which grade"),
        (("1班", "7", "高一"), "row 2, 年级: 高一 is no grade from 1 to 9"),
        (("三年级1班", "7", "4"), "row 2, 年级: says grade 4, but the class's name says grade 3"),
        (("王小明", "7", "4"), "row 2, 班级: is no class's name; write it like 三年级"),
        (
            ("向日葵班", "7", "4"),
            "row 2, 班级: 向日葵班 is a class of grade 2 here, not of grade 4",
        ),
        (("花" * 61 + "班", "7", "4"), "row 2, 班级: has 62 characters; at most 60 fit"),
    ],
)
def test_each_problem_names_row_and_column(row: tuple[str, ...], sentence: str) -> None:
    sunflower = SchoolClass(ClassId(6), HERE, 2, "向日葵班")

    roster = read((*HEADER, "年级"), row, classes=(sunflower,))

    assert roster.classes == ()
    (problem,) = roster.problems
    assert problem.startswith(sentence)


def test_a_name_in_the_wrong_column_is_never_repeated() -> None:
    roster = read(HEADER, ("王小明", "李小红"), ("三年级1班", "王小明"))

    assert len(roster.problems) == 3
    assert not any(name in "\n".join(roster.problems) for name in ("王小明", "李小红"))


def test_two_rows_that_give_a_class_two_grades_are_named() -> None:
    roster = read((*HEADER, "年级"), ("火箭班", "1", "3"), ("火箭班", "2", "4"))

    assert roster.problems == (
        (
            "row 3, 班级: 火箭班 is a class of grade 3 further up, here of grade 4; "
            "mend the grade, or rename one of them"
        ),
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("姓名", "学号")], "rows 1 to 20: there is no header"),
        ([("",)] * 20 + [HEADER], "rows 1 to 20: there is no header"),
        ([("班级", "座号", "班 级")], "row 1: the column 班级 stands twice"),
    ],
)
def test_a_list_without_a_usable_header_is_refused(
    rows: list[tuple[str, ...]], sentence: str
) -> None:
    with pytest.raises(BadRoster, match=sentence):
        read(*rows)


def test_a_list_without_a_seat_is_a_problem() -> None:
    assert read(HEADER, ("合计", "")).problems == ("row 2: there is no seat below the header",)


_SEATS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 20)),
    st.sets(st.integers(1, 99), min_size=1, max_size=5),
    min_size=1,
    max_size=6,
)


@given(wanted=_SEATS, spelling=st.integers(0, 3), titles=st.integers(0, 18), data=st.data())
def test_every_listed_seat_is_read_however_it_is_spelt(
    wanted: dict[tuple[int, int], set[int]], spelling: int, titles: int, data: st.DataObject
) -> None:
    han = "一二三四五六七八九"
    rows = []
    for (grade, number), seats in wanted.items():
        name = (
            f"{han[grade - 1]}（{number}）班",
            f"{han[grade - 1]}年级{number}班",
            f"{grade}{number:02}班",
            f"{number}班",
        )[spelling]
        rows += [(name, f"{seat:02}", str(grade), "某某某") for seat in seats]
    rows = data.draw(st.permutations(rows))

    roster = read(*[("标题",)] * titles, (*HEADER, "年级", "姓名"), *rows)

    assert {(one.grade, one.seats) for one in roster.classes} == {
        (grade, tuple(sorted(seats))) for (grade, _), seats in wanted.items()
    }
    assert roster.problems == ()


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=4), st.text(max_size=4))))
def test_whatever_stands_in_a_list_each_row_is_read_ignored_or_named(
    rows: list[tuple[str, str, str]],
) -> None:
    roster = read((*HEADER, "年级"), *rows)

    assert all(problem.startswith("row ") and "\n" not in problem for problem in roster.problems)
    assert all(1 <= seat <= 99 for one in roster.classes for seat in one.seats)
