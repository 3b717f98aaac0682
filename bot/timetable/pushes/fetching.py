"""When a family's children are fetched on the days that a change is about. Pure.

Whoever fetches a child wants an hour, and has to work it out from what changed if the message
does not say it. The hour is the one `/today` shows. A child that does not stay is left out: its
family knows, and the outbox keeps texts longer than a note of absence is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from bot.i18n.catalogue import Words
from bot.people.model import Child, ChildId, ClassId, CourseId, SchoolId
from bot.timetable.families.plans import pickup_times
from bot.timetable.model import SchoolDay, Session
from bot.timetable.phrases import spoken_day, spoken_times

Placed = Mapping[ChildId, tuple[CourseId, ...]]
"""The courses in which each child has a place, in their order."""


@dataclass(frozen=True)
class Whereabouts:
    """A school's children on a day.

    Attributes:
        verdict: Whether there is school.
        placed: The courses in which each child has a place.
        absent: Who does not stay.
    """

    verdict: SchoolDay
    classes: Mapping[ClassId, Sequence[Session]]
    courses: Mapping[CourseId, Sequence[Session]]
    placed: Placed
    absent: Collection[ChildId]

    def of(self, child: Child) -> list[Session]:
        """Return what a child has, cancelled sessions included, whether it stays or not."""
        mine = list(self.classes.get(child.school_class.id, ()))
        for number in self.placed.get(child.id, ()):
            mine += self.courses.get(number, ())
        return mine


@dataclass(frozen=True)
class Fetched:
    """When some children of one class are fetched on a day.

    Attributes:
        times: At school; nothing where no service is left and only the school knows the hour.
        class_name: Their class; empty where the message is about nothing else.
        seat: Tells one from another child of the same class that is fetched at another time.
    """

    on: date
    times: tuple[time, ...]
    class_name: str = ""
    seat: int | None = None


Concerned = Mapping[Child, Iterable[date]]
"""The children that some changes are about, and the days on which they are."""

There = Mapping[tuple[SchoolId, date], Whereabouts]
"""Days of schools."""


def fetched(concerned: Concerned, there: There, *, is_one_class: bool) -> tuple[Fetched, ...]:
    """Return when the children of one family are fetched, each class once if it can be.

    Args:
        concerned: The children.
        there: What the children of their schools have on each of the days.
        is_one_class: Whether the message names their class, and no other class or course.
    """
    classes: dict[str, list[tuple[Child, tuple[Fetched, ...]]]] = defaultdict(list)
    for child in sorted(concerned, key=_place):
        name = child.school_class.name
        classes[name].append((child, _of(child, sorted(concerned[child]), there)))
    found: list[Fetched] = []
    for name, children in classes.items():
        are_alike = len({mine for _, mine in children}) == 1
        label = "" if is_one_class and are_alike else name
        for child, mine in children:
            seat = None if are_alike else child.seat
            found += (replace(one, class_name=label, seat=seat) for one in mine)
    return tuple(dict.fromkeys(found))


def lines(found: Iterable[Fetched], words: Words) -> list[str]:
    """Return a sentence for each, as families read it."""
    return [_line(one, words) for one in found]


def _place(child: Child) -> tuple[int, str, int]:
    return child.school_class.grade, child.school_class.name, child.seat or 0


def _of(child: Child, days: Iterable[date], there: There) -> tuple[Fetched, ...]:
    found = []
    for on in days:
        day = there[child.school_class.school_id, on]
        mine = day.of(child)
        if (mine or day.verdict.is_open) and child.id not in day.absent:
            found.append(Fetched(on, pickup_times(mine)))
    return tuple(found)


def _line(one: Fetched, words: Words) -> str:
    key = "timetable-change-fetch" if one.times else "timetable-change-fetch-open"
    times = {"times": spoken_times(one.times, words)} if one.times else {}
    line = words(key, day=spoken_day(one.on, words), **times)
    child = one.class_name
    if child and one.seat is not None:
        child = words("timetable-child-seat", name=child, seat=one.seat)
    return words("timetable-change-fetch-child", child=child, line=line) if child else line
