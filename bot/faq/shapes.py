"""The one way a file of the knowledge folder is read and checked against its shape."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.faq.problems import Problem, problems_of
from bot.yaml_loader import BrokenYaml, Document, read_yaml

TRADITIONAL_FOLDER: Final = "zh-Hant"
"""The folder of what is converted; it repeats the folders beside it."""

_Shape = TypeVar("_Shape", bound=BaseModel)


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
