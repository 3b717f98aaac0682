"""The one way we read YAML: strict, quick, and able to name the line.

YAML 1.1, which PyYAML speaks, reads `17:30` as 1050, `off` as False and `2021-07-24` as a
date. People who write answers and timetables mean none of that, so only the plain forms of
YAML 1.2 are understood here (null, true, false, decimal numbers) and everything else is
text; schemas turn text into days and times.

Values are built from the parser's events rather than by PyYAML's own loader for three
reasons: the C composer crashes the whole process on deep nesting, aliases can be refused
before they multiply, and each value's line can be told for error messages.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import yaml

from bot.errors import BadInput

LARGEST_FILE: Final = 2 * 1024 * 1024
"""Bytes. Our largest honest file is a hundredth of it."""

DEEPEST: Final = 40
"""Levels of nesting. Our deepest honest file has seven."""

YamlValue = str | int | float | bool | None | list["YamlValue"] | dict["YamlKey", "YamlValue"]
YamlKey = str | int | float | bool | None
Location = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+]?[0-9]+)?\Z")
_INDENTING_TAB = re.compile(r"[ -]*\t")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BEGINS_MORE_THAN_TEXT = frozenset({"", *"-+.0123456789", *(word[:1] for word in _WORDS)})
_TEXT_TAG = "tag:yaml.org,2002:str"
_LONGEST_NUMBER = 18


class BrokenYaml(BadInput):
    """A file cannot be read as YAML; the sentence names file and line.

    Args:
        path: The file, as the person named it.
        line: The line, counted from 1.
        sentence: What is wrong and what to do, without file and line.
    """

    def __init__(self, path: Path | str, line: int, sentence: str) -> None:
        super().__init__(f"{path}, line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in a file: where it stands, and what is wrong and what to do."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.sentence}"


class BadFile(BadInput):
    """A file can be read and not be used; one sentence a problem, with file and line.

    Args:
        problems: What is wrong, at least one.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Document:
    """A file's value, and where in the file each part of it stands.

    Lines are worked out from the text when the first is asked for: only mistakes need them,
    and the service reads hundreds of files without any.
    """

    path: Path
    value: YamlValue
    text: str = field(repr=False)

    def line_of(self, location: Sequence[str | int]) -> int:
        """Return the line, counted from 1, of the nearest known part around `location`.

        Args:
            location: Keys and list positions from the top, as pydantic reports them.
        """
        place = tuple(location)
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    @cached_property
    def _lines(self) -> Mapping[Location, int]:
        places = _Places()
        for event in _events(self.text):
            places.take(event)
        return places.lines


def read_yaml(path: Path) -> Document:
    """Read a YAML file.

    Raises:
        BrokenYaml: The file is missing, too large, not UTF-8, not YAML, or uses a form we refuse.
    """
    return parse_yaml(_decoded(path, read_bytes(path)), path)


def read_bytes(path: Path) -> bytes:
    """Read a file as it is, if it is one we would read as YAML.

    Raises:
        BrokenYaml: The file is missing, too large or no file.
    """
    try:
        return _bytes(path)
    except OSError as error:
        sentence = f"the file cannot be read ({error.strerror}); check its name and rights"
        raise BrokenYaml(path, 1, sentence) from error


def load_mapping(path: Path) -> dict[str, object]:
    """Read a YAML file whose top is a list of named keys; an empty file has none.

    Raises:
        BrokenYaml: As `read_yaml`, or the top of the file is something else.
    """
    document = read_yaml(path)
    if document.value is None:
        return {}
    if not isinstance(document.value, dict):
        raise BrokenYaml(path, 1, 'the file must consist of lines like "key: value"')
    for key in document.value:
        if not isinstance(key, str):
            line = document.line_of((_part(key),))
            raise BrokenYaml(path, line, f"the key {key!r} must be a word")
    return {str(key): value for key, value in document.value.items()}


def parse_yaml(text: str, path: Path | str = "text") -> Document:
    """Read YAML from text; `path` is only used to name the place in errors.

    Raises:
        BrokenYaml: The text is not YAML or uses a form we refuse.
    """
    name = Path(path)
    if len(text) > LARGEST_FILE:
        raise BrokenYaml(name, 1, "the text is larger than 2 MB; split it into smaller files")
    builder = _Builder(name)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        line = _line_of_error(error, text)
        raise BrokenYaml(name, line, _said(error, text, line)) from error
    return Document(name, builder.value, text)


def _bytes(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        # Reading a pipe or a device would wait for ever.
        raise BrokenYaml(path, 1, "this is not a file; remove it or give it another name")
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise BrokenYaml(path, 1, "the file is larger than 2 MB; split it into smaller files")
    return data


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenYaml(path, line, "this is not UTF-8; save the file as UTF-8") from error


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def _line_of_event(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


def _line_of_error(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return text.count("\n", 0, getattr(error, "position", 0)) + 1
    # What is missing at the end is reported behind the last line, where no editor can go.
    last = text.count("\n") + (not text.endswith("\n"))
    return int(min(mark.line + 1, last))


def _said(error: yaml.YAMLError, text: str, line: int) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return "a control character stands here; delete it"
    if _INDENTING_TAB.match(text.split("\n")[line - 1]):
        return "a tab stands where spaces must; replace it by spaces"
    problem = getattr(error, "problem", None) or "this is not YAML"
    return f"{problem}; check indentation, quotes and colons"


class _Builder:
    """Puts values together from events, keeping the open lists and mappings on a stack."""

    def __init__(self, path: Path) -> None:
        self.value: YamlValue = None
        self._path = path
        self._documents = 0
        self._stack: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._place(self._scalar(event), event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._stack.pop()
            case yaml.AliasEvent():
                raise self._broken(event, f"*{event.anchor} repeats another part; write it out")
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._broken(event, "a second document begins; keep one a file")

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            raise self._broken(event, f"the tag {event.tag} is not allowed; remove it")
        if len(self._stack) >= DEEPEST:
            raise self._broken(event, f"more than {DEEPEST} levels of nesting; flatten it")
        value: list[YamlValue] | dict[YamlKey, YamlValue]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._place(value, event)
        self._stack.append(_Open(value))

    def _scalar(self, event: yaml.ScalarEvent) -> YamlKey:
        if event.tag not in {None, "!", _TEXT_TAG}:
            raise self._broken(event, f"the tag {event.tag} is not allowed; remove it")
        plain = event.tag is None and event.implicit[0]
        return _resolved(event.value) if plain else str(event.value)

    def _place(self, value: YamlValue, event: yaml.Event) -> None:
        """Put a finished key or value where it belongs."""
        if not self._stack:
            self.value = value
            return
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.expects_key:
            self._take_key(top, value, event)
        else:
            top.value[top.key] = value
            top.expects_key = True

    def _take_key(self, top: _Open, key: YamlValue, event: yaml.Event) -> None:
        if isinstance(key, list | dict):
            raise self._broken(event, "a key must be a word or a number")
        assert isinstance(top.value, dict)
        if key in top.value:
            raise self._broken(event, f"the key {key!r} stands twice; keep one of them")
        top.key, top.expects_key = key, False

    def _broken(self, event: yaml.Event, sentence: str) -> BrokenYaml:
        return BrokenYaml(self._path, _line_of_event(event), sentence)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: list[YamlValue] | dict[YamlKey, YamlValue]
    key: YamlKey = None
    expects_key: bool = True


class _Places:
    """Notes the line of every part of a text that has been read without a mistake."""

    def __init__(self) -> None:
        self.lines: dict[Location, int] = {}
        self._stack: list[_Around] = []

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._stack.pop()
            case yaml.ScalarEvent():
                self._note(event, event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                is_list = isinstance(event, yaml.SequenceStartEvent)
                self._stack.append(_Around(self._note(event, None), is_list))

    def _note(self, event: yaml.Event, key: yaml.ScalarEvent | None) -> Location:
        """Note where a part begins; a value in a mapping belongs to the line of its key."""
        if not self._stack:
            return self._noted((), event)
        top = self._stack[-1]
        if top.is_list:
            top.count += 1
            return self._noted((*top.location, top.count - 1), event)
        top.expects_key = not top.expects_key
        if top.expects_key or key is None:
            return (*top.location, top.key)
        plain = key.tag is None and key.implicit[0]
        top.key = _part(_resolved(key.value) if plain else str(key.value))
        return self._noted((*top.location, top.key), event)

    def _noted(self, location: Location, event: yaml.Event) -> Location:
        self.lines[location] = _line_of_event(event)
        return location


@dataclass(slots=True)
class _Around:
    """A list or mapping that is open, and how far it has been read."""

    location: Location
    is_list: bool
    count: int = 0
    key: str | int = ""
    expects_key: bool = True


def _part(key: YamlKey) -> str | int:
    return key if isinstance(key, str | int) else str(key)


def _resolved(text: str) -> YamlKey:
    if text[:1] not in _BEGINS_MORE_THAN_TEXT:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _LONGEST_NUMBER and _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    return text
