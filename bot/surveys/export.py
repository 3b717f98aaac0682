"""Figures as files for administrators: CSV, XLSX and JSON, all with the same rows.

A row is what one group answered to one question with one choice; never what one family
answered. A hidden figure has one row that says so instead of a gap that looks like zero.
Comments, where there are enough of them, stand in random order in a part of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.sheets import (
    Cell,
    Column,
    Sheet,
    Style,
    plain_text,
    write_csv,
    write_text,
    write_xlsx,
)
from bot.surveys.measures import Measure, measures
from bot.surveys.reports import PLACES, group_name
from bot.surveys.results import Figure, GroupFigures, Results
from bot.surveys.schema import GAD2

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

_WIDTHS: Final = (8, 10, 9, 44, 26, 8, 9, 11, 11, 8)
_SHARES: Final = {"share", "low", "high"}
_COUNTS: Final = {"n", "count"}


class Format(StrEnum):
    """What kind of file is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True)
class ExportRow:
    """One line of an export.

    Attributes:
        question: The question as it was asked.
        answer: The choice as it stood on its button; empty in a hidden row.
        group_id: The group's name for scripts; likewise the question's and the answer's.
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

    def cells(self) -> list[Cell]:
        """Return the promised fields in order."""
        return [getattr(self, field) for field in FIELDS]


def rows_of(results: Results, language: Language) -> Iterator[ExportRow]:
    """Give every row of an export, question by question, the whole school first."""
    for place, measure in enumerate(measures(results.wave.survey)):
        for group in results.groups:
            yield from _rows(results.wave.id, group, group.figures[place], measure, language)


def write(results: Results, path: Path, kind: Format, language: Language, zone: ZoneInfo) -> None:
    """Write the figures of a closed wave into a file.

    Args:
        results: The figures.
        path: The file; replaced if it is there.
        kind: What kind of file.
        language: Of questions, answers and headings.
        zone: The school's zone, for the times in the method note.

    Raises:
        SheetUnwritable: The file cannot be written; names it.
    """
    if kind is Format.CSV:
        write_csv(path, FIELDS, _csv_rows(results, language))
    elif kind is Format.JSON:
        write_text(path, json.dumps(_document(results, language), ensure_ascii=False, indent=2))
    else:
        write_xlsx(path, list(_sheets(results, language, zone)))


def _rows(
    wave: int, group: GroupFigures, figure: Figure, measure: Measure, language: Language
) -> Iterator[ExportRow]:
    labels, name = measure.labels(language), group_name(group, language)
    if figure.n is None:
        yield ExportRow(
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
        )
        return
    for label, answer, share in zip(labels.answers, measure.answers, figure.shares, strict=True):
        yield ExportRow(
            wave=wave,
            group=name,
            n=figure.n,
            question=labels.question,
            answer=label,
            count=share.count,
            share=round(share.share, PLACES),
            low=round(share.low, PLACES),
            high=round(share.high, PLACES),
            suppressed=False,
            group_id=group.id,
            question_id=measure.id,
            answer_id=answer,
        )


def _csv_rows(results: Results, language: Language) -> Iterator[list[Cell]]:
    """Give the figures, then the comments in the same columns: a CSV file is one table."""
    for row in rows_of(results, language):
        yield row.cells()
    words = speaking(language)
    for comment in results.comments:
        yield [
            results.wave.id,
            words("survey-school"),
            len(results.comments),
            words("survey-sheet-comments"),
            comment,
            *[None] * 4,
            False,
        ]


def _document(results: Results, language: Language) -> dict[str, object]:
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
        "rows": [vars(row) for row in rows_of(results, language)],
        "comments": [plain_text(comment) for comment in results.comments],
    }


def _sheets(results: Results, language: Language, zone: ZoneInfo) -> Iterator[Sheet]:
    words = speaking(language)
    columns = [
        Column(words(f"survey-column-{field}"), width, _style(field))
        for field, width in zip(FIELDS, _WIDTHS, strict=True)
    ]
    yes_no = {True: words("survey-yes"), False: words("survey-no")}
    rows = ([*row.cells()[:-1], yes_no[row.suppressed]] for row in rows_of(results, language))
    yield Sheet(words("survey-sheet-results"), columns, rows)
    if results.comments:
        column = Column(words("survey-column-comment"), 90, Style.LONG)
        comments = ([comment] for comment in results.comments)
        yield Sheet(words("survey-sheet-comments"), [column], comments)
    note = [
        Column(words("survey-column-item"), 18),
        Column(words("survey-column-content"), 100, Style.LONG),
    ]
    yield Sheet(words("survey-sheet-method"), note, _method(results, language, zone))


def _style(field: str) -> Style:
    if field in _SHARES:
        return Style.SHARE
    if field in _COUNTS:
        return Style.COUNT
    return Style.LONG if field in {"question", "answer"} else Style.PLAIN


def _method(results: Results, language: Language, zone: ZoneInfo) -> Iterator[list[Cell]]:
    """Say how the figures came about, so that a printed sheet explains itself."""
    words, wave, limits = speaking(language), results.wave, results.limits
    version = words("survey-method-version", version=wave.survey.version)
    few = words("survey-method-few", smallest=limits.figures)
    title = wave.survey.title.in_language(language)
    yield [words("survey-method-survey"), f"{title} · {wave.survey.id} · {version}"]
    yield [words("survey-column-wave"), str(wave.id)]
    yield [words("survey-method-opened"), _moment(wave.opened_at, zone)]
    yield [words("survey-method-closed"), _moment(wave.closed_at, zone)]
    yield [words("survey-method-invited"), str(wave.invited)]
    yield [
        words("survey-method-responses"),
        few if results.responses is None else str(results.responses),
    ]
    yield [words("survey-method-counting"), words("survey-method-counting-text")]
    hiding = words(
        "survey-method-hiding-text", smallest=limits.figures, smallest_text=limits.texts
    )
    yield [words("survey-method-hiding"), hiding]
    if any(question.scale == GAD2 for question in wave.survey.questions):
        yield [words("survey-method-gad"), words("survey-method-gad-text")]


def _moment(instant: datetime | None, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else ""
