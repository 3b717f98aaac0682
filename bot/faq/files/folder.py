"""Which files of the knowledge folder the answers come from, and when they changed.

A set of answers depends on YAML files only, wherever they lie below the folder. Two shelves
are no part of it: surveys are read each time they are opened, and practice messages are
only read when the numbers are learned anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SUFFIXES: Final = (".yaml", ".yml")
_OTHERS: Final = ("surveys", "practice")

Stamp = frozenset[tuple[str, int, int, int, int]]
"""Of each file its name, inode, size and the times of its content and of its name."""


def yaml_files(root: Path, on_error: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Find the YAML files below a folder, in no special order.

    Links to folders below it are not followed, so a circle of links is no trap. A folder that
    is not there has no files.

    Args:
        root: Where to look.
        on_error: Told of each folder that cannot be looked into; its files are left out.
    """
    for folder, _folders, names in os.walk(root, onerror=on_error):
        yield from (Path(folder, name) for name in names if name.endswith(SUFFIXES))


def knowledge_files(folder: Path) -> Iterator[Path]:
    """Find the files a set of answers depends on, in no special order.

    A shelf may be a link, such as to a region's own checkout; whoever reads it follows that.
    """
    try:
        found = list(os.scandir(folder))
    except OSError:
        return
    for one in found:
        if os.path.isdir(one.path):  # noqa: PTH112 - never raises
            yield from yaml_files(Path(one.path)) if one.name not in _OTHERS else ()
        elif one.name.endswith(SUFFIXES):
            yield Path(one.path)


def stamp(folder: Path) -> Stamp:
    """Return a mark that changes when a file is added, changed, replaced or removed.

    It reads no file: an editor that saves, `git pull` and `rsync` all move at least one of
    the figures, even where the size stays and the time of the content is kept.
    """
    return frozenset(_figures(path) for path in knowledge_files(folder))


def _figures(path: Path) -> tuple[str, int, int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0, 0, 0
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
