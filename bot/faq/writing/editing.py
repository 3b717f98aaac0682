"""Writes a new wording or a new entry into the knowledge folder, and nothing that is broken.

A file that people wrote is theirs: one line is put in at its place and every other byte
stays, comments and order included. What would be written is first put into a copy of the
folder and must pass the same checks as `jiaxiao knowledge check` there. Only then the file
is replaced, at once, and only if nobody else has changed it meanwhile.

It takes a few seconds, so whoever serves people calls it in a thread.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from bot.clock import SystemClock, today
from bot.errors import BadInput, NotFound, WrongMoment
from bot.faq.checking import checks
from bot.faq.checking.english_checks import MISSING
from bot.faq.files.loader import ENTRIES_FOLDER
from bot.faq.files.schema import ID_PATTERN, Line
from bot.faq.files.shapes import TRADITIONAL_FOLDER
from bot.faq.model import Category, Place, Source
from bot.faq.problems import BrokenKnowledge
from bot.faq.writing import yaml_writing
from bot.faq.writing.yaml_writing import block, dumped, quoted
from bot.matching.normalise import fold

DRAFT_SUFFIX: Final = ".draft"
CONVERTS_WITHIN: Final = 60
"""Seconds after which a conversion is given up; it takes about two."""
_TRIES: Final = 3
_ONE_AT_A_TIME: Final = threading.Lock()
"""Editors of one process wait for each other; those of others are noticed by the bytes."""
DOCUMENT_UNKNOWN: Final = re.compile("is not in documents")
TOO_LONG: Final = re.compile("characters with its sources")
ASKED_ELSEWHERE: Final = re.compile("also stands in|is nearly")
"""How to know problems of a new answer that whoever wrote it can mend at once."""
_MAY_FOLLOW: Final = frozenset({MISSING, checks.TOO_FEW})
"""What a new entry may lack at first; the check names it until it is there."""


class EditRefused(BadInput):
    """What was to be written does not fit into the knowledge."""

    text_key = "inbox-edit-refused"


class WordingKnown(EditRefused):
    """The entry has this wording already."""


class EntryWritten(EditRefused):
    """The entry has just been written, with this very question and text."""


class EntryUnknown(NotFound):
    """There is no entry with this id."""


class FolderUnwritable(WrongMoment):
    """The knowledge folder cannot be written."""

    text_key = "inbox-knowledge-unwritable"


@dataclass(frozen=True)
class NewEnglish:
    """The English of a new entry."""

    question: str
    short: str
    text: str


@dataclass(frozen=True)
class NewEntry:
    """An entry that somebody has just written.

    `wordings` are how parents asked it. Fewer than five, and a missing English text, are let
    through and found by `jiaxiao knowledge check` until somebody adds them.
    """

    id: str
    category: Category
    question: str
    short: str
    text: str
    wordings: tuple[str, ...]
    sources: tuple[Source, ...]
    who_decides: str | None = None
    see_also: tuple[str, ...] = ()
    english: NewEnglish | None = None
    only_for: Place | None = None
    """The school that writes it for its own families, on its own papers."""


def add_wording(folder: Path, entry_id: str, wording: str, *, on: date | None = None) -> None:
    """Add a way of asking to an entry.

    Args:
        folder: The knowledge folder.
        entry_id: The entry's id.
        wording: How parents ask it, one line.
        on: Today at school; by default the machine's day there.

    Raises:
        EntryUnknown: There is no entry with this id.
        WordingKnown: The entry has this wording already.
        EditRefused: The wording cannot be used.
        BrokenKnowledge: A sentence for each thing that would be wrong with it.
        FolderUnwritable: The folder cannot be written, or others are writing too.
    """
    line = _line(wording)

    with _ONE_AT_A_TIME, _unwritable_named(folder):
        for _ in range(_TRIES):
            path = _path_of(folder, entry_id)
            before = path.read_bytes()
            after = _with_wording(before.decode("utf-8"), line, path)
            _check(folder, path, after, on or _today())
            if _replace(path, before, after):
                return
    message = f"{entry_id}: somebody else keeps changing this entry; try again in a moment."
    raise FolderUnwritable(message)


def add_entry(folder: Path, draft: NewEntry, *, on: date | None = None) -> Path:
    """Write a new entry with its zh-Hant text, and return its file.

    Args:
        folder: The knowledge folder.
        draft: What is to be written.
        on: Today at school, noted as the day it was checked on.

    Raises:
        EntryWritten: It stands there already, as when a step after writing has failed.
        EditRefused: The id is taken or no id.
        BrokenKnowledge: A sentence for each thing that would be wrong with it.
        FolderUnwritable: The folder cannot be written.
    """
    if not re.fullmatch(ID_PATTERN, draft.id):
        message = f"{draft.id}: an id is small letters, digits and hyphens, such as lunch-menu."
        raise EditRefused(message)
    day = on or _today()
    path = folder / ENTRIES_FOLDER / draft.category / f"{draft.id}.yaml"
    content = _written(draft, day)
    with _ONE_AT_A_TIME, _unwritable_named(folder):
        for known in (folder / ENTRIES_FOLDER).rglob(f"{draft.id}.yaml"):
            if _says_the_same(known, draft):
                message = f"{draft.id}: this answer is there already."
                raise EntryWritten(message)
            message = f"{draft.id}: there is an entry with this id; choose another one."
            raise EditRefused(message)
        traditional = _check(folder, path, content, day, convert=True)
        converted = folder / TRADITIONAL_FOLDER / f"{draft.id}.yaml"
        if traditional is not None:
            converted.parent.mkdir(parents=True, exist_ok=True)
            # One may be left over from an entry that is gone.
            before = converted.read_bytes() if converted.exists() else None
            if not _replace(converted, before, traditional):
                message = f"{draft.id}: somebody else has just written an entry with this id."
                raise EditRefused(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _replace(path, None, content):
            message = f"{draft.id}: somebody else has just written an entry with this id."
            raise EditRefused(message)
    return path


def _path_of(folder: Path, entry_id: str) -> Path:
    found = None
    if re.fullmatch(ID_PATTERN, entry_id):
        found = next((folder / ENTRIES_FOLDER).rglob(f"{entry_id}.yaml"), None)
    if found is None:
        message = f"There is no answer {entry_id}; see knowledge/faq for the ids."
        raise EntryUnknown(message)
    return found


def _line(wording: str) -> str:
    try:
        return TypeAdapter(Line).validate_python(wording)
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        message = f"The wording {said}."
        raise EditRefused(message) from error


def _with_wording(text: str, wording: str, path: Path) -> str:
    known = yaml_writing.values(text).get("wordings")
    if isinstance(known, list) and fold(wording) in {fold(str(one)) for one in known}:
        message = f"{path.stem}: the entry has this wording already."
        raise WordingKnown(message)
    after = yaml_writing.with_item(text, "wordings", wording)
    if after is None:
        message = f"{path}: write the wordings one a line, each after a dash; then try again."
        raise EditRefused(message)
    return after


def _written(draft: NewEntry, on: date) -> str:
    """Return the file of a new entry, its keys in the order of the others."""
    content: dict[str, object] = {
        "id": draft.id,
        "category": str(draft.category),
        **_one_school(draft.only_for),
        "question": draft.question,
        "short": draft.short,
        "wordings": [one for one in draft.wordings if fold(one) != fold(draft.question)],
        "answer": {"text": block(draft.text)},
    }
    if draft.english is not None:
        content["en"] = {
            "question": draft.english.question,
            "short": draft.english.short,
            "text": block(draft.english.text),
        }
    content["sources"] = [_source(source) for source in draft.sources]
    if draft.who_decides:
        content["who_decides"] = block(draft.who_decides)
    if draft.see_also:
        content["see_also"] = list(draft.see_also)
    content["checked_on"] = quoted(on.isoformat())
    return dumped(content)


def _one_school(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    return {"only_for": {"region": quoted(place.region), "school": place.school}}


def _says_the_same(path: Path, draft: NewEntry) -> bool:
    known = yaml_writing.values(path.read_text(encoding="utf-8"))
    answer = known.get("answer")
    text = str(answer.get("text")) if isinstance(answer, dict) else ""
    return known.get("question") == draft.question and text.strip() == draft.text.strip()


def _source(source: Source) -> dict[str, object]:
    return {
        "document": source.document,
        "number": source.number,
        "issuer": source.issuer,
        "date": quoted(source.date),
        "clause": source.clause,
    }


def _check(
    folder: Path, path: Path, content: str, on: date, *, convert: bool = False
) -> str | None:
    """Check a copy of the folder that holds the change.

    Returns:
        The zh-Hant file of a new entry, if it was to be converted.
    """
    with tempfile.TemporaryDirectory(prefix="jiaxiao-") as name:
        copy = Path(name, "knowledge")
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.draft"))
        changed = copy / path.relative_to(folder)
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_bytes(content.encode())
        if convert:
            _convert(copy)
        problems = [one for one in checks.check(copy, on) if one.sentence not in _MAY_FOLLOW]
        if problems:
            known = {(one.path, one.sentence) for one in checks.check(folder, on)}
            moved = [replace(one, path=folder / one.path.relative_to(copy)) for one in problems]
            fresh = [one for one in moved if (one.path, one.sentence) not in known]
            if fresh:
                raise BrokenKnowledge(fresh)
        converted = copy / TRADITIONAL_FOLDER / path.name
        return converted.read_text(encoding="utf-8") if convert and converted.exists() else None


def _convert(folder: Path) -> None:
    """Convert in a process of its own: the tables take 40 MB that nobody needs afterwards."""
    command = [sys.executable, "-m", "bot.faq.writing.traditional", str(folder)]
    # Whatever cannot be converted, or not in time, is a problem that the checks name.
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(  # noqa: S603 - our own module
            command, check=False, capture_output=True, timeout=CONVERTS_WITHIN
        )


def _replace(path: Path, before: bytes | None, after: str) -> bool:
    """Put a file in place if it is still what it was; the draft keeps others out meanwhile."""
    draft = path.with_name(path.name + DRAFT_SUFFIX)
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError as error:
        message = f"{draft}: somebody is writing just now; if nobody is, remove this file."
        raise FolderUnwritable(message) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            if path.exists():
                draft.chmod(stat.S_IMODE(path.stat().st_mode))
            file.write(after.encode())
            file.flush()
            os.fsync(file.fileno())
        if (path.read_bytes() if path.exists() else None) != before:
            return False
        draft.replace(path)
        return True
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _unwritable_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = (
            f"knowledge.path: {folder} cannot be written ({error.strerror}); copy it to a folder "
            "of your own and name that one."
        )
        raise FolderUnwritable(message) from error


def _today() -> date:
    return today(SystemClock())
