"""Who something is for, written as schools script it: `class:3`, `grade:1/3`, `course:4`.

Pure reading and writing of audiences; finding their people is the store's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import BadOption
from bot.people.model import GRADES


class Kind(StrEnum):
    """What an audience names."""

    SCHOOL = "school"  # every family of a school
    GRADE = "grade"  # every family of a grade of a school
    CLASS = "class"  # every family of a class
    COURSE = "course"  # every family with a child that has a place in a course
    DISTRICT = "district"  # every family of every school of a region
    STAFF = "staff"  # teachers and office of a school
    UNCONFIRMED = "unconfirmed"  # whoever has not confirmed a notice


class BadAudience(BadOption):
    """An audience is not written as it must be."""


@dataclass(frozen=True)
class Audience:
    """One audience; `grade` only for a grade, `region` only for a district."""

    kind: Kind
    number: int = 0
    grade: int | None = None
    region: str = ""

    def __str__(self) -> str:
        """Write it as schools script it."""
        if self.kind is Kind.GRADE:
            return f"{self.kind}:{self.number}/{self.grade}"
        return f"{self.kind}:{self.region or self.number}"


_PATTERN = re.compile(r"([a-z]+):([^/\s]+)(?:/([0-9]{1,18}))?")
_NUMBER = re.compile(r"[0-9]{1,18}")


def parse(written: str) -> Audience:
    """Read one audience.

    Raises:
        BadAudience: It is not of a known form.
    """
    match = _PATTERN.fullmatch(written.strip())
    if match is None or match[1] not in set(Kind):
        raise BadAudience(_advice(written))
    kind, subject, grade = Kind(match[1]), match[2], match[3]
    if kind is Kind.DISTRICT and grade is None:
        return Audience(kind, region=subject)
    if not _NUMBER.fullmatch(subject) or (kind is Kind.GRADE) != (grade is not None):
        raise BadAudience(_advice(written))
    if grade is not None and int(grade) not in GRADES:
        message = f"--to {written}: the grade must be 1 to 9."
        raise BadAudience(message)
    return Audience(kind, int(subject), int(grade) if grade else None)


def parse_all(written: Iterable[str]) -> tuple[Audience, ...]:
    """Read several audiences, each once.

    Raises:
        BadAudience: One is not of a known form, or there is none.
    """
    audiences = tuple(dict.fromkeys(parse(item) for item in written))
    if not audiences:
        message = "--to: name at least one audience, for example class:1."
        raise BadAudience(message)
    return audiences


def _advice(written: str) -> str:
    return (
        f"--to {written}: write school:ID, grade:ID/3, class:ID, course:ID, district:CODE, "
        "staff:SCHOOL_ID or unconfirmed:NOTICE_ID."
    )
