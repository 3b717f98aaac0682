"""The English side of `questions`: when do I fetch my child today, is there a club. Pure."""

from __future__ import annotations

import re
from typing import Final

from bot.timetable.families.naming_days import Ahead, Week, Weekday

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = re.compile(
    r"\b(?:(?P<today>today|tonight|this (?:afternoon|evening))"
    r"|(?P<tomorrow>tomorrow)(?: afternoon)?"
    r"|(?:on )?(?P<week>this |next )?"
    r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?: afternoon)?)\b"
)
_KID: Final = r"(?:my|our) (?:child|kid|son|daughter|boy|girl|children|kids|sons|daughters|twins)"
_WHEN: Final = r"(?:what time|when)"
_SERVICE: Final = (
    r"(?:the )?after ?(?:school|care)(?: (?:service|care|club|clubs|program|programme))?"
)
_LEAVES: Final = r"(?:finish|get out|come out|end|leave|go home|come home)"
_QUESTION: Final = re.compile(
    r"(?:hi |hello |please |excuse me )*(?:"
    rf"{_WHEN} (?:do|should|can|must|shall|may) (?:i|we) "
    rf"(?:(?:pick up|collect|fetch|get) {_KID}|pick {_KID} up)"
    rf"|{_WHEN} (?:does|do|will|can) {_KID} {_LEAVES}(?: school)?"
    rf"|{_WHEN} (?:does|will) (?:school|{_SERVICE}) (?:finish|end|let out)"
    rf"|{_WHEN} is (?:pick ?up|school over)(?: time)?"
    rf"|(?:is|will) there (?:be )?(?:any )?{_SERVICE}"
    rf"|(?:does|do) {_KID} have {_SERVICE}"
    r")(?: thanks| thank you| please)*"
)


def asked(plain: str) -> Ahead | Weekday | None:
    """Return how a message names the day it asks about; None where it asks about anything else.

    Args:
        plain: The message in small letters.
    """
    spoken = _spoken(plain)
    found = list(_DAY.finditer(spoken))
    if len(found) != 1 or not _QUESTION.fullmatch(without_day(plain)):
        return None
    [one] = found
    if not one["weekday"]:
        return Ahead(int(bool(one["tomorrow"])))
    week = Week(one["week"].strip()) if one["week"] else None
    return Weekday(_WEEKDAYS.index(one["weekday"][:3]) + 1, week)


def without_day(plain: str) -> str:
    """Return the words of a message without the day it names."""
    return " ".join(_DAY.sub(" ", _spoken(plain)).split())


def _spoken(plain: str) -> str:
    return " ".join(re.findall(r"[a-z]+", plain.replace("-", " ")))
