"""What families read of a change: only what is different, and the reason the school gave. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.i18n.catalogue import Words
from bot.timetable.model import Change, Slot
from bot.timetable.phrases import spoken_day
from bot.timetable.pushes.standing import Aspect, Standing, aspects


@dataclass(frozen=True)
class Difference:
    """What is different about a slot on a day.

    Attributes:
        known: How it stands as far as families know.
        now: How it stands.
        change: What the school changed, with its reason.
    """

    slot: Slot
    known: Standing
    now: Standing
    change: Change

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """In what it differs."""
        return aspects(self.known, self.now)


def change_notice(different: Difference, owner: str, words: Words) -> str:
    """Return what tells of one change.

    Args:
        different: What is different.
        owner: What the class or the course is called.
        words: The catalogue in the reader's language.
    """
    heading = words("timetable-change-heading", day=spoken_day(different.known.on, words))
    lines = [heading, owner, _what(different, owner), *said(different, words)]
    if different.change.reason:
        lines.append(words("timetable-change-reason", reason=different.change.reason))
    return "\n".join(lines)


def changes_notice(notices: Sequence[Difference], owners: Sequence[str], words: Words) -> str:
    """Return what tells of several changes, in their order.

    A day is named once for those that follow each other, and so is a class or a course.

    Args:
        notices: What is different.
        owners: What the class or the course of each is called.
        words: The catalogue in the reader's language.
    """
    parts: list[str] = []
    before: tuple[date, str] | None = None
    for different, owner in zip(notices, owners, strict=True):
        on = different.known.on
        heading, _, *lines = change_notice(different, owner, words).splitlines()
        if before == (on, owner):
            parts[-1] = "\n".join([parts[-1], *lines])
        else:
            is_same_day = before is not None and before[0] == on
            parts.append("\n".join([*([] if is_same_day else [heading]), owner, *lines]))
        before = on, owner
    return "\n\n".join(parts)


def said(different: Difference, words: Words) -> Iterator[str]:
    """Yield a sentence for each thing that differs."""
    found = different.aspects
    for aspect in found:
        if aspect is not Aspect.TIME or Aspect.DAY not in found:
            yield _sentence(aspect, different, words)


def time_span(one: Standing) -> str:
    """Return when something takes place, such as 16:00–17:30/18:30."""
    return f"{one.starts_at:%H:%M}–{'/'.join(f'{end:%H:%M}' for end in one.ends)}"


def _what(different: Difference, owner: str) -> str:
    title = different.slot.title
    return time_span(different.known) + ("" if title == owner else f" {title}")


def _sentence(aspect: Aspect, different: Difference, words: Words) -> str:
    known, now = different.known, different.now
    match aspect:
        case Aspect.CANCELLED:
            return words("timetable-change-cancelled")
        case Aspect.BACK:
            parts = (time_span(now), now.place, now.teacher)
            line = " · ".join(part for part in parts if part)
            return words("timetable-change-back", day=spoken_day(now.on, words), line=line)
        case Aspect.DAY:
            day = spoken_day(now.on, words)
            return words("timetable-change-day", day=day, time=time_span(now))
        case Aspect.TIME:
            return words("timetable-change-time", old=time_span(known), new=time_span(now))
        case Aspect.PLACE:
            return _place(known.place, now.place, words)
        case Aspect.TEACHER:
            return _teacher(known.teacher, now.teacher, words)


def _place(old: str, new: str, words: Words) -> str:
    if not new:
        return words("timetable-change-place-open")
    if not old:
        return words("timetable-change-place-new", new=new)
    return words("timetable-change-place", old=old, new=new)


def _teacher(old: str, new: str, words: Words) -> str:
    if not new:
        return words("timetable-change-teacher-open")
    if not old:
        return words("timetable-change-teacher-new", new=new)
    return words("timetable-change-teacher", old=old, new=new)
