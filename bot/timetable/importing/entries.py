"""What stands in one cell of a school's week: title, teacher, place, odd or even weeks. Pure.

Schools write `书法 / 李老师 / 美术室` on one line or three, in brackets or without. What ends in
老师 is a teacher, what ends like a room is a place; of the rest the first is the title, the next
the teacher and the one after that the place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "无", "無", "×", "x", "休息", "放学"})

_RANGE: Final = re.compile(
    r"(\d{1,2}:\d{2})(?::00)?\s*(?:[-–—~〜至到]+)\s*"
    r"(\d{1,2}:\d{2}(?::00)?(?:\s*(?:[/、,]|或)\s*\d{1,2}:\d{2}(?::00)?)*)"
)
_WEEKS: Final = re.compile(
    r"[(\[]?(?:([单單]|odd )|([双雙]|even ))(?:[周週]|weeks?)[)\]]?:?", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_BETWEEN: Final = re.compile(r"[\n|/;,、]+|(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_TEACHER: Final = re.compile(r"(?:老师|老師|教师|教師|教练|教練)$|^(?:Mr|Ms|Mrs|Miss)\b")
_PLACE: Final = re.compile(r"(?:[室馆館场場楼樓厅廳园園池]|中心|教室|[Rr]oom \w+)$|操场|操場")
_EVENING: Final = re.compile("晚自习|晚自習|夜自修|晚自修")


@dataclass(frozen=True)
class Entry:
    """One thing that a cell names, in the columns of a row."""

    title: str
    teacher: str = ""
    place: str = ""
    weeks: str = ""
    start: str = ""
    end: str = ""

    @property
    def kind(self) -> str:
        """What it is, by its title."""
        return "evening" if _EVENING.search(self.title) else ""


def time_range(text: str) -> tuple[str, str] | None:
    """Return the beginning and the end or ends that a text names, such as 16:00-17:30."""
    found = _RANGE.search(unicodedata.normalize("NFKC", text))
    return None if found is None else (found[1], found[2])


def entries(text: str) -> list[Entry]:
    """Return what a cell names; nothing for an empty one or a dash."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in NOTHING:
        return []
    return [entry for part in _by_weeks(plain) if (entry := _entry(*part)) is not None]


def _by_weeks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a text with the weeks it is for."""
    marks = list(_WEEKS.finditer(text))
    if not marks:
        yield "", text
        return
    if len(marks) == 1 and text[: marks[0].start()].strip():
        # 书法（单周）: the mark stands behind what it is about.
        yield _said(marks[0]), _WEEKS.sub(" ", text)
        return
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        yield _said(mark), text[mark.end() : end]


def _said(mark: re.Match[str]) -> str:
    return "odd" if mark[1] else "even"


def _entry(weeks: str, text: str) -> Entry | None:
    times = time_range(text)
    rest = _RANGE.sub("\n", text)
    parts = [part.strip() for part in _BETWEEN.split(_opened(rest))]
    parts = [part for part in parts if part not in NOTHING]
    if not parts:
        return None
    title, *others = parts
    teacher, place, title = _sorted(title, others)
    start, end = times or ("", "")
    return Entry(title, teacher, place, weeks, start, end)


def _opened(text: str) -> str:
    """Return a text with brackets opened around teachers and places, and left around others."""

    def opened(found: re.Match[str]) -> str:
        inner = found[1].strip()
        return f"\n{inner}\n" if _TEACHER.search(inner) or _PLACE.search(inner) else found[0]

    return _BRACKETS.sub(opened, text)


def _sorted(title: str, others: list[str]) -> tuple[str, str, str]:
    teacher = next((part for part in others if _TEACHER.search(part)), "")
    place = next((part for part in others if part != teacher and _PLACE.search(part)), "")
    left = [part for part in others if part not in {teacher, place}]
    if left and not teacher:
        teacher = left.pop(0)
    if left and not place:
        place = left.pop(0)
    return teacher, place, " ".join([title, *left])
