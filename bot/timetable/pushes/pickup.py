"""When a reminder rings, and what it says. Pure.

Reminders ring on full five minutes, at least as long before as a family asked for. So a whole
city's schools need no more bells than a day has five minutes between noon and night, however
many ends and wishes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from bot.i18n.catalogue import Words
from bot.timetable.families.plans import last_session
from bot.timetable.model import Session
from bot.timetable.phrases import spoken_times

CHOICES: Final = (10, 15, 20, 30, 45, 60)
"""Minutes that families may choose from; nobody is reminded unless they choose."""

STEP: Final = 5


@dataclass(frozen=True)
class PickUp:
    """Where and when one child is fetched.

    Attributes:
        class_name: The class of the child.
        ends: Every time at which it may be fetched, at school.
        place: Where; may be empty.
    """

    class_name: str
    ends: tuple[time, ...]
    place: str


def bell_of(end: time, minutes: int) -> time:
    """Return when the reminder of an end rings: on five minutes, never before midnight."""
    minute = max(0, end.hour * 60 + end.minute - minutes)
    return time(*divmod(minute - minute % STEP, 60))


def bells(ends: Iterable[time], minutes: Iterable[int]) -> set[time]:
    """Return every time at which some reminder rings."""
    wishes = set(minutes)
    return {bell_of(end, wish) for end in ends for wish in wishes}


def pick_up(class_name: str, sessions: Sequence[Session]) -> PickUp | None:
    """Return where and when a child with these sessions is fetched; None if nothing is on."""
    last = last_session(sessions)
    return None if last is None else PickUp(class_name, last.ends, last.place)


def reminder(children: Sequence[PickUp], words: Words, *, is_uncertain: bool = False) -> str:
    """Return the reminder for the children of one chat that are fetched at the same time.

    Args:
        children: At least one.
        words: The catalogue in the reader's language.
        is_uncertain: Whether the public holidays of this year are not known.
    """
    times = spoken_times(children[0].ends, words)
    lines = [words("timetable-pickup-heading", time=times)]
    each = (" · ".join(part for part in (one.class_name, one.place) if part) for one in children)
    lines += dict.fromkeys(each)
    if is_uncertain:
        lines += ["", words("timetable-uncertain")]
    return "\n".join(lines)
