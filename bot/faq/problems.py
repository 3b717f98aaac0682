"""What is wrong with a knowledge file, as one sentence with file, line and advice.

Pydantic's own messages speak to programmers; here they become sentences for whoever wrote
the file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from bot.errors import BadInput
from bot.yaml_loader import Document

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: where it stands, and what is wrong and what to do."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.sentence}"


class BrokenKnowledge(BadInput):
    """The knowledge folder cannot be used; one sentence a problem.

    Args:
        problems: What is wrong, at least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problems_of(
    error: ValidationError, document: Document, shape: type[BaseModel]
) -> Iterator[Problem]:
    """Turn what pydantic found into sentences with lines.

    Args:
        error: What pydantic found.
        document: The file it was found in.
        shape: The class the file was checked against, to suggest key names.
    """
    for detail in error.errors(include_url=False, include_context=False):
        line = document.line_of(detail["loc"])
        yield Problem(document.path, line, _sentence(detail, shape))


_SAID: Mapping[str, str] = {
    "missing": "is missing; add it",
    "string_type": "must be text; put it in quotes",
    "tuple_type": "must be a list, one line with a dash for each",
    "model_type": "must be a group of keys, indented below",
    "dict_type": "must be a group of keys, indented below",
    "date_type": "must be a day like '2026-11-21', in quotes",
    "too_short": "needs at least one line",
    "bool_type": "must be true or false, without quotes",
    "bool_parsing": "must be true or false, without quotes",
}


def _sentence(detail: ErrorDetails, shape: type[BaseModel]) -> str:
    place = _place(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        return f"{place} is not a known key{_nearest(detail['loc'], shape)}; correct or remove it"
    if kind == "string_too_long":
        return f"{place} is too long; shorten it"
    if kind == "string_pattern_mismatch":
        return f"{place} must be small letters, digits and hyphens, like homework-time-limit"
    if kind == "literal_error":
        return f"{place} must be replaces or extends"
    if kind == "enum":
        return f"{place} is not a known category; use the name of one of the folders"
    said = _SAID.get(kind) or detail["msg"].removeprefix("Value error, ")
    return f"{place} {said}"


def _place(location: Sequence[str | int]) -> str:
    if not location:
        return "the file"
    named = ""
    for part in location:
        named += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return named.lstrip(".")


def _nearest(location: Sequence[str | int], shape: type[BaseModel]) -> str:
    near = difflib.get_close_matches(str(location[-1]), sorted(_names(shape)), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _names(shape: type[BaseModel]) -> set[str]:
    names = set(shape.model_fields)
    for definition in shape.model_json_schema().get("$defs", {}).values():
        names.update(definition.get("properties", {}))
    return names
