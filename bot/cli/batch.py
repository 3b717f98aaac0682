"""Questions as JSON lines, read one by one so that a bad line costs only itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import BadInput
from bot.faq.model import Place

_STANDARD_INPUT = "-"


class Question(BaseModel):
    """One line: a message, and what is known of its asker."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: int | str | None = None
    q: str
    grade: int | None = Field(None, ge=1, le=12)
    region: str | None = None
    school: str | None = None
    after: str | None = None
    """The topic of the chat's last answer."""

    @model_validator(mode="after")
    def _school_has_its_region(self) -> Self:
        if self.school is not None and self.region is None:
            message = "give the region of the school as well"
            raise ValueError(message)
        return self

    @property
    def place(self) -> Place | None:
        """Where the asker's child goes to school, if the line says it."""
        return None if self.region is None else Place(self.region, self.school)


def read_batch(source: str) -> Iterator[Question | str]:
    """Read questions from a file, or from standard input when the source is `-`.

    Yields:
        A question, or a sentence about a line that is none.

    Raises:
        BadInput: The file cannot be read.
    """
    if source == _STANDARD_INPUT:
        yield from _questions(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(source).open("rb") as file:
            yield from _questions(file, source)
    except OSError as error:
        message = f"{source}: the file cannot be read ({error.strerror}); check its name."
        raise BadInput(message) from error


def _questions(lines: Iterable[bytes], name: str) -> Iterator[Question | str]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _question(line, f"{name}, line {number}")


def _question(line: bytes, place: str) -> Question | str:
    try:
        return Question.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        detail = error.errors(include_url=False, include_context=False, include_input=False)[0]
        key = ".".join(str(part) for part in detail["loc"])
        reason = f"{key}: {detail['msg']}" if key else detail["msg"]
        return f'{place}: {reason}; write one {{"n": 1, "q": "..."}} a line.'
