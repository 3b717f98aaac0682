"""What a single key may hold, and how it is read from a file or from the environment."""

from __future__ import annotations

import json
import re
from datetime import time
from zoneinfo import ZoneInfo

_CLOCK = r"((?:[01][0-9]|2[0-3]):[0-5][0-9])"
_SPAN = re.compile(rf"{_CLOCK}\s*-\s*{_CLOCK}")


def quiet_span(value: str) -> tuple[time, time]:
    """Read quiet hours such as ``21:20-07:00`` as (from, until), in the school's zone.

    Raises:
        ValueError: The text is not two different times with a dash between them.
    """
    match = _SPAN.fullmatch(value.strip())
    begin, end = map(time.fromisoformat, match.groups()) if match else (time(), time())
    if begin == end:
        message = 'must be two different times like "21:20-07:00", or empty to switch it off'
        raise ValueError(message)
    return begin, end


def quiet_hours(value: str) -> str:
    """Refuse what `quiet_span` cannot read; empty is off."""
    if value:
        quiet_span(value)
    return value


def is_within(moment: time, span: tuple[time, time]) -> bool:
    """Say whether a time of day lies in a span, which may go over midnight."""
    begin, end = span
    return begin <= moment < end if begin < end else moment >= begin or moment < end


def known_zone(name: str) -> str:
    """Refuse a name that is no time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = "is not a known time zone; write it like Asia/Shanghai"
        raise ValueError(message) from error
    return name


def empty_is_off(value: object) -> object:
    """Take a key without a value for switched off."""
    return "" if value is None else value


def listed(value: object) -> object:
    """Read a list out of one text with commas, as the environment gives it."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def mirror_list(value: object) -> object:
    """Read the list out of the environment, where it is JSON; a key without a value is none."""
    if value is None:
        return ()
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        message = 'in the environment it must be a list in JSON: [{"name": "…", "url": "…"}]'
        raise ValueError(message) from None
