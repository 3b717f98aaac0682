"""Sessions and days as the command line shows them, in tables and in JSON. Pure.

The fields are a promise: schools script against them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.timetable.model import SchoolCalendar, SchoolDay, Session, Slot, Weeks
from bot.timetable.rules import Concern

WEEKDAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


def session_row(session: Session, name: str) -> dict[str, object]:
    """Return a session's fields.

    They are date, start, end, class, title, place, teacher, state and why, then ends (every time
    at which a child may be fetched), course, planned (the day the week's plan has it on) and slot
    (its number, with which the day is changed).

    Args:
        session: The session.
        name: What its class or its course is called.
    """
    is_class = session.slot.class_id is not None
    return {
        "date": session.day.on.isoformat(),
        "start": f"{session.starts_at:%H:%M}",
        "end": f"{session.ends_at:%H:%M}",
        "class": name if is_class else "",
        "title": session.slot.title,
        "place": session.place,
        "teacher": session.teacher,
        "state": session.state.value,
        "why": why(session),
        "ends": [f"{end:%H:%M}" for end in session.ends],
        "course": "" if is_class else name,
        "planned": session.planned_on.isoformat(),
        "slot": session.slot.id,
    }


def why(session: Session) -> str:
    """Return what is out of the ordinary about a session; empty if nothing is."""
    notes = [
        *_changed(session),
        _made_up(session.day, session.slot.weekday),
        _uncertain(session.day),
    ]
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


def _changed(session: Session) -> Iterator[str]:
    slot, change = session.slot, session.change
    if change is None or change.is_none:
        return
    if change.moved_to not in (None, change.on):
        is_here = session.day.on == change.moved_to
        yield f"moved from {change.on}" if is_here else f"moved to {change.moved_to}"
    if change.starts_at or change.ends_at:
        yield f"{slot.starts_at:%H:%M}-{slot.ends_at:%H:%M} in the plan"
    if change.place is not None:
        yield f"in {slot.place or 'no place'} in the plan"
    if change.teacher is not None:
        yield f"{slot.teacher or 'nobody'} in the plan"
    yield change.reason


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


def slot_line(slot: Slot, name: str) -> str:
    """Return a weekly slot on one line.

    Args:
        slot: The slot.
        name: What its class or its course is called.
    """
    ends = "/".join(f"{end:%H:%M}" for end in (slot.ends_at, *slot.later_ends))
    weeks = "" if slot.weeks is Weeks.EVERY else f" ({slot.weeks} weeks)"
    day = WEEKDAY_NAMES[slot.weekday - 1]
    parts = (name, f"{day}{weeks} {slot.starts_at:%H:%M}-{ends}", slot.title, slot.place)
    return "  ".join(part for part in (*parts, slot.teacher) if part)


def concern_row(found: Concern, name: str) -> dict[str, object]:
    """Return the fields of what a rule says: rule, slot, and the source it rests on."""
    return {
        "rule": found.rule.value,
        "slot": slot_line(found.slot, name),
        "document": found.basis.document,
        "clause": found.basis.clause,
        "answer": found.basis.entry,
    }
