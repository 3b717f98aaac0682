"""The sheets of an XLSX export: summary, response, grades, trend, comments, method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.sheets import Cell, Column, Row, Sheet, Style
from bot.surveys.answering.screens import grade_name
from bot.surveys.figures.derived import Change, over_limit, weighted_shares
from bot.surveys.figures.measures import Labels, measures
from bot.surveys.figures.results import Results
from bot.surveys.figures.statistics import Estimate, Share
from bot.surveys.figures.trend import Trend
from bot.surveys.showing.method import method, moment
from bot.surveys.showing.reports import over_limit_name
from bot.surveys.showing.responses import sheet_of

_SPREAD: Final = ("count", "share", "low", "high")
_GRADE_FIELDS: Final = ("group", "n", "question", "answer", *_SPREAD, "missing")
_SUMMARY: Final = ("question", "answer", "n", *_SPREAD, "weighted", "missing")
_TREND: Final = (
    *("wave", "closed", "question", "answer"),
    *("earlier", "share", "change", "change-low", "change-high"),
)
SHEET_COLUMNS: Final = (*_GRADE_FIELDS, *_SUMMARY, *_TREND, "remark")
"""Every column that is headed by a text."""

_WIDTHS: Final = {"group": 12, "n": 9, "question": 44, "answer": 26, "count": 8, "wave": 8}
_SHARES: Final = frozenset(
    {"share", "low", "high", "weighted", "earlier", "change", "change-low", "change-high"}
)
_COUNTS: Final = frozenset({"n", "count", "missing"})


class Line(Protocol):
    """A row of an export, as the sheets need it."""

    @property
    def group_id(self) -> str:
        """The group's name for scripts; likewise the others."""

    @property
    def question_id(self) -> str: ...  # noqa: D102

    @property
    def answer_id(self) -> str: ...  # noqa: D102

    @property
    def suppressed(self) -> bool: ...  # noqa: D102

    @property
    def fields(self) -> dict[str, Cell]:
        """Its cells by name."""


def sheets(
    results: Results, rows: Iterable[Line], language: Language, zone: ZoneInfo, trend: Trend
) -> Iterator[Sheet]:
    """Give the sheets of a workbook: summary, response, grades, trend, comments, method."""
    words, lines = speaking(language), list(rows)
    whole = results.groups[0].id
    school = [line for line in lines if line.group_id == whole]
    yield Sheet(
        words("survey-sheet-summary"),
        _columns([*_SUMMARY, "remark"], language),
        _summary(results, school, language),
    )
    yield sheet_of(results, language)
    yield Sheet(
        words("survey-sheet-grades"),
        _columns([*_GRADE_FIELDS, "remark"], language),
        _by_grade(results, [line for line in lines if line.group_id != whole], language),
    )
    yield Sheet(
        words("survey-sheet-trend"),
        _columns([*_TREND, "remark"], language),
        (_changed(change, results, language, zone) for change in trend.changes),
    )
    if results.comments:
        column = Column(words("survey-column-comment"), 90, Style.LONG)
        yield Sheet(words("survey-sheet-comments"), [column], ([c] for c in results.comments))
    note = [
        Column(words("survey-column-item"), 18),
        Column(words("survey-column-content"), 100, Style.LONG),
    ]
    yield Sheet(words("survey-sheet-method"), note, map(list, method(results, language, zone)))


def _summary(results: Results, lines: Iterable[Line], language: Language) -> Iterator[Row]:
    weights = {(each.measure, each.answer): each for each in weighted_shares(results)}
    for line in lines:
        cells = line.fields
        weight = weights.get((line.question_id, line.answer_id))
        yield [
            *(cells[name] for name in ("question", "answer", "n", *_SPREAD)),
            weight.estimate.value if weight else None,
            cells["missing"],
            _remark(results, line, language),
        ]


def _by_grade(results: Results, lines: Iterable[Line], language: Language) -> Iterator[Row]:
    words = speaking(language)
    for line in lines:
        remark = words("survey-chart-suppressed") if line.suppressed else None
        yield [*(line.fields[name] for name in _GRADE_FIELDS), remark]
    for each in over_limit(results):
        name = grade_name(each.grade, language)
        question = over_limit_name(each, language)
        yield [name, each.n, question, words("survey-yes"), *_spread(each.share), None, None]


def _spread(share: Share) -> list[Cell]:
    return [share.count, share.share, share.low, share.high]


def _changed(change: Change, results: Results, language: Language, zone: ZoneInfo) -> Row:
    words, labels = speaking(language), _labels(change.measure, results, language)
    remark = words("survey-trend-years", years=change.years) if change.years else ""
    noise = words("survey-trend-noise") if change.change.is_noise else ""
    place = _answers(change.measure, results).index(change.answer)
    return [
        change.earlier_wave.id,
        moment(change.earlier_wave.closed_at, zone),
        labels.question,
        labels.answers[place],
        change.earlier.share,
        change.later.share,
        change.change.value,
        change.change.low,
        change.change.high,
        " ".join(filter(None, (remark, noise))) or None,
    ]


def _remark(results: Results, line: Line, language: Language) -> str | None:
    words, group = speaking(language), results.groups[0]
    figure = next(each for each in group.figures if each.id == line.question_id)
    if not line.suppressed:
        is_first = line.answer_id == figure.answers[0]
        return _mean(figure.mean, words) if is_first and figure.mean else None
    if figure.nearly is None:
        return words("survey-chart-suppressed")
    place = figure.answers.index(figure.nearly)
    answer = _labels(line.question_id, results, language).answers[place]
    return words("survey-nearly-all", answer=answer)


def _mean(mean: Estimate, words: Words) -> str:
    value, low, high = (f"{each:.2f}" for each in (mean.value, mean.low, mean.high))
    return words("survey-mean-remark", value=value, low=low, high=high)


def _labels(measure_id: str, results: Results, language: Language) -> Labels:
    found = next(each for each in measures(results.wave.survey) if each.id == measure_id)
    return found.labels(language)


def _answers(measure_id: str, results: Results) -> tuple[str, ...]:
    return next(each.answers for each in measures(results.wave.survey) if each.id == measure_id)


def _columns(fields: Iterable[str], language: Language) -> list[Column]:
    words = speaking(language)
    return [
        Column(words(f"survey-column-{field}"), _WIDTHS.get(field, 12), _style(field))
        for field in fields
    ]


def _style(field: str) -> Style:
    if field in _SHARES:
        return Style.SHARE
    if field in _COUNTS:
        return Style.COUNT
    return Style.LONG if field in {"question", "answer", "remark"} else Style.PLAIN
