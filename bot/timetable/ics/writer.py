"""Events to the text of a calendar file. Pure.

Written as RFC 5545 (form), 5546 (method, organiser, sequence) and 7986 (name, how often to look
again) say. Times are in UTC, so that no telephone needs to know our zone. An event that is
cancelled stays in the file with STATUS:CANCELLED: a telephone that imported an older file would
otherwise keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

PRODUCT: Final = "-//Jiaxiao//After-school service//ZH"
LOOK_AGAIN: Final = "PT6H"
ORGANISER: Final = "mailto:noreply@jiaxiao.invalid"
"""RFC 5546 wants an organiser; nobody is to write to one, so the name is a reserved one."""

LONGEST_LINE: Final = 75
"""Octets, without the end of the line (RFC 5545, 3.1)."""

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Method(StrEnum):
    """What a file is for (RFC 5546, 1.4)."""

    PUBLISH = "PUBLISH"  # what takes place, and what does not any more
    CANCEL = "CANCEL"  # only what does not


@dataclass(frozen=True, slots=True)
class Event:
    """One session for a calendar.

    Attributes:
        uid: Its name, the same in every file.
        sequence: Higher than in any file that said something else.
        starts_at: Aware.
        ends_at: Aware, later.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    description: str = ""
    is_cancelled: bool = False


def calendar_text(
    name: str,
    organiser: str,
    events: Iterable[Event],
    *,
    now: datetime,
    method: Method = Method.PUBLISH,
) -> str:
    """Return the text of a calendar file, lines ended by CR and LF.

    Args:
        name: What the calendar is called on a telephone.
        organiser: Who gives it out: the school.
        events: Each with a uid of its own.
        now: When the file is written, aware.
        method: What it is for; a file that cancels must hold cancelled events only.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{LOOK_AGAIN}",
        f"X-PUBLISHED-TTL:{LOOK_AGAIN}",
    ]
    for event in events:
        lines += _event(event, organiser, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, organiser: str, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield f"ORGANIZER;CN={_parameter(organiser)}:{ORGANISER}"
    yield f"DTSTART:{_instant(event.starts_at)}"
    yield f"DTEND:{_instant(event.ends_at)}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.location:
        yield f"LOCATION:{_text(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Return a text as RFC 5545, 3.3.11 writes it."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _parameter(text: str) -> str:
    """Return a text as the value of a parameter, which has no escapes but quotes (3.1)."""
    plain = " ".join(_CONTROLS.sub("", text).replace('"', "'").split())
    return f'"{plain}"'


def _folded(line: str) -> str:
    """Return a line broken after 75 octets at most, never inside a character."""
    parts: list[str] = []
    part, room = "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(part)
            part, room = "", LONGEST_LINE - 1
        part += character
        room -= size
    return "\r\n ".join([*parts, part])
