from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ChildId
from bot.timetable.courses import CourseState, over
from bot.timetable.families.course_rendering import detailed, listed
from bot.timetable.families.offers import Offer
from bot.timetable.model import Course, CourseId, Enrolment, SchoolCalendar, Slot, Term, Weeks

CHINESE, ENGLISH = speaking(Language.ZH_HANS), speaking(Language.EN)
NOW = datetime(2026, 11, 19, 4, tzinfo=UTC)
TODAY = date(2026, 11, 19)
COURSE = Course(
    CourseId(7), "足球", capacity=2, fee="每学期100元，自愿参加", first_grade=2, last_grade=3
)
SLOT = Slot(
    None,
    5,
    time(16),
    time(17, 30),
    "足球",
    "操场",
    "赵老师",
    course_id=COURSE.id,
    weeks=Weeks.ODD,
    later_ends=(time(18),),
)


def enrolment(number: int, *, waits: bool = False) -> Enrolment:
    return Enrolment(COURSE.id, ChildId(number), NOW, None if waits else NOW)


def offer(placed: int = 0, waiting: int = 0, mine: int | None = None) -> Offer:
    everybody = [enrolment(number) for number in range(placed)]
    line = [enrolment(placed + number, waits=True) for number in range(waiting)]
    state = CourseState(COURSE, tuple(everybody), tuple(line))
    return Offer(
        state, (SLOT,), is_over=False, mine=None if mine is None else [*everybody, *line][mine]
    )


def test_a_course_says_when_for_whom_how_many_what_it_costs_and_that_it_is_free_choice() -> None:
    assert detailed("二年级(1)班", offer(placed=1), CHINESE) == (
        "【足球】\n"
        "周五（单周） 16:00–17:30/18:00 · 操场 · 赵老师\n"
        "面向：二年级至三年级\n"
        "名额 2 个，还剩 1 个\n"
        "收费：每学期100元，自愿参加\n"
        "\n"
        "参加不参加，由您和孩子自愿选择。"
    )


def test_whoever_waits_reads_their_place_in_line() -> None:
    text = detailed("二年级(1)班", offer(placed=2, waiting=3, mine=3), CHINESE)

    assert "名额 2 个，已满，3 人候补" in text
    assert "二年级(1)班在候补名单上，排第 2 位" in text


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (offer(placed=1), "1. 足球 – 2 places, 1 left"),
        (offer(placed=2), "1. 足球 – all places taken (2)"),
        (offer(placed=2, mine=1), "1. 足球 – enrolled"),
        (offer(placed=2, waiting=1, mine=2), "1. 足球 – waiting, place 1 in line"),
    ],
)
def test_a_list_says_how_each_course_stands(one: Offer, line: str) -> None:
    assert line in listed("Class 2", [one], ENGLISH).splitlines()


def test_a_course_without_a_limit_has_places_for_all() -> None:
    any_number = replace(COURSE, capacity=None, first_grade=2, last_grade=2, fee="")
    state = CourseState(any_number, (), ())

    text = detailed("二年级(1)班", Offer(state, (SLOT,), is_over=True), CHINESE)

    assert "名额不限" in text
    assert "面向：二年级\n" in text
    assert "收费" not in text
    assert text.endswith("这门课程已经结束，不能再报名了。")


@pytest.mark.parametrize(
    ("until", "term_ends", "is_over"),
    [
        (None, None, 0),
        (TODAY, TODAY, 0),
        (date(2026, 11, 18), None, 1),
        (None, date(2026, 11, 18), 1),
        (None, date(2027, 1, 20), 0),
    ],
)
def test_a_course_is_over_with_its_last_day_or_the_last_term(
    until: date | None, term_ends: date | None, is_over: int
) -> None:
    terms = (Term(date(2026, 9, 1), term_ends),) if term_ends else ()

    found = over([replace(SLOT, valid_until=until)], SchoolCalendar(terms), TODAY)

    assert found == bool(is_over)


def test_a_course_that_takes_place_no_more_is_over() -> None:
    assert over([], SchoolCalendar(), TODAY)
