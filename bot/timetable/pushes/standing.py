"""How a slot stands on one day, and in what two such standings differ. Pure.

Families are told only what has changed, so what they know of a day is held against what holds
now; where nothing differs, there is nothing to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.timetable.model import Change, Reason, SchoolDay, Session, Slot


class Aspect(StrEnum):
    """In what a slot differs; the texts name them in this order."""

    CANCELLED = "cancelled"  # it does not take place
    BACK = "back"  # it does take place after all
    DAY = "day"  # it takes place on another day
    TIME = "time"  # it begins or ends at another time
    PLACE = "place"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a slot stands on a day it is planned for.

    Attributes:
        on: The day it takes place on, which is another one if it was moved.
        ends: Every time at which a child may be fetched, at school.
    """

    on: date
    takes_place: bool
    starts_at: time
    ends: tuple[time, ...]
    place: str
    teacher: str


def standing(slot: Slot, on: date, change: Change | None) -> Standing:
    """Return how a slot stands on the day it is planned for, with what is different laid over."""
    seen = Session(SchoolDay(on, Reason.ORDINARY), slot, change=change)
    is_cancelled = change is not None and change.is_cancelled
    moved_to = None if change is None or is_cancelled else change.moved_to
    return Standing(
        on=moved_to or on,
        takes_place=not is_cancelled,
        starts_at=seen.starts_at,
        ends=seen.ends,
        place=seen.place,
        teacher=seen.teacher,
    )


def aspects(known: Standing, now: Standing) -> tuple[Aspect, ...]:
    """Return in what a slot differs from what is known of it; nothing where nothing does."""
    if not now.takes_place:
        return (Aspect.CANCELLED,) if known.takes_place else ()
    if not known.takes_place:
        return (Aspect.BACK,)
    pairs = {
        Aspect.DAY: known.on != now.on,
        Aspect.TIME: (known.starts_at, known.ends) != (now.starts_at, now.ends),
        Aspect.PLACE: known.place != now.place,
        Aspect.TEACHER: known.teacher != now.teacher,
    }
    return tuple(aspect for aspect, differs in pairs.items() if differs)
