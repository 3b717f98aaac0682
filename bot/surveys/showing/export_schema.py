"""The shape of a JSON export, from which its schema file is written.

`python -m bot.surveys.showing.export_schema > docs/schemas/survey-export.json`
"""

from __future__ import annotations

import json
import sys

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Note(_Part):
    """One line of the method note."""

    item: str
    content: str


class Row(_Part):
    """What one group answered to one question with one choice."""

    wave: int
    group: str
    n: int | None
    question: str
    answer: str
    count: int | None
    share: float | None
    low: float | None
    high: float | None
    suppressed: bool
    group_id: str
    question_id: str
    answer_id: str
    missing: int | None


class Response(_Part):
    """How many of those asked in one group have answered."""

    group: str
    invited: int | None
    n: int | None
    rate: float | None
    suppressed: bool


class Mean(_Part):
    """The mean of a scale's points."""

    group: str
    question: str
    value: float
    low: float
    high: float


class OverLimit(_Part):
    """How many of a grade have more written homework than allowed."""

    grade: int
    minutes: int
    n: int
    count: int
    share: float
    low: float
    high: float


class Weighted(_Part):
    """A share in which each grade counts as many as were asked in it."""

    question: str
    answer: str
    value: float
    low: float
    high: float


class Change(_Part):
    """How a share differs from an earlier wave."""

    question: str
    answer: str
    earlier_wave: int
    years: int
    earlier: float
    later: float
    value: float
    low: float
    high: float
    within_noise: bool


class ExportDocument(_Part):
    """A whole export; fields are added in later versions, never taken away."""

    survey: str
    version: int
    wave: int
    title: str
    invited: int
    responses: int
    fewer_than: int | None
    smallest_group: int
    smallest_group_text: int
    interval: str
    hash: str
    method: list[Note]
    response: list[Response]
    means: list[Mean]
    rows: list[Row]
    over_limit: list[OverLimit]
    weighted: list[Weighted]
    trend: list[Change]
    comments: list[str]


if __name__ == "__main__":
    json.dump(ExportDocument.model_json_schema(), sys.stdout, indent=2)
    sys.stdout.write("\n")
