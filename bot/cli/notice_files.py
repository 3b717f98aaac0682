"""Files for `jiaxiao notice send --attach`, read and checked before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.delivery.model import FileKind, NewFile, WhenUnsure
from bot.errors import BadOption
from bot.notices.errors import TooManyFiles
from bot.notices.writing import file_checks

Attach = Annotated[
    list[Path] | None,
    typer.Option("--attach", help="A picture (10 MB at most) or a PDF (50 MB); up to 5 times."),
]
Unsure = Annotated[
    WhenUnsure,
    typer.Option(
        "--when-unsure",
        help="Whether a message that may have arrived is sent again, marked, or left and listed.",
    ),
]


def read(paths: Iterable[Path] | None) -> list[NewFile]:
    """Read files that are to be attached.

    Raises:
        BadOption: One cannot be read or attached; the sentence names it.
        TooManyFiles: There are more than five.
    """
    wanted = list(paths or ())
    if len(wanted) > file_checks.MOST_FILES:
        raise TooManyFiles
    return [_one(path) for path in wanted]


def _one(path: Path) -> NewFile:
    try:
        # Looked at before it is read: a film would fill the memory first.
        file_checks.check_size(path.name, path.stat().st_size, FileKind.DOCUMENT)
        content = path.read_bytes()
    except OSError as error:
        message = f"--attach {path}: cannot be read; check its name and its permissions."
        raise BadOption(message) from error
    return file_checks.examined(path.name, content)
