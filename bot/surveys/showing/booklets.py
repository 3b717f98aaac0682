"""Figures as a booklet to print: a chart, a table and the course of each question, and the method.

Like a picture it is put together here from figures that may leave, and drawn in a process of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.printing.apart import drawn_apart
from bot.surveys.answering.screens import grade_name
from bot.surveys.figures.derived import Change, over_limit, weighted_shares
from bot.surveys.figures.measures import Measure, measures
from bot.surveys.figures.results import Figure, Results
from bot.surveys.figures.statistics import Share
from bot.surveys.figures.trend import Trend
from bot.surveys.showing import charts
from bot.surveys.showing.method import identity, notes
from bot.surveys.showing.picture import Booklet, Section, Table
from bot.surveys.showing.reports import hidden_as
from bot.surveys.showing.responses import table_of

_Row = tuple[str, ...]


def booklet_of(results: Results, trend: Trend, language: Language, zone: ZoneInfo) -> Booklet:
    """Put the figures of a closed wave into a booklet's values.

    Args:
        results: The figures.
        trend: Other waves to stand beside it.
        language: Of every text.
        zone: The school's zone, for days and times.
    """
    words, wave = speaking(language), results.wave
    courses = {
        measure.id: replace(course, question=words("survey-course"))
        for measure, course in charts.courses_of(trend, results, language, zone)
    }
    sections = tuple(
        Section(
            charts.panel_of(results, place, measure, language),
            _table(results, trend, place, measure, language),
            courses.get(measure.id),
        )
        for place, measure in enumerate(measures(wave.survey))
    )
    tables = (
        (words("survey-sheet-response"), table_of(results, language)),
        (words("survey-booklet-over-limit"), _over_limits(results, language)),
    )
    footer = words("survey-booklet-footer", wave=str(wave.id), hash=results.digest[:16])
    facts = [words("survey-fact", item=i, content=c) for i, c in identity(results, language, zone)]
    return Booklet(
        wave.survey.title.in_language(language),
        tuple(facts),
        words("survey-chart-suppressed"),
        sections,
        tuple((title, table) for title, table in tables if table is not None),
        tuple(notes(results, language)),
        footer,
    )


async def draw(booklet: Booklet) -> bytes:
    """Draw a booklet as PDF in a process of its own.

    Raises:
        DrawingFailed: It could not be drawn; says why, for example which font to install.
    """
    return await drawn_apart(charts.DRAWING, {"kind": "booklet", "values": asdict(booklet)})


def _table(
    results: Results, trend: Trend, place: int, measure: Measure, language: Language
) -> Table:
    """Give the whole school's figures to a question, answer by answer."""
    words, figure = speaking(language), results.groups[0].figures[place]
    labels = measure.labels(language)
    if figure.n is None:
        return Table(
            (words("survey-column-answer"), ""), ((hidden_as(figure, labels, language), ""),)
        )
    weights = {
        each.answer: each.estimate.value
        for each in weighted_shares(results)
        if each.measure == measure.id
    }
    changed = {
        each.answer: each
        for each in trend.changes
        if each.measure == measure.id and not each.years
    }
    heading = [words(f"survey-column-{name}") for name in ("answer", "count", "share")]
    heading.append(words("survey-column-interval"))
    heading += [words("survey-column-weighted")] if weights else []
    heading += [words("survey-column-points")] if changed else []
    rows = []
    for label, answer, share in zip(labels.answers, measure.answers, figure.shares, strict=True):
        row = [label, str(share.count), *_spread(share)]
        row += [f"{weights[answer]:.1%}" if answer in weights else ""] if weights else []
        row += [_points(changed.get(answer), words)] if changed else []
        rows.append(tuple(row))
    rows += _asides(figure, len(heading), words)
    return Table(tuple(heading), tuple(rows))


def _asides(figure: Figure, width: int, words: Words) -> Iterator[_Row]:
    """Give what is told of a question beside its answers: who passed over it, and the mean."""
    blank = [""] * (width - 4)
    if figure.missing is not None:
        yield (words("survey-missing-answers"), str(figure.missing), "", "", *blank)
    if figure.mean is not None:
        mean = figure.mean
        low, high = f"{mean.low:.2f}", f"{mean.high:.2f}"
        yield (words("survey-mean"), "", f"{mean.value:.2f}", f"{low}–{high}", *blank)


def _over_limits(results: Results, language: Language) -> Table | None:
    words = speaking(language)
    rows = [
        (
            grade_name(each.grade, language),
            words("survey-minutes", minutes=each.minutes)
            if each.minutes
            else words("survey-minutes-none"),
            str(each.n),
            *_spread(each.share),
        )
        for each in over_limit(results)
    ]
    heading = (
        words("survey-column-group"),
        words("survey-column-limit"),
        words("survey-column-n"),
        words("survey-column-share"),
        words("survey-column-interval"),
    )
    return Table(heading, tuple(rows)) if rows else None


def _spread(share: Share) -> _Row:
    return f"{share.share:.1%}", f"{share.low:.1%}–{share.high:.1%}"


def _points(change: Change | None, words: Words) -> str:
    if change is None:
        return ""
    points = f"{change.change.value * 100:+.1f}"
    return words("survey-within-noise", points=points) if change.change.is_noise else points
