"""A set of answers as it was built, kept under what it was built from.

Reading and indexing the knowledge takes a third of a second; taking a finished set from a
file takes a tenth of that, which every start feels. The key is a hash of the content of all
files and of the code that builds the set, so a kept set cannot be stale: another content or
another release has another key.

The sets are kept with pickle, whose files can run code. What is trusted, and why that is
enough: only a folder that belongs to the user the bot runs as and that nobody else can
open, and in it only plain files of the same user. Whoever can write there can change the
bot itself. A checksum tells a torn or damaged file before it is read, and only classes a
set consists of are brought back.

Nothing depends on the cache: without a folder for it everything works, a little slower.
Nobody waits for it either: a set that was built is written beside the first answers.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zlib import crc32

import numpy as np
import structlog

from bot.faq.files.folder import knowledge_files, stamp
from bot.faq.files.shapes import refusing_what_cannot_be_read
from bot.faq.service import Answers
from bot.yaml_loader import BrokenYaml, read_bytes

log = structlog.get_logger()

MOST_KEPT: Final = 4
"""Sets; each takes some megabytes, and going back to an earlier content is quick."""
KEEPING: Final = "keep-answers"
"""The thread that writes a set; a process does not end before it."""
_SUFFIX: Final = ".answers"
_CHECKSUM: Final = 4
_ON: Final = "on"
_CODE: Final = Path(__file__).parents[2]
_BUILDERS: Final = ("faq", "matching", "i18n", "yaml_loader.py")


def load_answers(folder: Path, on: Callable[[], date]) -> Answers:
    """Take a folder's set of answers from the cache, or build and keep it.

    Args:
        folder: The knowledge folder.
        on: Says today's date at school.

    Raises:
        BrokenKnowledge: A sentence for each thing that is wrong with the folder.
    """
    with refusing_what_cannot_be_read(folder), _without_collecting():
        place = cache_folder()
        return Answers.load(folder, on) if place is None else _taken_or_built(place, folder, on)


def _taken_or_built(place: Path, folder: Path, on: Callable[[], date]) -> Answers:
    before, key = stamp(folder), key_of(folder)
    kept = find(place, key, on)
    if kept is not None:
        return kept
    answers = Answers.load(folder, on)
    # What changed while it was read must not be kept as what was there before.
    if stamp(folder) == before:
        threading.Thread(target=keep, args=(place, key, answers, on), name=KEEPING).start()
    return answers


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Build without looking for garbage: a set is a hundred thousand values that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def wants_building(folder: Path) -> bool:
    """Say whether a folder's set could be kept and is not."""
    place = cache_folder()
    return place is not None and not _path(place, key_of(folder)).exists()


def key_of(folder: Path) -> str:
    """Return the name for what a folder's set is built from: its files and our code."""
    digest = hashlib.blake2b(_code(), digest_size=20)
    for path in sorted(knowledge_files(folder)):
        try:
            data = read_bytes(path)
        except BrokenYaml as error:
            data = error.sentence.encode()
        name = os.fsencode(path.relative_to(folder))
        digest.update(b"%d %d " % (len(name), len(data)) + name + data)
    return digest.hexdigest()


def cache_folder() -> Path | None:
    """Return the folder for kept sets, made when it is missing; None if none can be trusted."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    try:
        root = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
        place = root / "jiaxiao"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = place.lstat()
    except (OSError, RuntimeError):
        _say_once("it cannot be made")
        return None
    if not stat.S_ISDIR(found.st_mode) or not _is_ours(found) or found.st_mode & 0o077:
        _say_once("it is open to others")
        return None
    return place


def find(place: Path, key: str, on: Callable[[], date]) -> Answers | None:
    """Return a kept set; None if there is none, or it is damaged.

    Args:
        place: The folder of kept sets.
        key: What the set is built from.
        on: Says today's date to the set; it is no part of what is kept.
    """
    try:
        descriptor = os.open(_path(place, key), os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            data = file.read() if stat.S_ISREG(found.st_mode) and _is_ours(found) else b""
    except OSError:
        return None
    content = memoryview(data)[:-_CHECKSUM]
    if not content or _checksum(content) != data[-_CHECKSUM:]:
        return None
    answers = _Reader(io.BytesIO(data), on).load()
    return answers if isinstance(answers, Answers) else None


def keep(place: Path, key: str, answers: Answers, on: Callable[[], date]) -> None:
    """Keep a set, and remove all but the newest few; a full disk is no misfortune.

    Args:
        place: The folder of kept sets.
        key: What the set is built from.
        answers: The set.
        on: What says today's date to it, and is left out.
    """
    path = _path(place, key)
    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        draft.touch(mode=0o600)
        with draft.open("wb") as file:
            checked = _Checked(file)
            _Writer(checked, on).dump(answers)
            file.write(checked.checksum())
        draft.replace(path)
        _remove_old(place)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _path(place: Path, key: str) -> Path:
    return place / f"{key}{_SUFFIX}"


def _remove_old(place: Path) -> None:
    kept = sorted(place.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-MOST_KEPT]:
        path.unlink(missing_ok=True)


def _checksum(content: memoryview) -> bytes:
    """Return what tells a damaged file; whoever damages one on purpose is not kept out by it."""
    return crc32(content).to_bytes(_CHECKSUM, "big")


def _is_ours(found: os.stat_result) -> bool:
    return sys.platform != "win32" and found.st_uid == os.geteuid()


@cache
def _code() -> bytes:
    """Return a mark of everything that has a part in building a set."""
    digest = hashlib.blake2b(f"{sys.version} {np.__version__}".encode())
    for name in _BUILDERS:
        place = _CODE / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes())
    return digest.digest()


@cache
def _say_once(why: str) -> None:
    log.warning("cache_not_used", why=why)


def _frozen(items: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(items)


@cache
def _field_values(kind: type) -> Callable[[object], tuple[object, ...]]:
    names = [field.name for field in fields(kind)]
    return lambda value: tuple([getattr(value, name) for name in names])


class _Checked:
    """A file that knows the checksum of what was written; a set is never whole in memory twice."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._file = file
        self._sum = 0

    def write(self, data: bytes) -> int:
        self._sum = crc32(data, self._sum)
        return self._file.write(data)

    def checksum(self) -> bytes:
        return self._sum.to_bytes(_CHECKSUM, "big")


class _Writer(pickle.Pickler):
    """Writes values so that they come back soon: as a call with all fields."""

    def __init__(self, file: _Checked, on: Callable[[], date]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._on = on

    def persistent_id(self, value: object) -> str | None:
        return _ON if value is self._on else None

    def reducer_override(self, value: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        if isinstance(value, MappingProxyType):
            return _frozen, (dict(value),)
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), _field_values(type(value))(value)
        other: tuple[Callable[..., object], tuple[object, ...]] = NotImplemented
        return other


class _Reader(pickle.Unpickler):
    """Brings back what a set consists of and refuses everything else."""

    def __init__(self, file: io.BytesIO, on: Callable[[], date]) -> None:
        super().__init__(file)
        self._on = on

    def persistent_load(self, name: object) -> Callable[[], date]:
        if name != _ON:
            message = f"{name} is no part of a set of answers"
            raise pickle.UnpicklingError(message)
        return self._on

    def find_class(self, module: str, name: str) -> object:
        ours = module.startswith(("bot.faq.", "bot.matching."))
        if ours or (module, name) in _KNOWN:
            found = super().find_class(module, name)
            # A name with a dot, or one that was imported there, leads out of our modules.
            is_own_class = isinstance(found, type) and found.__module__ == module
            if not ours or is_own_class or found is _frozen:
                return found
        message = f"{module}.{name} is no part of a set of answers"
        raise pickle.UnpicklingError(message)


_KNOWN: Final = {
    ("collections", "Counter"),
    ("collections", "defaultdict"),
    ("datetime", "date"),
    ("builtins", "list"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
}
