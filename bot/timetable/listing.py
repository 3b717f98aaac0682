"""Sessions and days as the command line shows them, in tables and in JSON. Pure.

The fields are a promise: schools script against them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.people.model import ClassId
from bot.timetable.model import SchoolCalendar, SchoolDay, Session

WEEKDAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


def session_row(session: Session, class_names: Mapping[ClassId, str]) -> dict[str, str]:
    """Return a session's fields: date, start, end, class, title, place, teacher, state, why."""
    slot = session.slot
    return {
        "date": session.day.on.isoformat(),
        "start": f"{slot.starts_at:%H:%M}",
        "end": f"{slot.ends_at:%H:%M}",
        "class": class_names[slot.class_id],
        "title": slot.title,
        "place": slot.place,
        "teacher": slot.teacher,
        "state": session.state.value,
        "why": why(session),
    }


def why(session: Session) -> str:
    """Return what is out of the ordinary about a session's day; empty if nothing is."""
    notes = [_made_up(session.day, session.slot.weekday), _uncertain(session.day)]
    return "; ".join(note for note in notes if note)


def calendar_rows(calendar: SchoolCalendar) -> dict[str, list[dict[str, object]]]:
    """Return a school's calendar in the fields of its file."""
    days = calendar.days.items()
    return {
        "terms": [
            {"name": term.name, "from": str(term.first_on), "to": str(term.last_on)}
            for term in calendar.terms
        ],
        "days_off": [{"date": str(on), "name": day.name} for on, day in days if not day.is_open],
        "working_days": [
            {"date": str(on), "follows": day.follows, "name": day.name}
            for on, day in days
            if day.is_open
        ],
    }


def _made_up(day: SchoolDay, weekday: int) -> str:
    if not day.is_made_up:
        return ""
    note = day.name or ("made-up working day (调休)" if day.holiday else "extra school day")
    if weekday == day.on.isoweekday():
        return note
    return f"{note}, plan of {WEEKDAY_NAMES[weekday - 1]}"


def _uncertain(day: SchoolDay) -> str:
    if not day.is_uncertain:
        return ""
    return f"the public holidays of {day.on.year} are not known yet"
