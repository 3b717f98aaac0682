from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import ClassId
from bot.timetable.calendar.deciding import school_day, verdicts
from bot.timetable.calendar.public import public_day
from bot.timetable.model import (
    Change,
    CourseId,
    SchoolCalendar,
    Session,
    Slot,
    SlotId,
    SpecialDay,
    State,
    Term,
    Weeks,
)
from bot.timetable.occurrences import by_class, by_course, sessions

NATIONAL_SATURDAY = date(2026, 10, 10)
"""Worked for Wednesday 7 October."""


def make_slot(
    weekday: int,
    title: str = "书法",
    class_id: int = 1,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Slot:
    return Slot(
        ClassId(class_id),
        weekday,
        time(16),
        time(17, 30),
        title,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def on(day: date, *slots: Slot, calendar: SchoolCalendar | None = None) -> list[Session]:
    return sessions(slots, [school_day(day, calendar or SchoolCalendar(), public_day)])


def titles(found: list[Session]) -> list[str]:
    return [session.slot.title for session in found]


slots = st.builds(
    make_slot,
    weekday=st.integers(1, 7),
    class_id=st.integers(1, 3),
    title=st.sampled_from("甲乙丙"),
)


@given(st.lists(slots, unique=True), st.dates(date(2026, 1, 1), date(2027, 12, 1)))
def test_there_is_never_a_session_on_a_day_off(plan: list[Slot], begin: date) -> None:
    days = verdicts(begin, begin + timedelta(days=30), SchoolCalendar(), public_day)

    found = sessions(plan, days)

    assert all(session.day.is_open for session in found)
    assert {session.day.on for session in found} <= {day.on for day in days if day.is_open}


@given(st.lists(slots, unique=True))
def test_an_independent_count_of_2026_agrees(plan: list[Slot]) -> None:
    days = verdicts(date(2026, 1, 1), date(2026, 12, 31), SchoolCalendar(), public_day)
    made_up = {day.on: day.follows for day in days if day.is_made_up}
    expected = 0
    for number in {slot.class_id for slot in plan}:
        mine = [slot.weekday for slot in plan if slot.class_id == number]
        for day in days:
            weekday = day.on.isoweekday()
            if day.on in made_up and weekday not in mine:
                expected += mine.count(made_up[day.on] or weekday)
            elif day.is_open:
                expected += mine.count(weekday)

    assert len(sessions(plan, days)) == expected


def test_a_made_up_saturday_follows_the_weekday_it_is_worked_for() -> None:
    found = on(NATIONAL_SATURDAY, make_slot(3, "周三"), make_slot(5, "周五"))

    assert titles(found) == ["周三"]


def test_slots_a_class_has_for_saturday_itself_come_first_on_a_made_up_one() -> None:
    found = on(NATIONAL_SATURDAY, make_slot(3, "周三"), make_slot(6, "周六"))

    assert titles(found) == ["周六"]


def test_that_one_class_has_saturday_slots_changes_nothing_for_another() -> None:
    found = on(NATIONAL_SATURDAY, make_slot(3, "周三", 1), make_slot(6, "周六", 2))

    assert {c: titles(list(s)) for c, s in by_class(found).items()} == {1: ["周三"], 2: ["周六"]}


def test_the_schools_calendar_decides_whose_plan_a_made_up_day_follows() -> None:
    calendar = SchoolCalendar(days={NATIONAL_SATURDAY: SpecialDay(is_open=True, follows=5)})

    found = on(
        NATIONAL_SATURDAY,
        make_slot(3, "周三"),
        make_slot(5, "周五"),
        make_slot(6, "周六"),
        calendar=calendar,
    )

    assert titles(found) == ["周五"]


def test_an_ordinary_saturday_has_no_service_even_with_slots() -> None:
    assert on(date(2026, 11, 21), make_slot(6)) == []


def test_validity_includes_its_first_and_last_day() -> None:
    slot = make_slot(4, valid_from=date(2026, 11, 12), valid_until=date(2026, 11, 19))

    counts = [len(on(date(2026, 11, day), slot)) for day in (5, 12, 19, 26)]

    assert counts == [0, 1, 1, 0]


def test_validity_counts_on_the_made_up_day_itself() -> None:
    slot = make_slot(3, valid_until=date(2026, 10, 9))

    assert on(NATIONAL_SATURDAY, slot) == []


def test_sessions_come_by_day_then_class_then_start() -> None:
    late = Slot(ClassId(2), 4, time(17), time(18), "后")
    early = Slot(ClassId(2), 4, time(16), time(17), "先")
    days = verdicts(date(2026, 11, 18), date(2026, 11, 20), SchoolCalendar(), public_day)

    found = sessions([late, early, make_slot(4), make_slot(3)], days)

    assert titles(found) == ["书法", "先", "后", "书法"]


def test_odd_and_even_weeks_are_counted_from_the_week_the_term_begins_in() -> None:
    term = SchoolCalendar((Term(date(2026, 9, 2), date(2027, 1, 22)),))
    odd, even = (replace(make_slot(4, weeks), weeks=Weeks(weeks)) for weeks in ("odd", "even"))

    found = [titles(on(date(2026, 9, day), odd, even, calendar=term)) for day in (3, 10, 17, 24)]

    assert found == [["odd"], ["even"], ["odd"], ["even"]]


def test_without_a_term_the_weeks_of_the_year_are_counted() -> None:
    odd = replace(make_slot(4), weeks=Weeks.ODD)

    assert [len(on(date(2026, 11, day), odd)) for day in (12, 19)] == [0, 1]


def test_a_course_is_a_class_of_its_own() -> None:
    club = replace(make_slot(3, "足球"), class_id=None, course_id=CourseId(9))
    found = on(NATIONAL_SATURDAY, make_slot(6, "周六"), club)

    assert titles(found) == ["周六", "足球"]
    assert {c: titles(list(s)) for c, s in by_course(found).items()} == {9: ["足球"]}
    assert set(by_class(found)) == {1}


THURSDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (19, 20, 21))
PLANNED = replace(make_slot(4), id=SlotId(7))


def changed(*changes: Change, calendar: SchoolCalendar | None = None) -> list[Session]:
    days = verdicts(THURSDAY, date(2026, 11, 27), calendar or SchoolCalendar(), public_day)
    return sessions([PLANNED], days, {(one.slot_id, one.on): one for one in changes})


def test_a_session_moved_to_another_day_is_there_twice() -> None:
    first, second, _ = changed(Change(SlotId(7), THURSDAY, moved_to=FRIDAY, starts_at=time(15)))

    assert (first.day.on, first.state, first.takes_place) == (THURSDAY, State.CANCELLED, False)
    assert (second.day.on, second.state, second.planned_on) == (FRIDAY, State.MOVED, THURSDAY)
    assert second.starts_at == time(15)


def test_a_session_moved_to_a_day_that_was_closed_later_does_not_take_place() -> None:
    closed = SchoolCalendar(days={FRIDAY: SpecialDay(is_open=False)})

    found = changed(Change(SlotId(7), THURSDAY, moved_to=FRIDAY), calendar=closed)

    assert [one.state for one in found] == [State.CANCELLED, State.ON]


def test_an_early_end_is_the_only_time_to_be_fetched() -> None:
    late = replace(PLANNED, later_ends=(time(18, 30),))
    change = Change(SlotId(7), THURSDAY, ends_at=time(17))
    day = school_day(THURSDAY, SchoolCalendar(), public_day)

    (usual,), (early,) = (
        sessions([late], [day]),
        sessions([late], [day], {(SlotId(7), THURSDAY): change}),
    )

    assert usual.ends == (time(17, 30), time(18, 30))
    assert (early.ends, early.state) == ((time(17),), State.ON)


edits = st.builds(
    Change,
    slot_id=st.just(SlotId(7)),
    on=st.sampled_from([THURSDAY, date(2026, 11, 26)]),
    is_cancelled=st.booleans(),
    moved_to=st.none() | st.dates(THURSDAY, date(2026, 11, 27)),
    place=st.none() | st.just("操场"),
)


@given(st.lists(edits, max_size=2, unique_by=lambda edit: edit.on))
def test_each_planned_session_takes_place_at_most_once_and_never_on_a_day_off(
    listed: list[Change],
) -> None:
    found = [one for one in changed(*listed) if one.takes_place]

    planned = [one.planned_on for one in found]
    assert len(set(planned)) == len(planned)
    assert all(one.day.is_open for one in found)
    assert changed(*listed) == changed(*reversed(listed))
