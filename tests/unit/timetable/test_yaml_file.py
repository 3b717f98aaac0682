from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.errors import BadSlots
from bot.timetable.importing.reading import read_slots
from bot.timetable.importing.rows import Reading
from bot.timetable.model import Course, Weeks
from bot.yaml_loader import BrokenYaml

CLASSES = [SchoolClass(ClassId(11), SchoolId(1), 2, "二年级(1)班")]
GOOD = """
courses:
  - name: 足球
    capacity: 20
    fee: 自愿参加，每学期300元
    grades: 3-6
slots:
  - class: 二年级(1)班
    weekday: 4
    start: 16:00
    end: [17:30, 18:30]
    title: 书法
  - course: 足球
    weekday: 5
    start: 16:00
    end: 17:30
    weeks: odd
"""


def read(text: str) -> Reading:
    return read_slots(text.encode(), Path("slots.yaml"), CLASSES)


def problems(text: str) -> list[str]:
    with pytest.raises(BadSlots) as caught:
        read(text)
    return list(caught.value.problems)


def test_slots_of_classes_and_courses_are_read() -> None:
    reading = read(GOOD)

    calligraphy, football = reading.slots
    (course,) = reading.courses.values()
    assert (calligraphy.class_id, calligraphy.later_ends) == (11, (time(18, 30),))
    assert (football.title, football.weeks, football.course_id) == ("足球", Weeks.ODD, course.id)
    assert course == Course(course.id, "足球", 20, "自愿参加，每学期300元", 3, 6)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- 1", "line 1: the file must have a list called slots"),
        ("slots: 3", "line 1: slots must be a list"),
        ("slots:\n  - 书法", 'line 2: must consist of lines like "key: value"'),
        ("lessons: []", "line 1: lessons is not a key of this file"),
        (GOOD.replace("title", "headline"), "line 12: headline is not a key of slots"),
        (GOOD.replace("name: 足球", "name: ''"), "line 3: the name of the course is missing"),
        ("slots:\n  - class: {a: 1}", "line 2: class must be one value"),
        ("", "line 1: the file must have a list"),
        ("slots: []", "slots.yaml: there are no slots in this file"),
    ],
)
def test_what_is_no_timetable_is_named_by_its_line(text: str, problem: str) -> None:
    assert problems(text)[0].startswith(problem)


def test_a_bad_value_is_named_by_line_and_key() -> None:
    bad = GOOD.replace("weekday: 4", "weekday: 8").replace("end: 17:30", "end: 24:30")

    assert problems(bad) == [
        "line 8, weekday: 8 is not a day from 1 (Monday) to 7 (Sunday)",
        "line 13, end: 24:30 is not a time; write it like 16:30",
    ]


def test_what_is_not_yaml_is_refused() -> None:
    with pytest.raises(BrokenYaml, match=r"slots\.yaml, line 2"):
        read("slots:\n\t- x")
