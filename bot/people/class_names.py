"""How schools write the names of grades and classes. Pure.

The same class is 三（2）班 in one list, 三年级2班 in the next and 302班 in a third, and 2班
where a column of its own gives the grade. Names that carry a grade change when the class
moves up; those that carry the year of entry (2024级2班) stay for good.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.people.model import GRADES

_NUMERALS: Final = "一二三四五六七八九"
_FIRST_JUNIOR: Final = 7
_BEGINS_IN: Final = 8

_GRADE: Final = re.compile(
    r"(?:小学|初中|初级中学)?(?:(?P<junior>初[一二三])|(?P<han>[一二三四五六七八九])|(?P<digit>[1-9]))"
    r"(?:年级)?"
)
_COHORT: Final = re.compile(r"(?P<stage>小学|初中)?(?P<year>20\d\d)[级届]?")
_NUMBER: Final = r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})班?"
_WITH_GRADE: Final = re.compile(
    r"(?:小学|初中)?(?:(?P<junior>初[一二三])(?:年级)?|(?P<han>[一二三四五六七八九])(?:年级)?"
    rf"|(?P<digit>[1-9])年级){_NUMBER}"
)
_SHORT: Final = re.compile(r"(?P<digit>[1-9])(?P<number>\d{2})班?")
_WITH_COHORT: Final = re.compile(rf"(?P<stage>小学|初中)?(?P<year>20\d\d)级{_NUMBER}")
_ALONE: Final = re.compile(_NUMBER)

_HAN_NUMBER: Final = re.compile(
    rf"(?:(?P<tens>[{_NUMERALS}])?(?P<ten>十))?(?P<ones>[{_NUMERALS}])?"
)
_STAGE: Final = "^(?P<before>(?:小学|初中)?)"
_MOVES: Final = (
    re.compile("^(?P<before>(?:初中)?初)(?P<grade>[一二三])"),
    re.compile(rf"{_STAGE}(?P<grade>[{_NUMERALS}])(?=年级|\s*[（(\d])"),
    re.compile(rf"{_STAGE}(?P<grade>[{_NUMERALS}])(?=[{_NUMERALS}]班)"),
    re.compile(rf"{_STAGE}(?P<grade>\d)(?=年级)"),
    re.compile(r"^(?P<before>)(?P<grade>\d)(?=\d\d班?$)"),
)
"""Where the grade stands in a name that carries it."""


@dataclass(frozen=True)
class Spelling:
    """What a class's name says about it.

    Attributes:
        grade: 1 to 9, if the name says so.
        cohort: The year in which its children entered, if the name says so.
        number: Which class of its grade it is, if the name says so.
        plain: The name without the differences nobody means: widths, blanks, brackets.
    """

    grade: int | None
    cohort: int | None
    number: int | None
    plain: str


def school_year_of(day: date) -> int:
    """Return the calendar year in which a day's school year began; it begins on 1 August."""
    return day.year if day.month >= _BEGINS_IN else day.year - 1


def tidy(name: str) -> str:
    """Return a name in half-width forms and without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def read_class(name: str, school_year: int) -> Spelling:
    """Read a class's name.

    Args:
        name: As somebody has written it.
        school_year: The calendar year in which the school year began; 初中2024级 is a grade
            of its own only once that is known.
    """
    plain = tidy(name).replace("(", "").replace(")", "")
    for pattern in (_WITH_COHORT, _ALONE, _WITH_GRADE, _SHORT):
        match = pattern.fullmatch(plain)
        number = number_of(match["number"]) if match else None
        if match is None or number is None:
            continue
        if pattern is _WITH_COHORT:
            grade = _cohort_grade(match["stage"], int(match["year"]), school_year)
            return Spelling(grade, int(match["year"]), number, plain)
        if pattern is _ALONE:
            return Spelling(None, None, number, plain)
        return Spelling(_grade(match), None, number, plain)
    return Spelling(None, None, None, plain)


def read_grade(written: str, school_year: int) -> int | None:
    """Read a grade such as 3, 三年级, 初一 or 初中2024级; None if it is none of 1 to 9.

    2024级 alone is none: it is grade 3 at a primary school and grade 9 at a junior one.
    """
    plain = tidy(written).replace("(", "").replace(")", "")
    match = _GRADE.fullmatch(plain)
    if match is not None:
        return _grade(match)
    match = _COHORT.fullmatch(plain)
    return _cohort_grade(match["stage"], int(match["year"]), school_year) if match else None


def grade_name(grade: int) -> str:
    """Return 三年级 for 3; 七年级, not 初一, for 7."""
    return f"{_NUMERALS[grade - 1]}年级"


def new_name(written: str, spelling: Spelling, grade: int) -> str:
    """Return what a class is called that is registered from a list.

    Args:
        written: As the list writes it.
        spelling: What that says.
        grade: The class's grade, which 2班 alone leaves open.
    """
    if spelling.grade is None and spelling.cohort is None and spelling.number is not None:
        return f"{grade_name(grade)}({spelling.number})班"
    return tidy(written)


def moved_up(name: str, grade: int) -> str:
    """Return a class's name a year later; the same if it does not carry its grade.

    Args:
        name: Its name now.
        grade: Its grade now, below the highest.
    """
    for pattern in _MOVES:
        match = pattern.match(name)
        if match is None:
            continue
        token = unicodedata.normalize("NFKC", match["grade"])
        below = _FIRST_JUNIOR - 1 if match["before"].endswith("初") else 0
        said = number_of(token)
        if said is not None and said + below == grade:
            following = said + 1
            changed = str(following) if token.isdecimal() else _NUMERALS[following - 1]
            return match["before"] + changed + name[match.end("grade") :]
    return name


def number_of(written: str) -> int | None:
    """Read a number from 1 to 99 in digits or Chinese numerals; None if it is none."""
    if written.isdecimal():
        return int(written) or None
    match = _HAN_NUMBER.fullmatch(written)
    if match is None:
        return None
    tens = _NUMERALS.find(match["tens"]) + 1 if match["tens"] else 1
    ones = _NUMERALS.find(match["ones"]) + 1 if match["ones"] else 0
    return 10 * tens + ones if match["ten"] else ones or None


def _grade(match: re.Match[str]) -> int:
    found = match.groupdict()
    if found.get("junior"):
        return _FIRST_JUNIOR + _NUMERALS.index(found["junior"][1])
    if found.get("han"):
        return _NUMERALS.index(found["han"]) + 1
    return int(found["digit"])


def _cohort_grade(stage: str | None, year: int, school_year: int) -> int | None:
    if stage is None:
        return None
    grade = school_year - year + (_FIRST_JUNIOR if stage == "初中" else 1)
    return grade if grade in GRADES else None
