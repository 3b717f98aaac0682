"""What every kind of file has in common: courses, weeks, ends, and what stands in the way."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.errors import BadSlots
from bot.timetable.importing.reading import read_slots
from bot.timetable.importing.rows import Reading
from bot.timetable.model import Kind, Weeks

HEADER = (
    "class,weekday,start,end,title,place,teacher,course,weeks,kind,capacity,fee,grades,valid_from"
)
CLASSES = [
    SchoolClass(ClassId(11), SchoolId(1), 2, "二年级(1)班"),
    SchoolClass(ClassId(12), SchoolId(1), 3, "三年级(2)班"),
]


def read(*rows: str) -> Reading:
    return read_slots("\n".join([HEADER, *rows]).encode(), Path("slots.csv"), CLASSES)


def problems(*rows: str) -> list[str]:
    with pytest.raises(BadSlots) as caught:
        read(*rows)
    return list(caught.value.problems)


def test_a_course_is_read_with_its_places_its_price_and_its_grades() -> None:
    reading = read(",5,16:00,17:30,,操场,王老师,足球,单周,,20,自愿参加,3-6,")

    (slot,), (course,) = reading.slots, reading.courses.values()
    assert (slot.title, slot.weeks, slot.class_id) == ("足球", Weeks.ODD, None)
    assert (course.name, course.capacity, course.fee) == ("足球", 20, "自愿参加")
    assert (course.first_grade, course.last_grade) == (3, 6)


def test_rows_of_one_course_must_say_the_same_of_it() -> None:
    assert problems(",5,16:00,17:30,,,,足球,,,20,,,", ",4,16:00,17:30,,,,足球,,,25,,,") == [
        "row 3, course: says other places, fee or grades of 足球 than row 2; make them equal"
    ]


def test_evening_study_and_several_ends_are_read() -> None:
    (slot,) = read("11,4,18:30,20:00/20:40,自习,,,,,晚自习,,,,").slots

    assert (slot.kind, slot.ends_at, slot.later_ends) == (Kind.EVENING, time(20), (time(20, 40),))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("11,4,16:00,17:30,书法,,,书法社,,,,,,", "row 2, course: names a class and a course"),
        ("11,4,16:00,18:30/17:30,书法,,,,,,,,,", "row 2, end: 18:30/17:30: write several times"),
        ("11,4,16:00,17:30,书法,,,,三周,,,,,", "row 2, weeks: 三周 is not every, odd"),
        ("11,4,16:00,17:30,书法,,,,,早读,,,,", "row 2, kind: 早读 is neither service"),
        ("11,4,16:00,17:30,书法,,,,,,0,,,", "row 2, capacity: 0 is not a number from 1"),
        ("11,4,16:00,17:30,书法,,,,,,很多,,,", "row 2, capacity: 很多 is not a number"),
        (",4,16:00,17:30,,,,足球,,,,,9-3,", "row 2, grades: 9-3 are no grades from 1 to 9"),
        (",4,16:00,17:30,,,,足球,,,,,高一,", "row 2, grades: 高一 are no grades"),
        ("11,4,16:00,17:30,书法,,,,,,,,,2026-02-30", "row 2, valid_from: 2026-02-30 is not a day"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(row: str, problem: str) -> None:
    (found,) = problems(row)

    assert found.startswith(problem)


def test_slots_of_one_class_that_overlap_are_refused() -> None:
    assert problems("11,4,16:00,17:30,书法,,,,,,,,,", "11,4,17:00,18:00,绘画,,,,,,,,,") == [
        "row 3: overlaps row 2 (16:00-17:30 书法); mend one of them"
    ]


@pytest.mark.parametrize(
    "second",
    [
        "11,4,17:30,18:00,绘画,,,,,,,,,",
        "11,5,16:00,17:30,绘画,,,,,,,,,",
        "12,4,16:00,17:30,绘画,,,,,,,,,",
        "11,4,16:00,17:30,绘画,,,,双周,,,,,",
    ],
)
def test_slots_one_after_the_other_on_other_days_or_in_other_weeks_do_not_overlap(
    second: str,
) -> None:
    assert len(read("11,4,16:00,17:30,书法,,,,单周,,,,,", second).slots) == 2


def test_a_teacher_in_two_places_is_a_warning_and_no_problem() -> None:
    reading = read(
        "11,4,16:00,17:30,书法,美术室,李老师,,,,,,,", "12,4,17:00,18:00,绘画,画室,李老师,,,,,,,"
    )

    assert reading.warnings == ("row 3: 李老师 is also in row 2 (16:00-17:30 书法)",)


def test_two_classes_together_in_one_place_are_no_clash() -> None:
    reading = read(
        "11,4,16:00,17:30,书法,美术室,李老师,,,,,,,", "12,4,16:00,17:30,书法,美术室,李老师,,,,,,,"
    )

    assert reading.warnings == ()
