"""Phrases about days and sessions, for whatever a family or a teacher reads. Pure.

Words come from the catalogue in the reader's language; what the school has written itself
(titles, places, teachers, names of days) stays as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.i18n.catalogue import Words
from bot.timetable.model import Reason, SchoolDay, Session


def spoken_day(on: date, words: Words) -> str:
    """Return what a day is called: month, day and weekday."""
    return words(
        "timetable-day",
        month=words(f"timetable-month-{on.month}"),
        day=on.day,
        weekday=words(f"timetable-weekday-{on.isoweekday()}"),
    )


def spoken_times(times: Sequence[time], words: Words) -> str:
    """Return the times at which a child may be fetched, such as 17:30 或 18:30."""
    return words("timetable-own-or").join(f"{one:%H:%M}" for one in times)


def session_line(session: Session, words: Words, course: str = "") -> str:
    """Return a session on one line: when, what, where, with whom, and what is different.

    Args:
        session: The session.
        words: The catalogue in the reader's language.
        course: What its course is called; empty where it is a class's.
    """
    title = session.slot.title
    parts = (course, title if title != course else "", session.place, session.teacher)
    what = " · ".join(part for part in parts if part)
    ends = "/".join(f"{end:%H:%M}" for end in session.ends)
    line = f"{session.starts_at:%H:%M}–{ends} {what}"
    change = session.change
    if change is None or change.is_none:
        return line
    if not session.takes_place:
        to = change.moved_to
        if change.is_cancelled or to is None:
            return words("timetable-line-cancelled", line=line)
        return words("timetable-line-moved-away", line=line, day=spoken_day(to, words))
    return words("timetable-line-changed", line=line)


def made_up_mark(day: SchoolDay, sessions: Sequence[Session], words: Words) -> str:
    """Return the words that mark a made-up day with its sessions; empty on other days."""
    if not day.is_made_up:
        return ""
    key = f"timetable-{day.reason}"
    if day.name:
        key = "timetable-extra-named"
    if not _follows_another(day, sessions):
        return words(key, name=day.name) if day.name else words(key)
    assert day.follows is not None
    weekday = words(f"timetable-weekday-{day.follows}")
    return words(f"{key}-follows", weekday=weekday, name=day.name)


def day_off(day: SchoolDay, spoken: str, words: Words) -> str:
    """Return the line of a day without school.

    Args:
        day: The day.
        spoken: What the day is called, as `spoken_day` says it.
        words: The catalogue in the reader's language.
    """
    if day.reason is Reason.OUTSIDE_TERM:
        return words("timetable-outside-term", day=spoken)
    name = day.name or (words(f"timetable-festival-{day.holiday}") if day.holiday else "")
    if not name:
        return words("timetable-off", day=spoken)
    return words("timetable-off-named", day=spoken, name=name)


def _follows_another(day: SchoolDay, sessions: Sequence[Session]) -> bool:
    """Say whether all that takes place is the plan of another weekday."""
    own = day.on.isoweekday()
    planned = [session.slot.weekday for session in sessions if session.planned_on == day.on]
    return bool(planned) and own not in planned
