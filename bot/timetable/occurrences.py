"""From weekly slots to dated sessions. Pure.

On a made-up day three things may decide, in this order: the school's calendar, when it
names a weekday to follow; slots the class has for that very Saturday or Sunday, which can
mean nothing but such a day; and the plan of the weekday that is being made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from bot.people.model import ClassId
from bot.timetable.model import SchoolDay, Session, Slot

_Week = dict[int, list[Slot]]


def sessions(slots: Iterable[Slot], days: Iterable[SchoolDay]) -> list[Session]:
    """Return what takes place on these days: by day, then class as given, then start.

    Args:
        slots: Weekly slots of any number of classes.
        days: The verdicts on the days asked for.
    """
    weeks = _weeks(slots)
    return [session for day in days if day.is_open for session in _on(day, weeks)]


def by_class(found: Iterable[Session]) -> dict[ClassId, tuple[Session, ...]]:
    """Return sessions by class, each class's in their order."""
    classes: dict[ClassId, list[Session]] = defaultdict(list)
    for session in found:
        classes[session.slot.class_id].append(session)
    return {class_id: tuple(items) for class_id, items in classes.items()}


def _weeks(slots: Iterable[Slot]) -> dict[ClassId, _Week]:
    weeks: dict[ClassId, _Week] = defaultdict(lambda: defaultdict(list))
    for slot in slots:
        weeks[slot.class_id][slot.weekday].append(slot)
    for week in weeks.values():
        for day in week.values():
            day.sort(key=lambda slot: (slot.starts_at, slot.ends_at, slot.title))
    return weeks


def _on(day: SchoolDay, weeks: dict[ClassId, _Week]) -> Iterator[Session]:
    for week in weeks.values():
        for slot in _plan(day, week):
            yield Session(day, slot)


def _plan(day: SchoolDay, week: _Week) -> list[Slot]:
    own = [] if day.is_ordered else _valid(week.get(day.on.isoweekday(), ()), day.on)
    if own or day.follows is None:
        return own
    return _valid(week.get(day.follows, ()), day.on)


def _valid(slots: Iterable[Slot], on: date) -> list[Slot]:
    return [slot for slot in slots if slot.is_valid_on(on)]
