"""What parents and staff read of the after-school service, on a phone, in plain text. Pure.

Words come from the catalogue in the reader's language; what the school has written itself
(titles, places, teachers, names of days) stays as written. A made-up day is always marked,
and where the public holidays are not known the text says that the school's word counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.i18n.catalogue import Words
from bot.people.model import SchoolClass
from bot.timetable.model import Reason, SchoolDay, Session
from bot.timetable.rules import Concern


@dataclass(frozen=True)
class ClassToday:
    """A class and what it has today; at least one session."""

    school_class: SchoolClass
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class ClassWeek:
    """A class and its seven days, Monday first, each with its sessions.

    Attributes:
        has_slots: Whether the class has any slots at all, this week or another.
    """

    school_class: SchoolClass
    days: tuple[tuple[SchoolDay, tuple[Session, ...]], ...]
    has_slots: bool


def todays_service(classes: Sequence[ClassToday], words: Words, *, is_late: bool = False) -> str:
    """Return the morning's message for the classes of one chat.

    Args:
        classes: The classes with service today, all on the same day; at least one.
        words: The catalogue in the reader's language.
        is_late: Whether it comes so late that a word of apology is due.
    """
    day = classes[0].sessions[0].day
    mark = _mark(day, [session for item in classes for session in item.sessions], words)
    spoken = _spoken(day.on, words)
    if mark:
        heading = words("timetable-push-heading-marked", day=spoken, mark=mark)
    else:
        heading = words("timetable-push-heading", day=spoken)
    parts = [
        "\n".join([item.school_class.name, *_lines(item.sessions, words)]) for item in classes
    ]
    parts[0] = f"{heading}\n{parts[0]}"
    closing = [words("timetable-uncertain")] if day.is_uncertain else []
    closing += [words("timetable-late")] if is_late else []
    return "\n\n".join([*parts, *(["\n".join(closing)] if closing else [])])


def week(weeks: Sequence[ClassWeek], today: date, words: Words) -> str:
    """Return the week of the classes of one chat, day by day.

    Args:
        weeks: The classes, all in the same week; at least one.
        today: Today at school, which is marked.
        words: The catalogue in the reader's language.
    """
    days = [day for day, _ in weeks[0].days]
    is_this_week = days[0].on <= today <= days[-1].on
    heading = words(
        "timetable-week-heading" if is_this_week else "timetable-other-week-heading",
        **{"from": _spoken(days[0].on, words), "until": _spoken(days[-1].on, words)},
    )
    parts = [_class_week(item, today, words) for item in weeks]
    if any(day.is_open and day.is_uncertain for item in weeks for day, _ in item.days):
        parts.append(words("timetable-uncertain"))
    return "\n\n".join([heading, *parts])


def uncertain_year(year: int, words: Words) -> str:
    """Return the warning to staff that a year's public holidays are not known."""
    return words("timetable-staff-uncertain", year=str(year))


def concern(found: Concern, words: Words) -> str:
    """Return what a rule says about a slot, without naming the slot."""
    key, end = f"timetable-rule-{found.rule}", f"{found.slot.last_end:%H:%M}"
    if found.limit is None:
        return words(key)
    return words(key, end=end, limit=f"{found.limit:%H:%M}")


def dropped(on: date, words: Words) -> str:
    """Return the word to staff that a day's message was not sent."""
    return words("timetable-staff-dropped", day=_spoken(on, words))


def _class_week(item: ClassWeek, today: date, words: Words) -> str:
    if not item.has_slots:
        return f"{item.school_class.name}\n{words('timetable-week-missing')}"
    shown = (
        _week_day(day, sessions, today, words)
        for day, sessions in item.days
        if day.is_open or day.reason is not Reason.WEEKEND
    )
    return "\n\n".join([item.school_class.name, *_joined(shown)])


def _joined(blocks: Iterable[list[str]]) -> Iterator[str]:
    return ("\n".join(block) for block in blocks)


def _week_day(day: SchoolDay, sessions: Sequence[Session], today: date, words: Words) -> list[str]:
    spoken = _spoken(day.on, words)
    if day.on == today:
        spoken = words("timetable-week-today", day=spoken)
    if not day.is_open:
        return [_day_off(day, spoken, words)]
    mark = _mark(day, sessions, words)
    heading = words("timetable-marked", day=spoken, mark=mark) if mark else spoken
    return [heading, *(_lines(sessions, words) or [words("timetable-week-none")])]


def _day_off(day: SchoolDay, spoken: str, words: Words) -> str:
    if day.reason is Reason.OUTSIDE_TERM:
        return words("timetable-outside-term", day=spoken)
    name = day.name or (words(f"timetable-festival-{day.holiday}") if day.holiday else "")
    if not name:
        return words("timetable-off", day=spoken)
    return words("timetable-off-named", day=spoken, name=name)


def _mark(day: SchoolDay, sessions: Sequence[Session], words: Words) -> str:
    """Return the words that mark a made-up day; empty on other days."""
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


def _follows_another(day: SchoolDay, sessions: Sequence[Session]) -> bool:
    """Say whether all that takes place is the plan of another weekday."""
    own = day.on.isoweekday()
    planned = [session.slot.weekday for session in sessions if session.planned_on == day.on]
    return bool(planned) and own not in planned


def _lines(sessions: Iterable[Session], words: Words) -> list[str]:
    return [_line(session, words) for session in sessions]


def _line(session: Session, words: Words) -> str:
    parts = (session.slot.title, session.place, session.teacher)
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
        return words("timetable-line-moved-away", line=line, day=_spoken(to, words))
    return words("timetable-line-changed", line=line)


def _spoken(on: date, words: Words) -> str:
    return words(
        "timetable-day",
        month=words(f"timetable-month-{on.month}"),
        day=on.day,
        weekday=words(f"timetable-weekday-{on.isoweekday()}"),
    )
