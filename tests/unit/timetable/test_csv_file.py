from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.errors import BadSlots
from bot.timetable.importing.reading import read_slots as read_file
from bot.timetable.model import Slot

HEADER = "class,weekday,start,end,title,place,teacher,valid_from,valid_until"
CLASSES = [
    SchoolClass(ClassId(11), SchoolId(1), 2, "二年级(1)班"),
    SchoolClass(ClassId(12), SchoolId(1), 3, "三年级(2)班"),
    SchoolClass(ClassId(13), SchoolId(1), 7, "11"),
]
CALLIGRAPHY = Slot(ClassId(11), 4, time(16), time(17, 30), "书法", "一楼美术室", "李老师")


def read_slots(data: bytes) -> list[Slot]:
    return list(read_file(data, Path("slots.csv"), CLASSES).slots)


def read(*rows: str, header: str = HEADER) -> list[Slot]:
    return read_slots("\n".join([header, *rows]).encode())


def problems(*rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(BadSlots) as caught:
        read(*rows, header=header)
    return list(caught.value.problems)


GOOD_ROW = "二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师,,"


def test_a_row_becomes_a_slot() -> None:
    assert read(GOOD_ROW) == [CALLIGRAPHY]


def test_the_last_two_columns_may_be_left_out() -> None:
    short = "class,weekday,start,end,title,place,teacher"

    assert read("二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师", header=short) == [CALLIGRAPHY]


def test_validity_is_read() -> None:
    (slot,) = read("12,1,16:00,17:30,足球,,,2026-09-01,2027/1/15")

    assert (slot.valid_from, slot.valid_until) == (date(2026, 9, 1), date(2027, 1, 15))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_utf8_with_or_without_mark_and_gbk_are_read(encoding: str) -> None:
    data = f"{HEADER}\r\n{GOOD_ROW}\r\n".encode(encoding)

    assert read_slots(data) == [CALLIGRAPHY]


def test_chinese_headers_in_any_order_are_understood() -> None:
    header = "老师,地点,课程,结束时间,开始时间,星期,班级"
    row = "李老师,一楼美术室,书法,17:30,16:00,4,二年级(1)班"

    assert read(row, header=header) == [CALLIGRAPHY]


@pytest.mark.parametrize("name", ["二年级(1)班", "二年级（1）班", " 二年级（１） 班", "11 "])
def test_a_class_is_found_whatever_the_width_of_its_brackets(name: str) -> None:
    (slot,) = read(f"{name},4,16:00,17:30,书法,,,,")

    assert slot.class_id == (13 if name.strip() == "11" else 11)


@pytest.mark.parametrize("written", ["4", "\uff14", "周四", "星期四", "礼拜四"])
def test_weekdays_are_read_as_people_write_them(written: str) -> None:
    (slot,) = read(f"12,{written},16:00,17:30,足球,,,,")

    assert slot.weekday == 4


@pytest.mark.parametrize("written", ["8:05", "08:05", "08：05", "8:05:00"])
def test_times_are_read_as_people_write_them(written: str) -> None:
    (slot,) = read(f"12,1,{written},17:30,足球,,,,")

    assert slot.starts_at == time(8, 5)


def test_blank_rows_are_passed_over_and_still_counted() -> None:
    assert problems(GOOD_ROW, "", ",,,,,,,,", "12,9,16:00,17:00,足球,,,,") == [
        "row 5, weekday: 9 is not a day from 1 (Monday) to 7 (Sunday)"
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "12,8,16:00,17:00,足球,,,,",
            "row 3, weekday: 8 is not a day from 1 (Monday) to 7 (Sunday)",
        ),
        (
            "12,,16:00,17:00,足球,,,,",
            "row 3, weekday: an empty cell is not a day from 1 (Monday) to 7 (Sunday)",
        ),
        (
            "12,1,24:30,17:00,足球,,,,",
            "row 3, start: 24:30 is not a time; write it like 16:30",
        ),
        (
            "12,1,四点,17:00,足球,,,,",
            "row 3, start: 四点 is not a time; write it like 16:30",
        ),
        ("12,1,17:00,16:00,足球,,,,", "row 3, end: 16:00 is not after the start 17:00"),
        ("12,1,17:00,17:00,足球,,,,", "row 3, end: 17:00 is not after the start 17:00"),
        ("12,1,16:00,17:00, ,,,,", "row 3, title: is empty; say what takes place"),
        (
            f"12,1,16:00,17:00,足球,{'场' * 61},,,",
            "row 3, place: has 61 characters; at most 60 fit",
        ),
        (
            '12,1,16:00,17:00,"足\n球",,,,',
            "row 3, title: holds a line break or an invisible character; delete it",
        ),
        (
            "12,1,16:00,17:00,足球,,,2027-02-30,",
            "row 3, valid_from: 2027-02-30 is not a day of the calendar",
        ),
        (
            "12,1,16:00,17:00,足球,,,,明年",
            "row 3, valid_until: 明年 is not a date; write it like 2026-09-01",
        ),
        (
            "12,1,16:00,17:00,足球,,,2026-09-02,2026-09-01",
            "row 3, valid_until: 2026-09-01 is before valid_from, 2026-09-02",
        ),
        (
            "九年级(9)班,1,16:00,17:00,足球,,,,",
            (
                "row 3, class: there is no class 九年级(9)班 in this school; mend the name, "
                "or add the class with `jiaxiao class add`"
            ),
        ),
        (GOOD_ROW, "row 3: says the same as row 2; delete one of them"),
        (
            "12,1,16:00,17:00,足球,,,,,多的",
            "row 3: something stands beyond the last column; delete it",
        ),
    ],
)
def test_a_bad_row_is_named_with_its_column(row: str, problem: str) -> None:
    assert problems(GOOD_ROW, row) == [problem]


def test_every_problem_is_told_at_once() -> None:
    found = problems("x,9,16:00,15:00,,,,,", GOOD_ROW, "12,0,a,b,足球,,,,")

    assert [problem.split(":")[0] for problem in found] == [
        "row 2, class",
        "row 2, weekday",
        "row 2, end",
        "row 2, title",
        "row 4, weekday",
        "row 4, start",
        "row 4, end",
    ]


def test_slots_that_overlap_are_told_beside_every_other_problem() -> None:
    other = "二年级(1)班,4,17:00,18:00,足球,,,,"

    assert problems(GOOD_ROW, "12,0,16:00,17:00,足球,,,,", other) == [
        "row 3, weekday: 0 is not a day from 1 (Monday) to 7 (Sunday)",
        "row 4: overlaps row 2 (16:00-17:30 书法); mend one of them",
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "，"])
def test_what_other_spreadsheets_write_for_commas_is_understood(delimiter: str) -> None:
    rows = (HEADER.replace(",", delimiter), GOOD_ROW.replace(",", delimiter))

    assert read_slots("\r\n".join(rows).encode("gbk")) == [CALLIGRAPHY]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("class,weekday,start,end,title,place", "row 1: the column teacher is missing"),
        (f"{HEADER},age", "row 1: there is no column age; remove it or mend its name"),
        (f"{HEADER},课程", "row 1: the column title stands 2 times; keep one"),
    ],
)
def test_a_bad_header_is_named(header: str, problem: str) -> None:
    assert problem in problems(GOOD_ROW, header=header)


def test_a_file_without_slots_is_refused() -> None:
    assert problems() == ["row 2: there are no slots below the header"]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(BadSlots, match="the column class is missing"):
        read_slots(b"")


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"PK\x03\x04rest", "no workbook that can be read"),
        ("班级".encode("utf-16"), "UTF-16"),
        (b"\xff\xff\xff", "neither UTF-8 nor GBK"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (f'{HEADER}\n12,1,"16:00'.encode(), "row 2: a quotation mark is not closed"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(BadSlots, match=advice):
        read_slots(data)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused(rubbish: bytes) -> None:
    with pytest.raises(BadSlots):
        read_slots(rubbish)


@given(st.lists(st.text(max_size=12), min_size=7, max_size=11))
def test_whatever_a_row_holds_it_is_read_or_refused(row: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
    data = f"{HEADER}\n{quoted}".encode("utf-8", "surrogatepass")

    with pytest.raises(BadSlots):
        read_slots(data)
