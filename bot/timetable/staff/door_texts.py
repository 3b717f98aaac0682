"""Lists for the door as a message to read on a phone, and as sheets to print. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.i18n.catalogue import Words
from bot.sheets import Column, Row, Sheet, Style
from bot.timetable.phrases import made_up_mark, session_line, spoken_day
from bot.timetable.staff.doors import DoorList, Expected

TO_FILL_IN: Final = 2
"""Columns that are left empty, for whoever stands at the door with a pen."""

CSV_COLUMNS: Final = ("date", "list", "class", "seat", "note")
COLUMNS: Final = (*CSV_COLUMNS, "number", "came", "fetched")


def message(found: DoorList, words: Words) -> str:
    """Return a list as a message."""
    parts = [
        "\n".join([words("desk-list-heading", day=_day(found, words)), *_about(found, words)]),
        "\n".join(_counted(found, words)),
        "\n".join(_seats(found, words)),
    ]
    return "\n\n".join(part for part in parts if part)


def sheets(lists: Sequence[DoorList], words: Words) -> list[Sheet]:
    """Return a sheet to print for each list."""
    return [
        Sheet(
            found.owner,
            _columns(found, words),
            _rows(found, words),
            title=(
                f"{found.school}　{found.owner}　{_day(found, words)}",
                *_lines(found, words),
                words("desk-list-separator").join(_counted(found, words)),
            ),
            is_upright=True,
        )
        for found in lists
    ]


def csv_heading(words: Words) -> list[str]:
    """Return the first row of a CSV file of lists."""
    return [words(f"desk-column-{name}") for name in CSV_COLUMNS]


def csv_rows(lists: Iterable[DoorList], words: Words) -> Iterator[Row]:
    """Yield a row for each child of every list."""
    for found in lists:
        for one in found.children:
            child = one.child
            yield [
                found.day.on,
                found.owner,
                child.school_class.name,
                child.seat,
                _note(one, words) or None,
            ]


def json_rows(lists: Iterable[DoorList]) -> Iterator[dict[str, object]]:
    """Yield the fields of each child of every list; `seat` is None where none was given."""
    for found in lists:
        for one in found.children:
            yield {
                "date": found.day.on.isoformat(),
                "list": found.owner,
                "class": one.child.school_class.name,
                "seat": one.child.seat,
                "absent": one.is_absent,
                "elsewhere": list(one.elsewhere),
            }


def _day(found: DoorList, words: Words) -> str:
    spoken = spoken_day(found.day.on, words)
    mark = made_up_mark(found.day, found.sessions, words)
    return words("timetable-marked", day=spoken, mark=mark) if mark else spoken


def _about(found: DoorList, words: Words) -> list[str]:
    return [found.owner, *_lines(found, words)]


def _lines(found: DoorList, words: Words) -> list[str]:
    return [session_line(session, words) for session in found.sessions]


def _counted(found: DoorList, words: Words) -> Iterator[str]:
    if not found.children:
        yield words("desk-list-empty-course" if found.is_course else "desk-list-empty")
        return
    yield words("desk-list-all", count=len(found.children))
    if found.absent:
        yield words("desk-list-absent", count=found.absent)
    away = sum(bool(one.elsewhere) and not one.is_absent for one in found.children)
    if away:
        yield words("desk-list-elsewhere", count=away)
    if found.expected != len(found.children):
        yield words("desk-list-expected", count=found.expected)


def _seats(found: DoorList, words: Words) -> Iterator[str]:
    """Yield the seats: of a course by class, of a class all in one; then who is not there."""
    here = [one for one in found.children if one.is_here]
    for name in dict.fromkeys(one.child.school_class.name for one in here):
        seats = _numbers((one for one in here if one.child.school_class.name == name), words)
        yield words("desk-list-of", name=name, seats=seats) if found.is_course else seats
    absent = [one for one in found.children if one.is_absent]
    if absent:
        yield words("desk-list-who-absent", seats=_named(absent, found, words))
    for course in dict.fromkeys(name for one in found.children for name in one.elsewhere):
        there = [one for one in found.children if course in one.elsewhere and not one.is_absent]
        if there:
            seats = _named(there, found, words)
            yield words("desk-list-who-elsewhere", course=course, seats=seats)


def _named(some: Sequence[Expected], found: DoorList, words: Words) -> str:
    if not found.is_course:
        return _numbers(some, words)
    return words("list-separator").join(
        words(
            "desk-list-of",
            name=name,
            seats=_numbers((one for one in some if one.child.school_class.name == name), words),
        )
        for name in dict.fromkeys(one.child.school_class.name for one in some)
    )


def _numbers(some: Iterable[Expected], words: Words) -> str:
    listed = list(some)
    seats = [str(one.child.seat) for one in listed if one.child.seat is not None]
    unknown = sum(one.child.seat is None for one in listed)
    parts = []
    if seats:
        parts.append(words("desk-list-seats", seats=words("list-separator").join(seats)))
    if unknown:
        parts.append(words("desk-list-no-seat", count=unknown))
    return words("list-separator").join(parts)


def _columns(found: DoorList, words: Words) -> list[Column]:
    named: list[tuple[str, float, Style]] = [("number", 7, Style.PLAIN)]
    if found.is_course:
        named.append(("class", 18, Style.PLAIN))
    named += [("seat", 8, Style.PLAIN), ("note", 24, Style.LONG)]
    named += [("came", 12, Style.PLAIN), ("fetched", 20, Style.PLAIN)]
    return [Column(words(f"desk-column-{name}"), width, style) for name, width, style in named]


def _rows(found: DoorList, words: Words) -> list[Row]:
    return [
        [
            number,
            *([one.child.school_class.name] if found.is_course else []),
            one.child.seat,
            _note(one, words) or None,
            *[None] * TO_FILL_IN,
        ]
        for number, one in enumerate(found.children, start=1)
    ]


def _note(one: Expected, words: Words) -> str:
    if one.is_absent:
        return words("desk-note-absent")
    return words("list-separator").join(one.elsewhere)
