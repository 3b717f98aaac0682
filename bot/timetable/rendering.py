"""What parents and staff read of the after-school service, on a phone, in plain text. Pure.

Words come from the catalogue in the reader's language; what the school has written itself
(titles, places, teachers, names of days) stays as written. A made-up day is always marked,
and where the public holidays are not known the text says that the school's word counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.i18n.catalogue import Words
from bot.people.model import SchoolClass
from bot.timetable.model import Session
from bot.timetable.phrases import made_up_mark, session_line, spoken_day
from bot.timetable.rules import Concern


@dataclass(frozen=True)
class ClassToday:
    """A class and what it has today; at least one session."""

    school_class: SchoolClass
    sessions: tuple[Session, ...]


def todays_service(classes: Sequence[ClassToday], words: Words, *, is_late: bool = False) -> str:
    """Return the morning's message for the classes of one chat.

    Args:
        classes: The classes with service today, all on the same day; at least one.
        words: The catalogue in the reader's language.
        is_late: Whether it comes so late that a word of apology is due.
    """
    day = classes[0].sessions[0].day
    mark = made_up_mark(day, [session for item in classes for session in item.sessions], words)
    spoken = spoken_day(day.on, words)
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
    return words("timetable-staff-dropped", day=spoken_day(on, words))


def _lines(sessions: Iterable[Session], words: Words) -> list[str]:
    return [session_line(session, words) for session in sessions]
