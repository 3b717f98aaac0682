"""Files to fill in: the list as CSV or YAML, the week as a workbook, in three languages.

Each is itself a file that can be imported, with an example in it, so that nobody has to guess
what a column wants. The example speaks of a class that the school must put its own name to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.errors import BadOption
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.sheets import Column, Row, Sheet, Style, csv_text, write_xlsx
from bot.timetable.importing.rows import OPTIONAL, REQUIRED

COLUMNS: Final = REQUIRED + OPTIONAL

_CLASS, _COURSE, _FEE = "二年级(1)班", "足球", "自愿参加，免费"
_EXAMPLES: Final[tuple[Mapping[str, str], ...]] = (
    {
        "class": _CLASS,
        "weekday": "1",
        "start": "16:00",
        "end": "17:30/18:30",
        "title": "作业辅导",
        "place": "本班教室",
        "teacher": "李老师",
        "fee": _FEE,
    },
    {
        "weekday": "5",
        "start": "16:00",
        "end": "17:30",
        "title": "足球",
        "place": "操场",
        "teacher": "王老师",
        "course": _COURSE,
        "weeks": "odd",
        "capacity": "20",
        "fee": _FEE,
        "grades": "3-6",
    },
)
_LESSONS: Final = ("16:00-16:40", "16:50-17:30")
_WEEK: Final = ("作业辅导", "书法 李老师 美术室", "作业辅导", "阅读（单周）", "足球 操场")


class TemplateKind(StrEnum):
    """What kinds of files there are, by how their names end."""

    CSV = ".csv"
    XLSX = ".xlsx"
    YAML = ".yaml"


def template(kind: TemplateKind, language: Language) -> bytes:
    """Return the content of a file to fill in."""
    return _MAKERS[kind](speaking(language))


def template_kind(path: Path) -> TemplateKind:
    """Return the kind of file that a name asks for.

    Raises:
        BadOption: There is no such kind.
    """
    ending = path.suffix.lower()
    try:
        return TemplateKind(".yaml" if ending == ".yml" else ending)
    except ValueError as error:
        raise BadOption(f"-o {path}: must end in .csv, .xlsx or .yaml.") from error


def _csv(words: Words) -> bytes:
    heading = [words(f"timetable-column-{name}") for name in COLUMNS]
    rows = [[example.get(name, "") for name in COLUMNS] for example in _EXAMPLES]
    return csv_text(heading, rows).encode("utf-8-sig")


def _yaml(words: Words) -> bytes:
    first, course = _EXAMPLES
    lines = [
        *(f"# {line}" for line in words("timetable-template-yaml").splitlines() if line),
        "courses:",
        f"  - name: {_COURSE}",
        *(f"    {name}: {course[name]}" for name in ("capacity", "fee", "grades")),
        "slots:",
        *_item(first),
        *_item({key: text for key, text in course.items() if key not in _OF_COURSE}),
    ]
    return ("\n".join(lines) + "\n").encode()


_OF_COURSE: Final = frozenset({"capacity", "fee", "grades"})


def _item(cells: Mapping[str, str]) -> list[str]:
    lines = [f"{name}: {text}" for name, text in cells.items()]
    return [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]


def _xlsx(words: Words) -> bytes:
    days = [words(f"timetable-weekday-{number}") for number in range(1, 6)]
    headings = [words("timetable-column-lesson"), words("timetable-column-time"), *days]
    rows: list[Row] = [
        [words("timetable-template-lesson", number=number), times, *_WEEK]
        for number, times in enumerate(_LESSONS, start=1)
    ]
    week = Sheet(_CLASS, [Column(heading, 18) for heading in headings], rows)
    lines = words("timetable-template-week").splitlines()
    advice = Sheet(
        words("timetable-template-advice"),
        [Column(words("timetable-template-advice"), 80, Style.LONG)],
        [[line] for line in lines if line],
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_xlsx(path, [week, advice])
        return path.read_bytes()


_MAKERS: Final[Mapping[TemplateKind, Callable[[Words], bytes]]] = {
    TemplateKind.CSV: _csv,
    TemplateKind.XLSX: _xlsx,
    TemplateKind.YAML: _yaml,
}
