"""What families read on a Sunday evening: only what is different in the coming week. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.i18n.catalogue import Words
from bot.people.model import ClassId, CourseId
from bot.timetable.model import Session, Slot
from bot.timetable.phrases import made_up_mark, session_line, spoken_day
from bot.timetable.pushes.change_texts import said, time_span
from bot.timetable.pushes.fetching import Fetched, lines
from bot.timetable.pushes.having import Having, by_class, owners
from bot.timetable.pushes.week_ahead import Note, WeekAhead, What

A_DAY = timedelta(days=1)

_Line = tuple[date, What, str]


class DifferentWeek:
    """Says what is different in a week; made once for thousands of chats of one language.

    Args:
        week: The week.
        words: The catalogue in the readers' language.
        is_late: Whether it comes so late that a word of apology is due.
        heading: What stands above it; None for the words of a Sunday.
    """

    def __init__(
        self, week: WeekAhead, words: Words, *, is_late: bool = False, heading: str | None = None
    ) -> None:
        self._week = week
        self._words = words
        first, last = (spoken_day(day.on, words) for day in (week.days[0], week.days[-1]))
        ahead = words("timetable-ahead-heading", **{"from": first, "until": last})
        self._heading = ahead if heading is None else heading
        closing = [words("timetable-ahead-rest")]
        if any(day.is_open and day.is_uncertain for day in week.days):
            closing.append(words("timetable-uncertain"))
        closing += [words("timetable-late")] if is_late else []
        self._closing = "\n".join(closing)
        self._known: dict[tuple[ClassId, tuple[CourseId, ...]], list[str]] = {}

    def text(self, having: Having, hours: Sequence[Fetched] = ()) -> str:
        """Return the message for one chat; empty if nothing differs for its children.

        Args:
            having: The classes of the chat's children, with the courses of those children.
            hours: When these children are fetched on the days it is about.
        """
        parts = by_class(having, self._lines, self._week.class_names)
        if not parts:
            return ""
        told = ["\n".join(lines(hours, self._words))] if hours else []
        return "\n\n".join([self._heading, *parts, *told, self._closing])

    def _lines(self, class_id: ClassId, course_ids: tuple[CourseId, ...]) -> list[str]:
        part = class_id, course_ids
        if part not in self._known:
            mine = owners(class_id, course_ids)
            notes = [note for owner in mine for note in self._week.notes.get(owner, ())]
            self._known[part] = [line for *_, line in sorted(self._said(together(notes)))]
        return self._known[part]

    def _said(self, notes: Sequence[Note]) -> Iterator[_Line]:
        off = [note for note in notes if note.what is What.OFF]
        for run in _runs(off):
            yield run[0].on, What.OFF, self._off(run)
        for note in notes:
            match note.what:
                case What.EXTRA:
                    yield note.on, note.what, self._extra(note)
                case What.CHANGED:
                    yield note.on, note.what, self._changed(note)
                case What.HERE:
                    yield note.on, note.what, self._here(note)
                case What.REPLANNED:
                    yield note.on, note.what, self._replanned(note)

    def _off(self, run: Sequence[Note]) -> str:
        first, last = run[0].on, run[-1].on
        day = spoken_day(first, self._words)
        if first != last:
            until = spoken_day(last, self._words)
            day = self._words("timetable-ahead-span", **{"from": day, "until": until})
        name = self._name(run[0])
        if not name:
            return self._words("timetable-ahead-off", day=day)
        return self._words("timetable-ahead-off-named", day=day, name=name)

    def _name(self, note: Note) -> str:
        festival = note.day.holiday
        if note.day.name or not festival:
            return note.day.name
        return self._words(f"timetable-festival-{festival}")

    def _extra(self, note: Note) -> str:
        mark = made_up_mark(note.day, note.sessions, self._words)
        heading = self._day(note)
        if mark:
            heading = self._words("timetable-marked", day=heading, mark=mark)
        return "\n".join([heading, *(self._line(session) for session in note.sessions)])

    def _changed(self, note: Note) -> str:
        different = note.difference
        assert different is not None
        what = f"{time_span(different.known)} {self._title(different.slot)}"
        lines = list(said(different, self._words))
        if different.change.reason:
            reason = different.change.reason
            lines.append(self._words("timetable-change-reason", reason=reason))
        told = self._words("timetable-ahead-changed", day=self._day(note), what=what)
        return "\n".join([told, *lines])

    def _here(self, note: Note) -> str:
        (session,) = note.sessions
        old = spoken_day(session.planned_on, self._words)
        heading = self._words("timetable-ahead-here", day=self._day(note), old=old)
        return f"{heading}\n{self._line(session)}"

    def _replanned(self, note: Note) -> str:
        different = note.difference
        assert different is not None
        day, (session,) = self._day(note), note.sessions
        if not different.known.takes_place:
            return self._words("timetable-plan-new", day=day, line=self._line(session))
        what = f"{time_span(different.known)} {self._title(different.slot)}"
        if not different.now.takes_place:
            return self._words("timetable-plan-gone", day=day, what=what)
        heading = self._words("timetable-plan-changed", day=day, what=what)
        return "\n".join([heading, *said(different, self._words)])

    def _day(self, note: Note) -> str:
        return spoken_day(note.on, self._words)

    def _line(self, session: Session) -> str:
        number = session.slot.course_id
        course = "" if number is None else self._week.course_names[number]
        return session_line(session, self._words, course)

    def _title(self, slot: Slot) -> str:
        course = "" if slot.course_id is None else self._week.course_names[slot.course_id]
        return slot.title if course in ("", slot.title) else f"{course} {slot.title}"


def together(notes: Iterable[Note]) -> list[Note]:
    """Put what a class and its children's courses have on a day off, or an extra day, into one."""
    days: dict[tuple[date, What], Note] = {}
    others = []
    for note in notes:
        if note.what not in (What.OFF, What.EXTRA):
            others.append(note)
            continue
        before = days.get((note.on, note.what))
        there = note.sessions if before is None else (*before.sessions, *note.sessions)
        in_order = sorted(there, key=lambda one: (one.starts_at, one.ends_at))
        days[note.on, note.what] = replace(note, sessions=tuple(in_order))
    return [*(days[key] for key in sorted(days)), *others]


def _runs(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """Put days off together that follow each other and have the same reason."""
    run: list[Note] = []
    for note in notes:
        alike = run and run[-1].on + A_DAY == note.on and _why(run[-1]) == _why(note)
        if run and not alike:
            yield run
            run = []
        run.append(note)
    if run:
        yield run


def _why(note: Note) -> tuple[str, str]:
    return note.day.name, note.day.holiday
