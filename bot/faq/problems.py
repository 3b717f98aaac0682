"""What is wrong with a knowledge file, as one sentence with file, line and advice.

Pydantic's own messages speak to programmers; here they become sentences for whoever wrote
the file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ValidationError

from bot.errors import BadInput
from bot.yaml_loader import Document, Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["MOST_OF_A_FILE", "BrokenKnowledge", "Problem", "no_entry", "problems_of"]


def no_entry(key: str) -> str:
    """Say that an id leads nowhere."""
    return f"there is no entry {key}; correct the id or remove it"


MOST_OF_A_FILE: Final = 20
"""A file of another kind has a mistake in every line; nobody reads them all."""


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
    details = error.errors(include_url=False, include_context=False, include_input=False)
    names = _names(shape)
    for detail in details[:MOST_OF_A_FILE]:
        line = document.line_of(detail["loc"])
        yield Problem(document.path, line, _sentence(detail, names))
    left = details[MOST_OF_A_FILE:]
    if left:
        line = document.line_of(left[0]["loc"])
        yield Problem(document.path, line, f"and {len(left)} more; mend the ones above first")


_LONGEST_SHOWN: Final = 60

_SAID: Mapping[str, str] = {
    "missing": "is missing; add it",
    "string_type": "must be text; put it in quotes",
    "tuple_type": "must be a list, one line with a dash for each",
    "model_type": "must be a group of keys, indented below",
    "dict_type": "must be a group of keys, indented below",
    "date_type": "must be a day like '2026-11-21', in quotes",
    "too_short": "needs at least one line",
    "string_too_long": "is too long; shorten it",
    "string_pattern_mismatch": (
        "must be small letters, digits and hyphens, like homework-time-limit"
    ),
    "literal_error": "must be replaces or extends",
    "enum": "is not a known category; use the name of one of the folders",
    "bool_type": "must be true or false, without quotes",
    "bool_parsing": "must be true or false, without quotes",
}


def _sentence(detail: ErrorDetails, names: Sequence[str]) -> str:
    place = _place(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        return f"{place} is not a known key{_nearest(detail['loc'], names)}; correct or remove it"
    if kind == "invalid_key":
        return f"the key {_printed(detail['loc'][-1])} must be text; put it in quotes"
    if not detail["loc"] and kind == "model_type":
        return 'the file must consist of lines like "key: value"'
    if kind == "enum" and detail["loc"][-1] != "category":
        return f"{place} must be one of {detail['msg'].removeprefix('Input should be ')}"
    said = _SAID.get(kind) or detail["msg"].removeprefix("Value error, ")
    return f"{place} {said}"


def _place(location: Sequence[str | int]) -> str:
    if not location:
        return "the file"
    named = ""
    for part in location:
        named += f"[{part + 1}]" if isinstance(part, int) else f".{_printed(part)}"
    return named.lstrip(".")


def _printed(part: str | int) -> str:
    """Return a key as a screen can show it; it may hold anything, and be very long."""
    shown = str(part)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return shown if shown.isprintable() else ascii(shown)


def _nearest(location: Sequence[str | int], names: Sequence[str]) -> str:
    near = difflib.get_close_matches(str(location[-1])[:_LONGEST_SHOWN], names, n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _names(shape: type[BaseModel]) -> list[str]:
    names = set(shape.model_fields)
    for definition in shape.model_json_schema().get("$defs", {}).values():
        names.update(definition.get("properties", {}))
    return sorted(names)
