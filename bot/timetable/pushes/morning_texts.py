"""What families read each school morning, and staff when something went wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.i18n.catalogue import Words
from bot.people.model import ClassId, CourseId
from bot.timetable.model import Owner, SchoolDay, Session
from bot.timetable.phrases import made_up_mark, session_line, spoken_day
from bot.timetable.pushes.having import Having, by_class, owners, owners_of
from bot.timetable.pushes.timing import Departure

_Line = tuple[time, time, int, str]


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

    def of(self, owner: Owner) -> tuple[Session, ...]:
        """Return what a class or a course has."""
        class_id, course_id = owner
        if class_id is not None:
            return self.classes.get(class_id, ())
        return self.courses.get(course_id, ()) if course_id is not None else ()


class TodaysService:
    """Says what is on today; made once for thousands of chats of one language.

    Args:
        today: What the school has today.
        words: The catalogue in the readers' language.
        is_late: Whether it comes so late that a word of apology is due.
    """

    def __init__(self, today: Today, words: Words, *, is_late: bool = False) -> None:
        self._today = today
        self._words = words
        self._spoken = spoken_day(today.day.on, words)
        self._plain = words("timetable-push-heading", day=self._spoken)
        closing = [words("timetable-uncertain")] if today.day.is_uncertain else []
        closing += [words("timetable-late")] if is_late else []
        self._closing = ["\n".join(closing)] if closing else []
        self._known: dict[Owner, list[_Line]] = {}

    def text(self, having: Having) -> str:
        """Return the message for one chat; empty if nothing of its own is on today.

        Args:
            having: The classes of the chat's children, with the courses of those children.
        """
        parts = by_class(having, self._lines, self._today.class_names)
        if not parts:
            return ""
        parts[0] = f"{self._heading(having)}\n{parts[0]}"
        return "\n\n".join([*parts, *self._closing])

    def _heading(self, having: Having) -> str:
        if not self._today.day.is_made_up:
            return self._plain
        found = [one for owner in owners_of(having) for one in self._today.of(owner)]
        mark = made_up_mark(self._today.day, found, self._words)
        return self._words("timetable-push-heading-marked", day=self._spoken, mark=mark)

    def _lines(self, class_id: ClassId, course_ids: Sequence[CourseId]) -> list[str]:
        mine = owners(class_id, course_ids)
        return [line for *_, line in sorted(one for owner in mine for one in self._of(owner))]

    def _of(self, owner: Owner) -> list[_Line]:
        if owner not in self._known:
            self._known[owner] = [
                (one.starts_at, one.ends_at, place, self._line(one))
                for place, one in enumerate(self._today.of(owner))
            ]
        return self._known[owner]

    def _line(self, session: Session) -> str:
        number = session.slot.course_id
        course = "" if number is None else self._today.course_names[number]
        line = session_line(session, self._words, course)
        if session.change is None or not session.change.reason:
            return line
        return f"{line}\n{self._words('timetable-change-reason', reason=session.change.reason)}"


def uncertain_year(year: int, words: Words) -> str:
    """Return the warning to staff that a year's public holidays are not known."""
    return words("timetable-staff-uncertain", year=str(year))


def takes_long(leaves: Departure, words: Words) -> str:
    """Return the warning to staff that the last families are told later than they should be."""
    return words("timetable-staff-takes-long", minutes=leaves.minutes, begins=f"{leaves.at:%H:%M}")


def dropped(on: date, words: Words) -> str:
    """Return the word to staff that a day's message was not sent."""
    return words("timetable-staff-dropped", day=spoken_day(on, words))


def not_arrived(on: date, count: int, words: Words) -> str:
    """Return the word to staff that some families could not be told in time."""
    return words("timetable-staff-not-arrived", day=spoken_day(on, words), count=count)
