from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import ClassId
from bot.timetable.calendar.deciding import school_day, verdicts
from bot.timetable.calendar.public import public_day
from bot.timetable.model import SchoolCalendar, Session, Slot, SpecialDay
from bot.timetable.occurrences import by_class, sessions

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
