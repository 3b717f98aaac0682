"""What stands in the picture of a week: plain values that travel to the drawing process. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.i18n.catalogue import Words
from bot.timetable.families.plans import OwnPlan, label
from bot.timetable.families.rendering import shown_days
from bot.timetable.model import SchoolDay, Session
from bot.timetable.phrases import day_off, made_up_mark, spoken_day

DRAWING: Final = "bot.timetable.families.drawing"
_BEFORE: Final = ":： \u3000"
"""What stands between the name of a day and what is said of it."""


class Tone(StrEnum):
    """How a line is drawn."""

    PLAIN = "plain"
    CHANGED = "changed"  # takes place otherwise than planned
    GONE = "gone"  # does not take place


@dataclass(frozen=True)
class Line:
    """A session: when and what in large letters, where and with whom below."""

    upper: str
    lower: str
    tone: Tone = Tone.PLAIN
    tag: str = ""


@dataclass(frozen=True)
class Row:
    """A day; without lines `nothing` says why."""

    day: str
    is_today: bool
    lines: tuple[Line, ...]
    nothing: str = ""


@dataclass(frozen=True)
class Part:
    """A child."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Picture:
    """A week of some children."""

    title: str
    note: str
    parts: tuple[Part, ...]


def picture_of(plans: Sequence[OwnPlan], today: date, words: Words) -> dict[str, object]:
    """Return the values of a week's picture.

    Args:
        plans: At least one, all of the same week.
        today: Today at school, which is marked.
        words: The catalogue in the reader's language.
    """
    days = [one for one, _ in plans[0].days]
    begin, end = spoken_day(days[0].on, words), spoken_day(days[-1].on, words)
    title = words("timetable-other-week-heading", **{"from": begin, "until": end})
    unsure = any(one.is_open and one.is_uncertain for plan in plans for one, _ in plan.days)
    note = words("timetable-uncertain") if unsure else ""
    drawn = words("picture-as-of", day=spoken_day(today, words))
    parts = tuple(_part(plan, plans, today, words) for plan in plans)
    return asdict(Picture(title, f"{drawn}{note}", parts))


def _part(plan: OwnPlan, plans: Sequence[OwnPlan], today: date, words: Words) -> Part:
    name = label(plan, plans, words)
    if not plan.has_slots:
        return Part(
            name, (Row("", is_today=False, lines=(), nothing=words("timetable-week-missing")),)
        )
    return Part(name, tuple(_row(plan, *shown, today, words) for shown in shown_days(plan)))


def _row(
    plan: OwnPlan, day: SchoolDay, sessions: Sequence[Session], today: date, words: Words
) -> Row:
    spoken, is_today = spoken_day(day.on, words), day.on == today
    if not day.is_open:
        return Row(spoken, is_today, (), day_off(day, "", words).lstrip(_BEFORE))
    lines = [_line(plan, one, words) for one in sessions]
    mark = made_up_mark(day, sessions, words)
    if mark:
        lines.insert(0, Line(mark, "", Tone.CHANGED))
    if day.on in plan.absent_on:
        lines.append(Line(words("picture-absent"), "", Tone.CHANGED))
    return Row(spoken, is_today, tuple(lines), "" if sessions else words("timetable-week-none"))


def _line(plan: OwnPlan, session: Session, words: Words) -> Line:
    ends = "/".join(f"{end:%H:%M}" for end in session.ends)
    title = plan.course_of(session) or session.slot.title
    where = " · ".join(part for part in (session.place, session.teacher) if part)
    upper = f"{session.starts_at:%H:%M}–{ends}　{title}"
    change = session.change
    if change is None or change.is_none:
        return Line(upper, where)
    if not session.takes_place:
        return Line(upper, change.reason or where, Tone.GONE, words("picture-cancelled"))
    below = " · ".join(part for part in (where, change.reason) if part)
    return Line(upper, below, Tone.CHANGED, words("picture-changed"))
