"""What double reduction asks of an after-school service, held against its slots. Pure.

Each rule rests on a document and a clause that an answer of the knowledge rests on, too; a
test compares them. The rules only remind: the file is imported all the same, because a school
may have reasons that no program sees. What a rule says to people stands in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from bot.people.model import ClassId, SchoolClass
from bot.timetable.model import FRIDAY, Course, CourseId, Kind, Slot

PRIMARY: Final = range(1, 7)
USUAL_END_OF_WORK: Final = time(17, 30)


@dataclass(frozen=True)
class Limits:
    """The hours of a region.

    Attributes:
        end_of_work: When most people there stop working.
        evening_ends_by: Until when the region lets junior schools hold evening study. The
            country has no such hour, so None means that nobody has said.
    """

    end_of_work: time = USUAL_END_OF_WORK
    evening_ends_by: time | None = None


class Rule(StrEnum):
    """What may be wrong; each has its words in the catalogue as `timetable-rule-…`."""

    ENDS_EARLY = "ends-early"  # primary service is over before people stop working
    FEE = "fee"  # a price without a word that taking part is voluntary
    NEW_LESSONS = "new-lessons"  # new material is taught
    COMPULSORY = "compulsory"  # everybody must take part
    WEEKEND = "weekend"  # on a Saturday or Sunday
    EVENING_PRIMARY = "evening-primary"  # evening study in primary school
    EVENING_WEEKEND = "evening-weekend"  # evening study on a Saturday or Sunday
    EVENING_FEE = "evening-fee"  # evening study with a price of after-school service
    EVENING_LATE = "evening-late"  # evening study beyond the region's hour


@dataclass(frozen=True)
class Basis:
    """What a rule rests on.

    Attributes:
        entry: The answer of the knowledge that has it among its sources.
        document: The document's name there.
        clause: The clause as written there; None where none is.
    """

    entry: str
    document: str
    clause: str | None


OPINION: Final = "关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见"
CIRCULAR: Final = "教育部办公厅等四部门关于进一步规范义务教育课后服务有关工作的通知"
NEGATIVE_LIST: Final = (
    "关于开展基础教育“规范管理提升年”行动的通知（附《基础教育规范管理负面清单（2025版）》）"
)

BASES: Final[Mapping[Rule, Basis]] = {
    Rule.ENDS_EARLY: Basis("ass-end-time", OPINION, "第9条"),
    Rule.FEE: Basis("ass-voluntary", CIRCULAR, "五个严禁"),
    Rule.NEW_LESSONS: Basis("ass-new-lessons", OPINION, "第10条"),
    Rule.COMPULSORY: Basis("ass-voluntary", CIRCULAR, "五个严禁"),
    Rule.WEEKEND: Basis("ass-days-hours", NEGATIVE_LIST, "负面清单"),
    Rule.EVENING_PRIMARY: Basis("ass-junior-evening", OPINION, "第9条"),
    Rule.EVENING_WEEKEND: Basis("ass-junior-evening", OPINION, "第9条"),
    Rule.EVENING_FEE: Basis("ass-junior-evening", CIRCULAR, None),
    Rule.EVENING_LATE: Basis("ass-junior-evening", OPINION, "第9条"),
}


@dataclass(frozen=True)
class Concern:
    """A slot that a rule speaks against.

    Attributes:
        limit: The hour the rule compares with; None where it compares with none.
    """

    rule: Rule
    slot: Slot
    limit: time | None = None

    @property
    def basis(self) -> Basis:
        """What the rule rests on."""
        return BASES[self.rule]


_NEW: Final = re.compile(r"(?<!创)新课(?!标|程标准|改)|新授|讲新|补课|刷题|赶进度")
_MUST: Final = re.compile(r"必须|必修|强制|一律|全员参加|统一参加|全体参加|不得缺席|人人参加")
_NOT: Final = re.compile(r"(?:不|非|无|勿|禁止|严禁|杜绝)\w{0,3}$")
_VOLUNTARY: Final = re.compile("自愿|自願")
_FREE: Final = re.compile(r"免费|免費|不收费|不收費|无|無|0元?|free", re.IGNORECASE)


def concerns(
    slots: Iterable[Slot],
    classes: Mapping[ClassId, SchoolClass],
    courses: Mapping[CourseId, Course],
    limits: Limits,
) -> list[Concern]:
    """Return every slot that a rule speaks against, in the order of the slots.

    Args:
        slots: The weekly slots of one school.
        classes: Its classes; their grades decide which rules apply.
        courses: Its courses.
        limits: The hours of its region.
    """
    listed = list(slots)
    last = _last_ends(listed)
    found: list[Concern] = []
    for slot in listed:
        grades = _grades(slot, classes, courses)
        fee = slot.fee or _fee(slot, courses)
        if slot.kind is Kind.EVENING:
            found += _of_evening(slot, grades, fee, limits)
        else:
            is_last = last[slot.class_id, slot.weekday] is slot
            found += _of_service(slot, grades, limits, is_last=is_last)
            found += [Concern(Rule.FEE, slot)] if _hides_choice(fee) else []
        found += _of_words(slot, fee)
    return found


def _of_service(slot: Slot, grades: range, limits: Limits, *, is_last: bool) -> Iterator[Concern]:
    is_primary = slot.class_id is not None and grades.start in PRIMARY
    if is_primary and is_last and slot.last_end < limits.end_of_work:
        yield Concern(Rule.ENDS_EARLY, slot, limits.end_of_work)
    if slot.weekday > FRIDAY:
        yield Concern(Rule.WEEKEND, slot)


def _of_evening(slot: Slot, grades: range, fee: str, limits: Limits) -> Iterator[Concern]:
    if any(grade in PRIMARY for grade in grades):
        yield Concern(Rule.EVENING_PRIMARY, slot)
    if slot.weekday > FRIDAY:
        yield Concern(Rule.EVENING_WEEKEND, slot)
    if fee and not _FREE.fullmatch(fee):
        yield Concern(Rule.EVENING_FEE, slot)
    if limits.evening_ends_by is not None and slot.last_end > limits.evening_ends_by:
        yield Concern(Rule.EVENING_LATE, slot, limits.evening_ends_by)


def _of_words(slot: Slot, fee: str) -> Iterator[Concern]:
    if _says(_NEW, slot.title):
        yield Concern(Rule.NEW_LESSONS, slot)
    if _says(_MUST, slot.title) or _says(_MUST, fee):
        yield Concern(Rule.COMPULSORY, slot)


def _says(words: re.Pattern[str], text: str) -> bool:
    return any(not _NOT.search(text[: found.start()]) for found in words.finditer(text))


def _hides_choice(fee: str) -> bool:
    return bool(fee) and not _VOLUNTARY.search(fee) and not _FREE.fullmatch(fee)


def _last_ends(slots: Iterable[Slot]) -> dict[tuple[ClassId | None, int], Slot]:
    """Return, for each class and weekday, the slot of after-school service that ends last."""
    last: dict[tuple[ClassId | None, int], Slot] = {}
    for slot in slots:
        key = slot.class_id, slot.weekday
        if slot.kind is Kind.EVENING:
            continue
        if key not in last or slot.last_end > last[key].last_end:
            last[key] = slot
    return last


def _grades(
    slot: Slot, classes: Mapping[ClassId, SchoolClass], courses: Mapping[CourseId, Course]
) -> range:
    if slot.class_id is not None:
        grade = classes[slot.class_id].grade
        return range(grade, grade + 1)
    assert slot.course_id is not None
    course = courses[slot.course_id]
    return range(course.first_grade, course.last_grade + 1)


def _fee(slot: Slot, courses: Mapping[CourseId, Course]) -> str:
    return "" if slot.course_id is None else courses[slot.course_id].fee
