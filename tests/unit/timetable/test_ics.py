"""Calendar files are read here by a stranger, the package icalendar, and held to the RFCs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId
from bot.timetable.calendar.deciding import verdicts
from bot.timetable.calendar.public import public_day
from bot.timetable.ics.events import Known, events
from bot.timetable.ics.writer import Event as Written
from bot.timetable.ics.writer import Method, calendar_text
from bot.timetable.model import (
    Change,
    PublicDay,
    SchoolCalendar,
    Slot,
    SlotId,
    SpecialDay,
    Term,
    Work,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
WORDS = speaking(Language.ZH_HANS)
CALENDAR = SchoolCalendar((Term(date(2026, 9, 1), date(2027, 1, 22)),))
THURSDAY = date(2026, 11, 19)
SLOT = Slot(
    ClassId(1),
    4,
    time(16),
    time(17, 30),
    "书法",
    "一楼美术室",
    "李老师",
    id=SlotId(7),
    uid="a1b2c3",
)


def unknown(day: date) -> PublicDay:
    return PublicDay(Work.UNKNOWN)


def known(
    slots: Sequence[Slot] = (SLOT,),
    *changes: Change,
    begin: date = date(2026, 11, 16),
    end: date = date(2026, 11, 29),
    calendar: SchoolCalendar = CALENDAR,
    former_slots: Sequence[tuple[Slot, date]] = (),
    former_days: Sequence[tuple[date, int]] = (),
    version: int = 0,
) -> Known:
    return Known(
        days=verdicts(begin, end, calendar, public_day),
        slots=slots,
        name=lambda _: "二年级(1)班",
        changes={(change.slot_id, change.on): change for change in changes},
        former_slots=former_slots,
        former_days=former_days,
        calendar_version=version,
    )


def text(given: Known) -> str:
    found = events(given, WORDS, SHANGHAI)
    return calendar_text("二年级(1)班 课后服务", "阳光小学", found, now=NOW)


@dataclass(frozen=True)
class Read:
    """An event as the stranger understands it."""

    uid: str
    sequence: int
    status: str
    summary: str
    location: str
    description: str
    starts_at: datetime
    ends_at: datetime

    @property
    def planned(self) -> str:
        return self.uid.split("@")[0].split("-")[1]


def calendar_of(written: str) -> Component:
    """Read a file strictly: nothing that the parser had to forgive."""
    calendar = Calendar.from_ical(written)
    assert isinstance(calendar, Component)
    assert [error for part in calendar.walk() for error in part.errors] == []
    return calendar


def parsed(written: str) -> list[Read]:
    """Read the events of a file; no name may stand twice."""
    found = [read(event) for event in calendar_of(written).walk("VEVENT")]
    assert len({event.uid for event in found}) == len(found)
    return found


def read(event: Component) -> Read:
    return Read(
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        status=str(event["STATUS"]),
        summary=str(event["SUMMARY"]),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        starts_at=instant(event, "DTSTART"),
        ends_at=instant(event, "DTEND"),
    )


def instant(event: Component, name: str) -> datetime:
    value = event.decoded(name)
    assert isinstance(value, datetime)
    return value


def by_day(given: Known) -> dict[str, Read]:
    return {event.planned: event for event in parsed(text(given))}


def test_a_file_is_as_the_rfcs_want_it() -> None:
    calendar = calendar_of(text(known()))

    assert [str(calendar[name]) for name in ("VERSION", "METHOD", "NAME")] == [
        "2.0",
        "PUBLISH",
        "二年级(1)班 课后服务",
    ]
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=6)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text(known())
    assert 'ORGANIZER;CN="阳光小学":mailto:' in text(known())
    for event in calendar.walk("VEVENT"):
        needed = {"UID", "DTSTAMP", "SEQUENCE", "STATUS", "ORGANIZER", "DTSTART", "DTEND"}
        assert needed <= set(event)


def test_lines_end_with_cr_and_lf_and_are_short_enough() -> None:
    long = replace(SLOT, title="书法" * 30, place="，；\\" * 15)

    lines = text(known([long])).encode().split(b"\r\n")

    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    (event, *_) = parsed(text(known([long])))
    assert event.summary == f"二年级(1)班 {long.title}"
    assert event.location == long.place


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        (UTC, "2026-11-19 08:00", "2026-11-19 09:30"),
        (SHANGHAI, "2026-11-19 16:00", "2026-11-19 17:30"),
    ],
)
def test_a_session_stands_at_its_time_in_every_zone(zone: ZoneInfo, start: str, end: str) -> None:
    event = by_day(known())["20261119"]

    assert f"{event.starts_at.astimezone(zone):%Y-%m-%d %H:%M}" == start
    assert f"{event.ends_at.astimezone(zone):%Y-%m-%d %H:%M}" == end


def test_a_session_tells_who_where_and_until_when() -> None:
    event = by_day(known([replace(SLOT, later_ends=(time(18, 30),))]))["20261119"]

    assert (event.summary, event.location) == ("二年级(1)班 书法", "一楼美术室")
    assert event.description == "教师：李老师\n可接时间：17:30、18:30"
    assert f"{event.ends_at:%H:%M}" == "10:30"


def test_names_are_the_same_whenever_a_file_is_written() -> None:
    later = calendar_text("x", "y", events(known(), WORDS, SHANGHAI), now=NOW + timedelta(days=3))

    assert [event.uid for event in parsed(later)] == [event.uid for event in parsed(text(known()))]


def test_a_cancelled_day_is_cancelled_under_its_name_with_a_higher_number() -> None:
    before = by_day(known())["20261119"]

    after = by_day(known([SLOT], Change(SLOT.id, THURSDAY, is_cancelled=True)))["20261119"]

    assert (before.status, after.status) == ("CONFIRMED", "CANCELLED")
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.summary == "【取消】二年级(1)班 书法"


def test_a_day_that_was_moved_keeps_its_name_and_stands_where_it_is_now() -> None:
    change = Change(SLOT.id, THURSDAY, moved_to=date(2026, 11, 20), starts_at=time(16, 30))

    event = by_day(known([SLOT], change))["20261119"]

    assert event.status == "CONFIRMED"
    assert event.starts_at.astimezone(SHANGHAI).isoformat() == "2026-11-20T16:30:00+08:00"


def test_taking_a_change_back_has_a_higher_number_than_the_change() -> None:
    cancelled = by_day(known([SLOT], Change(SLOT.id, THURSDAY, is_cancelled=True)))["20261119"]

    back = by_day(known([SLOT], Change(SLOT.id, THURSDAY, version=2)))["20261119"]

    assert back.status == "CONFIRMED"
    assert back.sequence > cancelled.sequence


def test_a_slot_that_has_gone_is_cancelled_from_then_on_even_where_it_was_changed() -> None:
    changed = by_day(known([SLOT], Change(SLOT.id, THURSDAY, version=5, place="操场")))
    gone = replace(SLOT, version=1)

    now = by_day(known([], former_slots=[(gone, THURSDAY)]))

    assert {day: event.status for day, event in now.items()} == {
        "20261119": "CANCELLED",
        "20261126": "CANCELLED",
    }
    assert now["20261119"].sequence > changed["20261119"].sequence


def test_a_slot_on_another_weekday_is_cancelled_on_the_old_one() -> None:
    moved = replace(SLOT, weekday=5, version=1)

    found = by_day(known([moved], former_slots=[(replace(SLOT, version=1), THURSDAY)]))

    assert {day: event.status for day, event in found.items()} == {
        "20261119": "CANCELLED",
        "20261120": "CONFIRMED",
        "20261126": "CANCELLED",
        "20261127": "CONFIRMED",
    }


def test_a_slot_that_came_back_to_its_weekday_takes_place() -> None:
    back = replace(SLOT, version=2)
    formers = [(replace(SLOT, version=1), date(2026, 11, 16))]

    found = by_day(known([back], former_slots=formers))

    assert {event.status for event in found.values()} == {"CONFIRMED"}


def test_a_day_the_school_has_taken_back_is_cancelled() -> None:
    closed = replace(CALENDAR, days={THURSDAY: SpecialDay(is_open=False, name="运动会")})
    before = by_day(known())["20261119"]

    after = by_day(known(calendar=closed, former_days=[(THURSDAY, 4)], version=1))["20261119"]

    assert after.status == "CANCELLED"
    assert after.sequence > before.sequence


def test_a_public_holiday_is_cancelled_for_whoever_has_a_file_from_before_it_was_known() -> None:
    begin, end = date(2026, 10, 1), date(2026, 10, 9)
    now = known(begin=begin, end=end)
    uncertain = replace(now, days=verdicts(begin, end, CALENDAR, unknown))

    before, after = by_day(uncertain)["20261001"], by_day(now)["20261001"]

    assert before.status == "CONFIRMED"
    assert "放假安排以学校通知为准" in before.description
    assert after.status == "CANCELLED"
    assert after.sequence > before.sequence


def test_a_made_up_day_is_marked() -> None:
    wednesday = replace(SLOT, weekday=3)

    found = by_day(known([wednesday], begin=date(2026, 10, 10), end=date(2026, 10, 11)))

    assert "调休上班" in found["20261010"].description


def test_a_file_that_only_cancels_says_so() -> None:
    gone = [replace(event, is_cancelled=True) for event in events(known(), WORDS, SHANGHAI)]

    written = calendar_text("x", "阳光小学", gone, now=NOW, method=Method.CANCEL)

    assert str(calendar_of(written)["METHOD"]) == "CANCEL"
    assert {event.status for event in parsed(written)} == {"CANCELLED"}


seconds = st.integers(1_577_000_000, 2_050_000_000)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200)


@given(lines, lines, seconds)
def test_whatever_a_school_writes_comes_back_as_written(
    summary: str, place: str, second: int
) -> None:
    moment = datetime.fromtimestamp(second, UTC)
    event = Written("u-1@jiaxiao", 0, moment, moment + timedelta(hours=1), summary, place)

    (found,) = parsed(calendar_text(summary, place, [event], now=NOW))

    assert (found.summary, found.location, found.starts_at) == (summary, place, moment)
