"""Workbooks as schools lay them out; each is a real file made by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.errors import BadSlots
from bot.timetable.importing.reading import read_path, read_slots
from bot.timetable.model import Course, CourseId, Kind, Slot, Weeks

CLASSES = [
    SchoolClass(ClassId(11), SchoolId(1), 2, "二年级(1)班"),
    SchoolClass(ClassId(12), SchoolId(1), 3, "三年级(2)班"),
]
DAYS = ("周一", "周二", "周三", "周四", "周五")
Said = tuple[int | None, int, str, str, str, str, str]


def book(*sheets: tuple[str, Sequence[Sequence[object]]]) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return made


def page_of(made: Workbook) -> Worksheet:
    return made.worksheets[0]


def data_of(made: Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def slots_of(made: Workbook) -> list[Slot]:
    return list(read_slots(data_of(made), Path("slots.xlsx"), CLASSES).slots)


def said(slot: Slot) -> Said:
    times = f"{slot.starts_at:%H:%M}", f"{slot.ends_at:%H:%M}"
    return (slot.class_id, slot.weekday, *times, slot.title, slot.teacher, slot.place)


def problems(data: bytes, name: str = "slots.xlsx") -> list[str]:
    with pytest.raises(BadSlots) as caught:
        read_slots(data, Path(name), CLASSES)
    return list(caught.value.problems)


def test_a_list_below_title_lines_is_read() -> None:
    made = book(
        (
            "全校",
            [
                ["阳光小学课后服务安排表"],
                [],
                ["班级", "星期", "开始时间", "结束时间", "内容", "地点", "教师", "生效日期"],
                ["二年级(1)班", "周四", time(16), time(17, 30), "书法", "美术室", "李老师"],
                [12, 5.0, "16:00", "17:30", "足球", None, None, date(2026, 9, 1)],
            ],
        )
    )

    first, second = slots_of(made)

    assert said(first) == (11, 4, "16:00", "17:30", "书法", "李老师", "美术室")
    assert (second.class_id, second.weekday, second.valid_from) == (12, 5, date(2026, 9, 1))


def test_a_sheet_for_each_class_with_weekdays_as_columns_is_read() -> None:
    made = book(
        (
            "二年级(1)班",
            [
                ["2026学年课后服务"],
                ["节次", "时间", *DAYS],
                ["第1节", "16:00-16:40", "作业辅导", "", "书法\n李老师\n美术室", "—", "阅读"],
                ["第2节", "16:50—17:30", "围棋（王老师）", "", "", "无", "足球/操场"],
            ],
        ),
        ("三年级（2）班", [["", *DAYS], ["16:00～17:30", "书法 李老师", "", "", "", ""]]),
    )

    assert [said(slot) for slot in slots_of(made)] == [
        (11, 1, "16:00", "16:40", "作业辅导", "", ""),
        (11, 3, "16:00", "16:40", "书法", "李老师", "美术室"),
        (11, 5, "16:00", "16:40", "阅读", "", ""),
        (11, 1, "16:50", "17:30", "围棋", "王老师", ""),
        (11, 5, "16:50", "17:30", "足球", "", "操场"),
        (12, 1, "16:00", "17:30", "书法", "李老师", ""),
    ]


def test_one_sheet_for_all_with_merged_classes_lessons_and_days_is_read() -> None:
    made = book(
        (
            "课后服务",
            [
                ["班级", "节次", *DAYS],
                ["二年级(1)班", "第1节", "作业辅导", "", "书法", "", ""],
                ["", "第2节", "", "", "阅读", "", ""],
                ["三年级(2)班", "第1节", "足球 操场", "", "", "", ""],
            ],
        ),
        ("作息时间", [["第1节", "16:00-16:40"], ["第2节", "16:50-17:30"]]),
    )
    page = page_of(made)
    page.merge_cells("A2:A3")
    page.merge_cells("C2:D3")
    page.merge_cells("C4:G4")

    found = [said(slot) for slot in slots_of(made)]

    assert found == [
        (11, 1, "16:00", "17:30", "作业辅导", "", ""),
        (11, 2, "16:00", "17:30", "作业辅导", "", ""),
        (11, 3, "16:00", "16:40", "书法", "", ""),
        (11, 3, "16:50", "17:30", "阅读", "", ""),
        *((12, day, "16:00", "16:40", "足球", "", "操场") for day in range(1, 6)),
    ]


def test_odd_and_even_weeks_several_ends_and_evening_study_are_read() -> None:
    made = book(
        (
            "二年级(1)班",
            [
                ["时间", *DAYS],
                ["16:00-17:30/18:30", "单周：书法\n双周：绘画", "阅读（双周）", "", "", ""],
                ["19:00-20:00", "晚自习", "", "", "", ""],
            ],
        )
    )

    calligraphy, painting, reading, evening = slots_of(made)

    assert (calligraphy.title, calligraphy.weeks) == ("书法", Weeks.ODD)
    assert (painting.title, painting.weeks) == ("绘画", Weeks.EVEN)
    assert (reading.title, reading.weeks) == ("阅读", Weeks.EVEN)
    assert reading.later_ends == (time(18, 30),)
    assert (evening.kind, reading.kind) == (Kind.EVENING, Kind.SERVICE)


def test_a_sheet_of_clubs_makes_courses_and_knows_those_that_are_there() -> None:
    made = book(
        ("社团", [["社团", "时间", *DAYS], ["足球", "16:00-17:30", "足球 操场", "", "", "", ""],
                  ["书法社", "16:00-17:30", "", "书法", "", "", ""]]),
    )  # fmt: skip
    known = Course(CourseId(5), "足球", 20)

    reading = read_slots(data_of(made), Path("slots.xlsx"), CLASSES, [known])

    assert [slot.course_id for slot in reading.slots] == [5, -2]
    assert {course.name for course in reading.courses.values()} == {"足球", "书法社"}


def test_a_remark_below_the_table_is_passed_over() -> None:
    made = book(
        (
            "二年级(1)班",
            [["时间", *DAYS], ["16:00-17:30", "书法", "", "", "", ""], ["自愿参加，请按时接孩子"]],
        )
    )
    page_of(made).merge_cells("A3:F3")

    assert [slot.title for slot in slots_of(made)] == ["书法"]


def test_a_hidden_sheet_and_instructions_are_passed_over() -> None:
    table = [["时间", *DAYS], ["16:00-17:30", "书法", "", "", "", ""]]
    made = book(("二年级(1)班", table), ("去年", table), ("填写说明", [["请按时填写"]]))
    made.worksheets[1].sheet_state = "hidden"

    assert len(slots_of(made)) == 1


def test_a_lesson_without_a_time_is_named_by_its_cell() -> None:
    made = book(("二年级(1)班", [["节次", *DAYS], ["第3节", "", "书法", "", "", ""]]))

    assert problems(data_of(made)) == [
        "sheet 二年级(1)班, cell C2, start: an empty cell is not a time; write it like 16:30",
        "sheet 二年级(1)班, cell C2, end: an empty cell is not a time; write it like 16:30",
    ]


def test_a_sheet_of_no_class_is_named() -> None:
    made = book(("Sheet1", [["时间", *DAYS], ["16:00-17:30", "书法", "", "", "", ""]]))

    (problem,) = problems(data_of(made))

    assert problem.startswith("sheet Sheet1, cell B2, class: there is no class Sheet1")


def test_a_formula_is_named_by_its_cell_and_never_run() -> None:
    made = book(("二年级(1)班", [["时间", *DAYS], ["16:00-17:30", "=1+1", "", "", "", ""]]))

    assert problems(data_of(made)) == [
        "sheet 二年级(1)班, cell B2: holds a formula; copy it and paste its value"
    ]


def test_a_formula_in_a_merged_cell_is_named_once() -> None:
    made = book(("二年级(1)班", [["时间", *DAYS], ["16:00-17:30", "=1+1", "", "", "", "=2"]]))
    page_of(made).merge_cells("B2:E2")

    assert problems(data_of(made)) == [
        "sheet 二年级(1)班, cell B2: holds a formula; copy it and paste its value",
        "sheet 二年级(1)班, cell F2: holds a formula; copy it and paste its value",
    ]


def test_a_bad_row_of_a_list_is_named_by_sheet_and_row() -> None:
    heading = ["班级", "星期", "开始时间", "结束时间", "内容", "地点", "教师"]
    made = book(("全校", [heading, ["二年级(1)班", 9, "24:30", "17:30", "书法"]]))

    assert [problem.split(":")[0] for problem in problems(data_of(made))] == [
        "sheet 全校, row 2, weekday",
        "sheet 全校, row 2, start",
    ]


def test_a_workbook_without_a_table_is_refused() -> None:
    (problem,) = problems(data_of(book(("说明", [["你好"]]))))

    assert problem.startswith("no sheet has a table")


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with one part more, or in the place of another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def test_macros_are_refused() -> None:
    good = data_of(book(("二年级(1)班", [["时间", *DAYS], ["16:00-17:30", "书法"]])))

    (problem,) = problems(with_part(good, "xl/vbaProject.bin", b"x"))

    assert problem.startswith("this workbook holds macros; save it as .xlsx")


def test_a_million_empty_rows_are_refused_before_they_are_opened() -> None:
    good = data_of(book(("二年级(1)班", [["时间", *DAYS], ["16:00-17:30", "书法"]])))
    rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 1_000_003))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows + b"</sheetData></worksheet>"
    )

    (problem,) = problems(with_part(good, "xl/worksheets/sheet1.xml", sheet))

    assert problem.startswith("a sheet has more than 20000 rows")


def test_a_sheet_that_only_says_it_is_huge_is_read() -> None:
    good = data_of(book(("二年级(1)班", [["时间", *DAYS], ["16:00-17:30", "书法"]])))
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    huge = sheet.replace(b'<dimension ref="A1:F2"', b'<dimension ref="A1:XFD1048576"')
    assert huge != sheet

    data = with_part(good, "xl/worksheets/sheet1.xml", huge)

    assert len(read_slots(data, Path("slots.xlsx"), CLASSES).slots) == 1


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("slots.xls", b"anything", "old workbook; save it as .xlsx"),
        ("slots.xlsm", b"anything", "may hold macros; save it as .xlsx"),
        ("slots.xlsx", b"\xd0\xcf\x11\xe0rest", "a password protects it"),
        ("slots.xlsx", b"PK\x03\x04rest", "no workbook that can be read"),
        ("slots.xlsx", b"", "no workbook that can be read"),
    ],
)
def test_what_is_no_open_workbook_is_refused_with_advice(
    tmp_path: Path, name: str, data: bytes, advice: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(BadSlots, match=advice):
        read_path(path, CLASSES)


def test_a_workbook_that_calls_itself_csv_is_read_all_the_same() -> None:
    good = data_of(book(("二年级(1)班", [["时间", *DAYS], ["16:00-17:30", "书法"]])))

    assert len(read_slots(good, Path("slots.csv"), CLASSES).slots) == 1
