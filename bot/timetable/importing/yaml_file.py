"""From a YAML file to rows with names.

courses:
  - name: 足球
    capacity: 20
    fee: 自愿参加，每学期300元
    grades: 3-6
slots:
  - class: 二年级(1)班
    weekday: 4
    start: 16:00
    end: [17:30, 18:30]
    title: 书法
  - course: 足球
    weekday: 5
    start: 16:00
    end: 17:30
    weeks: odd
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.timetable.errors import BadSlots
from bot.timetable.importing.rows import OPTIONAL, REQUIRED, Row, name_key
from bot.yaml_loader import Document, YamlKey, YamlValue, parse_yaml

_SLOT_KEYS = frozenset({*REQUIRED, *OPTIONAL} - {"grades"})
_COURSE_KEYS = frozenset({"name", "capacity", "fee", "grades"})
_OF_COURSES = ("capacity", "fee", "grades")


def yaml_rows(data: bytes, path: Path) -> Iterator[Row]:
    """Read a whole file.

    Raises:
        BrokenYaml: It is not YAML.
        BadSlots: It holds something else than slots and courses.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadSlots([f"{path}: this is not UTF-8; save the file as UTF-8"]) from error
    document = parse_yaml(text, path)
    problems = list(_problems(document))
    if problems:
        raise BadSlots(problems)
    courses = {name_key(_text(item.get("name"))): item for _, item in _items(document, "courses")}
    for line, item in _items(document, "slots"):
        held = {str(key): _text(value) for key, value in item.items()}
        course = courses.get(name_key(held.get("course", "")), {})
        held |= {name: _text(course[name]) for name in _OF_COURSES if name in course}
        yield Row(f"line {line}", held)


def _problems(document: Document) -> Iterator[str]:
    if not isinstance(document.value, dict):
        yield "line 1: the file must have a list called slots, and may have one called courses"
        return
    for key in document.value:
        if key not in {"slots", "courses"}:
            line = document.line_of((str(key),))
            yield f"line {line}: {key} is not a key of this file; it has slots and courses"
    for name, keys in (("slots", _SLOT_KEYS), ("courses", _COURSE_KEYS)):
        listed = document.value.get(name)
        if listed is not None and not isinstance(listed, list):
            yield f"line {document.line_of((name,))}: {name} must be a list, each item with a dash"
            continue
        yield from _problems_of(document, name, listed or [], keys)


def _problems_of(
    document: Document, name: str, listed: list[YamlValue], keys: frozenset[str]
) -> Iterator[str]:
    for number, item in enumerate(listed):
        line = document.line_of((name, number))
        if not isinstance(item, dict):
            yield f'line {line}: must consist of lines like "key: value"'
            continue
        for key, value in item.items():
            place = document.line_of((name, number, str(key)))
            if key not in keys:
                yield f"line {place}: {key} is not a key of {name}; it has {_listed(keys)}"
            elif isinstance(value, dict):
                yield f"line {place}: {key} must be one value"
        if name == "courses" and not _text(item.get("name")).strip():
            yield f"line {line}: the name of the course is missing"


def _items(document: Document, name: str) -> Iterator[tuple[int, Mapping[YamlKey, YamlValue]]]:
    assert isinstance(document.value, dict)
    listed = document.value.get(name) or []
    assert isinstance(listed, list)
    for number, item in enumerate(listed):
        assert isinstance(item, dict)
        yield document.line_of((name, number)), item


def _text(value: YamlValue) -> str:
    if isinstance(value, list):
        return "/".join(_text(part) for part in value)
    return "" if value is None else str(value)


def _listed(keys: frozenset[str]) -> str:
    return ", ".join(sorted(keys))
