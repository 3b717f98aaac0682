from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from icalendar import Calendar, Component

from bot.timetable import editing
from tests.integration.timetable.conftest import School
from tests.support import alter

THURSDAY = date(2026, 11, 19)
CALLIGRAPHY = "二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师,,"
TERM = "terms:\n  - {from: 2026-09-01, to: 2026-12-11}\n"


async def read(school: School) -> dict[str, tuple[str, int, str]]:
    """Return what a telephone knows after the file: by name, state, number and day."""
    text = await school.timetable.calendar_file(school.classes["二年级(1)班"])
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Component)
    found = {}
    for event in calendar.walk("VEVENT"):
        start = event.decoded("DTSTART")
        assert isinstance(start, datetime)
        state = str(event["STATUS"]), int(str(event["SEQUENCE"])), f"{start:%m-%d %H:%M}"
        found[str(event["UID"])] = state
    return found


def taken(
    phone: dict[str, tuple[str, int, str]], file: dict[str, tuple[str, int, str]]
) -> list[str]:
    """Import a file as RFC 5546 wants it: a higher number wins; return what then takes place."""
    for name, event in file.items():
        if name not in phone or event[1] > phone[name][1]:
            phone[name] = event
        else:
            assert event[1] < phone[name][1] or event == phone[name]
    return sorted(
        day for state, _, day in phone.values() if state == "CONFIRMED" and day >= "11-19"
    )


async def test_a_telephone_that_imports_every_file_always_knows_what_takes_place(
    school: School,
) -> None:
    await school.has_calendar(TERM)
    await school.has_slots(CALLIGRAPHY)
    phone: dict[str, tuple[str, int, str]] = {}
    assert taken(phone, await read(school)) == [
        f"{day} 08:00" for day in ("11-19", "11-26", "12-03", "12-10")
    ]

    await school.timetable.pushes.changes.change(1, THURSDAY, alter.moved(date(2026, 11, 20)))
    await school.timetable.pushes.changes.change(1, date(2026, 11, 26), editing.cancelled())
    assert taken(phone, await read(school)) == [
        f"{day} 08:00" for day in ("11-20", "12-03", "12-10")
    ]

    await school.has_calendar(TERM + "days_off:\n  - date: 2026-12-03\n")
    assert taken(phone, await read(school)) == ["11-20 08:00", "12-10 08:00"]

    await school.timetable.pushes.changes.change(1, date(2026, 11, 26))
    await school.has_slots(CALLIGRAPHY.replace("书法,一楼美术室", "绘画,画室"))
    assert taken(phone, await read(school)) == ["11-20 08:00", "11-26 08:00", "12-10 08:00"]

    await school.has_slots(CALLIGRAPHY.replace(",4,16:00", ",5,15:00"))
    assert taken(phone, await read(school)) == [
        f"{day} 07:00" for day in ("11-20", "11-27", "12-04", "12-11")
    ]

    await school.has_calendar(TERM.replace("12-11", "12-01"))
    assert taken(phone, await read(school)) == ["11-20 07:00", "11-27 07:00"]

    await school.has_slots("三年级(2)班,1,16:00,17:00,足球,操场,,,")
    assert taken(phone, await read(school)) == []


async def test_the_same_timetable_again_is_the_same_file(school: School, tmp_path: Path) -> None:
    await school.has_slots(CALLIGRAPHY)
    before = await read(school)

    await school.has_slots(CALLIGRAPHY)

    assert await read(school) == before
