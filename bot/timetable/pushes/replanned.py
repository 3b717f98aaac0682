"""What a new weekly plan changes for families, each difference once, from its first day. Pure.

A new plan holds week after week, so families are told of each difference on the first day that
has it, and not of every day. What they know is held against what holds now by class and course:
which row of the file became which slot is nothing to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.timetable.model import Change, Changes, Kind, Owner, SchoolDay, Session, Slot
from bot.timetable.occurrences import sessions
from bot.timetable.pushes.change_texts import Difference
from bot.timetable.pushes.standing import Standing
from bot.timetable.pushes.timing import How, Timing, timing
from bot.timetable.pushes.week_ahead import Note, What


@dataclass(frozen=True)
class Replanned:
    """What is different for one class or course.

    Attributes:
        notes: Each difference on its first day, by day.
        timing: How and when its families are told: by what comes first.
        is_urgent: Whether any of it does not wait for quiet hours to end.
    """

    notes: tuple[Note, ...]
    timing: Timing
    is_urgent: bool


@dataclass(frozen=True)
class Moment:
    """When a plan is looked at.

    Attributes:
        at: This instant, aware.
        next_school_day: The first day after today on which there is school.
        zone: The school's zone.
    """

    at: datetime
    next_school_day: date
    zone: ZoneInfo


Plans = Mapping[Owner, Sequence[Slot]]


def replanned(
    known: Plans, now: Plans, days: Sequence[SchoolDay], changes: Changes, moment: Moment
) -> dict[Owner, Replanned]:
    """Return what is different for each class and course that families know another plan of.

    Args:
        known: The plans as families know them; only these classes and courses are looked at.
        now: The plans as they are.
        days: The verdicts on the days from today on.
        changes: What is different on single days, whatever the plan.
        moment: When families would be told.
    """
    found = {}
    for owner, had in known.items():
        has = now.get(owner, ())
        if _faces(had) != _faces(has):
            weighed = _weighed(had, has, days, changes, moment)
            if weighed is not None:
                found[owner] = weighed
    return found


def by_owner(slots: Iterable[Slot]) -> dict[Owner, list[Slot]]:
    """Return the slots of each class and course."""
    plans: dict[Owner, list[Slot]] = defaultdict(list)
    for slot in slots:
        plans[slot.owner].append(slot)
    return plans


def _weighed(
    had: Sequence[Slot],
    has: Sequence[Slot],
    days: Sequence[SchoolDay],
    changes: Changes,
    moment: Moment,
) -> Replanned | None:
    notes: dict[Hashable, tuple[Note, Timing]] = {}
    before, after = _by_day(sessions(had, days, changes)), _by_day(sessions(has, days, changes))
    for day in days:
        for note in _different(day, before.get(day.on, ()), after.get(day.on, ())):
            told = note.difference
            assert told is not None
            when = timing(told.known, told.now, moment.at, moment.next_school_day, moment.zone)
            if when.how is not How.NOT:
                notes.setdefault(_alike(told), (note, when))
    if not notes:
        return None
    times = [when for _, when in notes.values()]
    first = next((when for when in times if when.how is How.NOW), times[0])
    return Replanned(
        tuple(note for note, _ in notes.values()), first, any(when.is_urgent for when in times)
    )


def _by_day(found: Iterable[Session]) -> dict[date, list[Session]]:
    days: dict[date, list[Session]] = defaultdict(list)
    for one in found:
        if one.takes_place:
            days[one.day.on].append(one)
    return days


def _different(day: SchoolDay, had: Sequence[Session], has: Sequence[Session]) -> Iterator[Note]:
    gone, new = list(had), list(has)
    for one in had:
        same = next((other for other in new if _seen(other) == _seen(one)), None)
        if same is not None:
            gone.remove(one)
            new.remove(same)
    for one in tuple(gone):
        other = next((other for other in new if other.slot.title == one.slot.title), None)
        if other is not None:
            gone.remove(one)
            new.remove(other)
            yield _note(day, other, _standing(one), _standing(other))
    for one in gone:
        yield _note(day, one, _standing(one), replace(_standing(one), takes_place=False))
    for one in new:
        yield _note(day, one, replace(_standing(one), takes_place=False), _standing(one))


def _note(day: SchoolDay, session: Session, known: Standing, now: Standing) -> Note:
    plain = Change(session.slot.id, session.planned_on)
    different = Difference(session.slot, known, now, plain)
    return Note(day.on, What.REPLANNED, day, (session,), different)


def _standing(one: Session) -> Standing:
    return Standing(
        one.day.on,
        takes_place=True,
        starts_at=one.starts_at,
        ends=one.ends,
        place=one.place,
        teacher=one.teacher,
    )


def _seen(one: Session) -> Hashable:
    return one.slot.title, _standing(one)


def _alike(different: Difference) -> Hashable:
    """Return what two differences have in common that are one to a family."""
    anywhen = [replace(one, on=date.min) for one in (different.known, different.now)]
    return different.slot.weekday, different.slot.title, *anywhen


def _faces(slots: Iterable[Slot]) -> set[Slot]:
    """Return slots without what changes no family's day."""
    return {replace(slot, kind=Kind.SERVICE, capacity=None, fee="") for slot in slots}
