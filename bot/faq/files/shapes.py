"""The one way files of the knowledge folder are found, read and checked against a shape."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.faq.files.folder import yaml_files
from bot.faq.problems import BrokenKnowledge, Problem, problems_of
from bot.yaml_loader import BrokenYaml, Document, read_yaml

TRADITIONAL_FOLDER: Final = "zh-Hant"
"""The folder of what is converted; it repeats the folders beside it."""

_Shape = TypeVar("_Shape", bound=BaseModel)


@contextmanager
def refusing_what_cannot_be_read(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses inside the block into a sentence.

    Raises:
        BrokenKnowledge: A file or folder could not be looked at.
    """
    try:
        yield
    except OSError as error:
        sentence = f"it cannot be read ({error.strerror}); check its name and rights"
        raise BrokenKnowledge([Problem(Path(error.filename or folder), 1, sentence)]) from error


def list_files(root: Path) -> tuple[list[Path], list[Problem]]:
    """Find the YAML files below a folder, sorted by path.

    Returns:
        The files, and a problem for each folder that cannot be looked into: answers must not
        go missing in silence.
    """
    unreadable: list[OSError] = []
    paths = sorted(yaml_files(root, unreadable.append))
    return paths, [
        Problem(
            Path(error.filename),
            1,
            f"the folder cannot be read ({error.strerror}); check its name and rights",
        )
        for error in unreadable
        if not isinstance(error, FileNotFoundError | NotADirectoryError)
    ]


def read_shape(path: Path, shape: type[_Shape]) -> tuple[_Shape, Document] | list[Problem]:
    """Read one file and check it against a shape.

    Returns:
        The checked value with its document, or what is wrong.
    """
    try:
        document = read_yaml(path)
    except BrokenYaml as error:
        return [Problem(path, error.line, error.sentence)]
    try:
        return shape.model_validate(document.value), document
    except ValidationError as error:
        return list(problems_of(error, document, shape))
