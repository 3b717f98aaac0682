"""From sessions, and from what is no longer one, to the events of a calendar file. Pure.

What a telephone may have taken from an older file and what does not take place any more is
written as cancelled: sessions cancelled or moved for a day, the days of slots that have gone or
have another weekday now, school days that the school has taken back, and public holidays, which
were school days in the file as long as the year's plan was not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import Words
from bot.timetable.ics.writer import Event
from bot.timetable.model import Changes, Reason, SchoolDay, Session, Slot, State
from bot.timetable.occurrences import NO_CHANGES, sessions

_STEP: Final = 1000
_MOST_CHANGES: Final = 998


@dataclass(frozen=True)
class Known:
    """Everything a calendar file is made of.

    Attributes:
        days: The verdicts on the days it covers.
        slots: The slots it is about.
        changes: What is different on single days.
        former_slots: What slots were, and since when they are that no more.
        former_days: School days taken back, and the weekday whose plan applied.
        calendar_version: How often the school's calendar was imported.
        name: Says what the class or course of a slot is called.
    """

    days: Sequence[SchoolDay]
    slots: Sequence[Slot]
    name: Callable[[Slot], str]
    changes: Changes = field(default_factory=lambda: NO_CHANGES)
    former_slots: Sequence[tuple[Slot, date]] = ()
    former_days: Sequence[tuple[date, int]] = ()
    calendar_version: int = 0


def events(known: Known, words: Words, zone: ZoneInfo) -> list[Event]:
    """Return the events of a calendar file by time, each uid once.

    Args:
        known: What the file is made of.
        words: The catalogue in the reader's language.
        zone: The school's zone.
    """
    found: dict[str, Event] = {}
    for session in _live(sessions(known.slots, known.days, known.changes)):
        event = _event(session, known, words, zone)
        found[event.uid] = event
    for session in _gone(known):
        event = _event(session, known, words, zone)
        if event.uid not in found or _overtakes(event, found[event.uid]):
            found[event.uid] = event
    return sorted(found.values(), key=lambda event: (event.starts_at, event.uid))


def _live(found: Iterable[Session]) -> list[Session]:
    """Return each planned session once; of one that was moved to another day, where it is now."""
    by_plan: dict[tuple[str, date], Session] = {}
    for session in found:
        key = session.slot.uid, session.planned_on
        if key not in by_plan or session.takes_place:
            by_plan[key] = session
    return list(by_plan.values())


def _gone(known: Known) -> Iterator[Session]:
    yield from _holidays(known)
    yield from _days_taken_back(known)
    for slot, removed_on in known.former_slots:
        since = [day for day in known.days if day.on >= removed_on]
        for session in sessions([slot], since):
            yield replace(session, state=State.CANCELLED)


def _holidays(known: Known) -> Iterator[Session]:
    for day in known.days:
        if day.reason is Reason.HOLIDAY:
            yield from _as_if(day, day.on.isoweekday(), known.slots)


def _days_taken_back(known: Known) -> Iterator[Session]:
    by_date = {day.on: day for day in known.days}
    for on, weekday in known.former_days:
        if on in by_date:
            yield from _as_if(by_date[on], weekday, known.slots)


def _as_if(day: SchoolDay, weekday: int, slots: Iterable[Slot]) -> Iterator[Session]:
    for slot in slots:
        if slot.weekday == weekday and slot.is_valid_on(day.on) and slot.weeks.include(day.week):
            yield Session(day, slot, State.CANCELLED)


def _overtakes(new: Event, old: Event) -> bool:
    """Say whether a cancelled event is the newer of two cancelled ones."""
    return old.is_cancelled and new.sequence > old.sequence


def _event(session: Session, known: Known, words: Words, zone: ZoneInfo) -> Event:
    slot, on = session.slot, session.day.on
    is_cancelled = not session.takes_place
    title = " ".join(dict.fromkeys(part for part in (known.name(slot), slot.title) if part))
    return Event(
        uid=f"{slot.uid}-{session.planned_on:%Y%m%d}@jiaxiao",
        sequence=_sequence(session, known.calendar_version),
        starts_at=_at(on, session.starts_at, zone),
        ends_at=_at(on, session.ends[-1], zone),
        summary=words("timetable-ics-cancelled", title=title) if is_cancelled else title,
        location=session.place,
        description="\n".join(_notes(session, words)),
        is_cancelled=is_cancelled,
    )


def _sequence(session: Session, calendar_version: int) -> int:
    """Return a number that only ever rises, whatever of all this changes next.

    A change of a day counts less than one of the slot, so that the number of a slot that has
    gone, and the changes of its days with it, is still the higher one.
    """
    changed = 0 if session.change is None else min(session.change.version, _MOST_CHANGES)
    is_known = not session.day.is_uncertain
    return _STEP * (session.slot.version + calendar_version) + changed + is_known


def _notes(session: Session, words: Words) -> Iterator[str]:
    if session.teacher:
        yield words("timetable-ics-teacher", teacher=session.teacher)
    if len(session.ends) > 1:
        ends = words("list-separator").join(f"{end:%H:%M}" for end in session.ends)
        yield words("timetable-ics-ends", ends=ends)
    if session.change is not None and session.change.reason:
        yield session.change.reason
    if session.day.is_made_up:
        yield session.day.name or words(f"timetable-{session.day.reason}")
    if session.day.is_uncertain:
        yield words("timetable-uncertain")


def _at(on: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, at, zone)
