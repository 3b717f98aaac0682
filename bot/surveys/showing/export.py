"""Figures as files for administrators: CSV, XLSX and JSON, all with the same rows.

A row is what one group answered to one question with one choice; never what one family
answered. A hidden figure has one row that says so instead of a gap that looks like zero.
Comments, where there are enough of them, stand in random order in a part of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.sheets import Cell, plain_text, write_csv, write_text, write_xlsx
from bot.surveys.figures.measures import Measure, measures
from bot.surveys.figures.results import Figure, GroupFigures, Results
from bot.surveys.figures.trend import ALONE, Trend
from bot.surveys.showing.method import method
from bot.surveys.showing.reports import PLACES, derived, group_name, means_of
from bot.surveys.showing.responses import as_list, csv_rows
from bot.surveys.showing.workbook import sheets

FIELDS: Final = (
    "wave",
    "group",
    "n",
    "question",
    "answer",
    "count",
    "share",
    "low",
    "high",
    "suppressed",
)
"""The columns of a CSV export and the fields of a JSON one; a promise to schools."""


class Format(StrEnum):
    """What kind of file is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


@dataclass(frozen=True)
class ExportRow:
    """One line of an export.

    Attributes:
        question: The question as it was asked.
        answer: The choice as it stood on its button; empty in a hidden row.
        group_id: The group's name for scripts; likewise the question's and the answer's.
        missing: How many of the group passed over the question; None if hidden.
    """

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

    @property
    def fields(self) -> dict[str, Cell]:
        """Its cells by name."""
        return dict(vars(self))

    def cells(self) -> list[Cell]:
        """Return the promised fields in order."""
        return [getattr(self, field) for field in FIELDS]


def rows_of(results: Results, language: Language) -> Iterator[ExportRow]:
    """Give every row of an export, question by question, the whole school first."""
    for place, measure in enumerate(measures(results.wave.survey)):
        for group in results.groups:
            yield from _rows(results.wave.id, group, group.figures[place], measure, language)


def write(
    results: Results,
    path: Path,
    kind: Format,
    language: Language,
    zone: ZoneInfo,
    *,
    trend: Trend = ALONE,
) -> None:
    """Write the figures of a closed wave into a file.

    Args:
        results: The figures.
        path: The file; replaced if it is there.
        kind: What kind of file.
        language: Of questions, answers and headings.
        zone: The school's zone, for the times in the method note.
        trend: Other waves to stand beside it, in XLSX and JSON.

    Raises:
        SheetUnwritable: The file cannot be written; names it.
    """
    if kind is Format.CSV:
        write_csv(path, FIELDS, _csv_rows(results, language, zone))
    elif kind is Format.JSON:
        document = as_export(results, language, zone, trend)
        write_text(path, json.dumps(document, ensure_ascii=False, indent=2))
    else:
        write_xlsx(path, list(sheets(results, rows_of(results, language), language, zone, trend)))


def _rows(
    wave: int, group: GroupFigures, figure: Figure, measure: Measure, language: Language
) -> Iterator[ExportRow]:
    labels, name = measure.labels(language), group_name(group, language)
    hidden = ExportRow(
        wave=wave,
        group=name,
        n=None,
        question=labels.question,
        answer="",
        count=None,
        share=None,
        low=None,
        high=None,
        suppressed=True,
        group_id=group.id,
        question_id=measure.id,
        answer_id="",
        missing=None,
    )
    if figure.n is None:
        yield hidden
        return
    for label, answer, share in zip(labels.answers, measure.answers, figure.shares, strict=True):
        yield replace(
            hidden,
            n=figure.n,
            answer=label,
            count=share.count,
            share=round(share.share, PLACES),
            low=round(share.low, PLACES),
            high=round(share.high, PLACES),
            suppressed=False,
            answer_id=answer,
            missing=figure.missing,
        )


def _csv_rows(results: Results, language: Language, zone: ZoneInfo) -> Iterator[list[Cell]]:
    """Give figures, response, comments and method in the same columns: a CSV is one table."""
    for row in rows_of(results, language):
        yield row.cells()
    yield from csv_rows(results, language)
    words, number = speaking(language), results.wave.id
    school, blank = words("survey-school"), [None] * 4
    comments = words("survey-sheet-comments")
    for comment in results.comments:
        yield [number, school, len(results.comments), comments, comment, *blank, False]
    for item, content in method(results, language, zone):
        about = f"{words('survey-sheet-method')}：{item}"
        yield [number, school, results.responses, about, content, *blank, None]


def as_export(
    results: Results, language: Language, zone: ZoneInfo, trend: Trend = ALONE
) -> dict[str, object]:
    """Return an export as a document; its schema is docs/schemas/survey-export.json."""
    wave = results.wave
    return {
        "survey": wave.survey.id,
        "version": wave.survey.version,
        "wave": wave.id,
        "title": wave.survey.title.in_language(language),
        "invited": wave.invited,
        "responses": results.responses or 0,
        "fewer_than": None if results.responses else results.limits.figures,
        "smallest_group": results.limits.figures,
        "smallest_group_text": results.limits.texts,
        "interval": "Wilson, 95 %",
        "hash": results.digest,
        "method": [{"item": i, "content": c} for i, c in method(results, language, zone)],
        "response": as_list(results),
        "means": means_of(results),
        "rows": [vars(row) for row in rows_of(results, language)],
        **derived(results, trend),
        "comments": [plain_text(comment) for comment in results.comments],
    }
