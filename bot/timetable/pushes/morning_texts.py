"""What families read each school morning, and staff when something went wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.i18n.catalogue import Words
from bot.people.model import ClassId, CourseId
from bot.timetable.model import SchoolDay, Session
from bot.timetable.phrases import made_up_mark, session_line, spoken_day
from bot.timetable.pushes.timing import Departure

Having = Sequence[tuple[ClassId, tuple[CourseId, ...]]]


@dataclass(frozen=True)
class Today:
    """What a school has on one day, cancelled sessions included.

    Attributes:
        class_names: What classes are called.
        course_names: What courses are called.
    """

    day: SchoolDay
    classes: Mapping[ClassId, tuple[Session, ...]]
    courses: Mapping[CourseId, tuple[Session, ...]]
    class_names: Mapping[ClassId, str]
    course_names: Mapping[CourseId, str]

    def of(self, class_id: ClassId, course_ids: Sequence[CourseId]) -> list[Session]:
        """Return what a class and some courses of its children have, by time."""
        found = list(self.classes.get(class_id, ()))
        found += [one for number in course_ids for one in self.courses.get(number, ())]
        return sorted(found, key=lambda one: (one.starts_at, one.ends_at))


def todays_service(today: Today, having: Having, words: Words, *, is_late: bool = False) -> str:
    """Return the morning's message for one chat; empty if nothing of its own is on today.

    Args:
        today: What the school has today.
        having: The classes of the chat's children, with the courses of those children.
        words: The catalogue in the reader's language.
        is_late: Whether it comes so late that a word of apology is due.
    """
    mine = [(number, today.of(number, courses)) for number, courses in having]
    there = [(number, sessions) for number, sessions in mine if sessions]
    if not there:
        return ""
    day = today.day
    mark = made_up_mark(day, [session for _, sessions in there for session in sessions], words)
    spoken = spoken_day(day.on, words)
    if mark:
        heading = words("timetable-push-heading-marked", day=spoken, mark=mark)
    else:
        heading = words("timetable-push-heading", day=spoken)
    parts = ["\n".join(_block(today, number, found, words)) for number, found in there]
    parts[0] = f"{heading}\n{parts[0]}"
    closing = [words("timetable-uncertain")] if day.is_uncertain else []
    closing += [words("timetable-late")] if is_late else []
    return "\n\n".join([*parts, *(["\n".join(closing)] if closing else [])])


def uncertain_year(year: int, words: Words) -> str:
    """Return the warning to staff that a year's public holidays are not known."""
    return words("timetable-staff-uncertain", year=str(year))


def takes_long(leaves: Departure, words: Words) -> str:
    """Return the warning to staff that the last families are told later than they should be."""
    return words("timetable-staff-takes-long", minutes=leaves.minutes, begins=f"{leaves.at:%H:%M}")


def dropped(on: date, words: Words) -> str:
    """Return the word to staff that a day's message was not sent."""
    return words("timetable-staff-dropped", day=spoken_day(on, words))


def _block(
    today: Today, class_id: ClassId, sessions: Sequence[Session], words: Words
) -> Iterator[str]:
    yield today.class_names[class_id]
    for session in sessions:
        number = session.slot.course_id
        yield session_line(session, words, "" if number is None else today.course_names[number])
        if session.change is not None and session.change.reason:
            yield words("timetable-change-reason", reason=session.change.reason)
