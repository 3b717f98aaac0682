"""Figures as pictures: a bar for each group question by question, or their course over time.

What stands in a picture is decided here, from figures that may leave, as plain values;
drawing happens in a process of its own (`drawing.py`), so the service never carries
Matplotlib and its memory is given back at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.printing.apart import drawn_apart
from bot.surveys.answering.screens import grade_name
from bot.surveys.figures.measures import Labels, Measure, measures
from bot.surveys.figures.results import Figure, GroupFigures, Results
from bot.surveys.figures.trend import Trend
from bot.surveys.model import Wave
from bot.surveys.showing.picture import Bar, Chart, Course, Line, Panel, TrendChart
from bot.surveys.showing.reports import group_name

DRAWING = "bot.surveys.showing.drawing"
_LEAST_WAVES: Final = 2


def chart_of(results: Results, language: Language, zone: ZoneInfo) -> Chart:
    """Put the figures of a closed wave into a picture's values.

    Args:
        results: The figures.
        language: Of every text in the picture.
        zone: The school's zone, for the day of closing.
    """
    words, survey = speaking(language), results.wave.survey
    panels = tuple(
        panel_of(results, place, measure, language)
        for place, measure in enumerate(measures(survey))
    )
    note = words(
        "survey-chart-few" if results.responses is None else "survey-chart-note",
        date=_day(results.wave, zone),
        responses=results.responses or 0,
        smallest=results.limits.figures,
    )
    title = _title(results, language)
    return Chart(title, f"{note} {_hash(results, words)}", _hidden(words), panels)


def trend_of(results: Results, trend: Trend, language: Language, zone: ZoneInfo) -> TrendChart:
    """Put the course of a wave's shares, with those before it, into a picture's values.

    Args:
        results: The wave's figures.
        trend: The waves beside it.
        language: Of every text in the picture.
        zone: The school's zone, for the days of closing.
    """
    words = speaking(language)
    courses = tuple(course for _, course in courses_of(trend, results, language, zone))
    note = words("survey-trend-note" if courses else "survey-trend-alone")
    return TrendChart(_title(results, language), f"{note} {_hash(results, words)}", courses)


def panel_of(results: Results, place: int, measure: Measure, language: Language) -> Panel:
    """Return one question with a bar for each group.

    Of a choice that is counted by itself only those who took it are drawn: the others would
    be the longer and darker part, and the picture would shout “no”.
    """
    labels = measure.labels(language)
    answers = _drawn(labels)
    bars = tuple(_bar(group, place, len(answers), language) for group in results.groups)
    return Panel(labels.question, answers, bars)


def courses_of(
    trend: Trend, results: Results, language: Language, zone: ZoneInfo
) -> Iterator[tuple[Measure, Course]]:
    """Give the course of each measure that another wave has, too, with figures to be shown.

    Of a choice that is counted by itself only those who took it are drawn, as in `panel_of`; the
    others' line would be its mirror image.
    """
    waves = trend.waves or (results,)
    days = tuple(_day(each.wave, zone) for each in waves)
    for measure in measures(results.wave.survey):
        figures = [_figure(each, measure) for each in waves]
        if sum(each is not None for each in figures) < _LEAST_WAVES:
            continue
        labels = measure.labels(language)
        lines = tuple(
            Line(label, tuple(_point(figure, at) for figure in figures))
            for at, label in enumerate(_drawn(labels))
        )
        yield measure, Course(labels.question, days, lines)


async def draw(chart: Chart) -> bytes:
    """Draw a chart as PNG in a process of its own.

    Raises:
        DrawingFailed: It could not be drawn; says why, for example which font to install.
    """
    return await drawn_apart(DRAWING, {"kind": "chart", "values": asdict(chart)})


async def draw_trend(chart: TrendChart) -> bytes:
    """Draw the course of shares as PNG in a process of its own.

    Raises:
        DrawingFailed: It could not be drawn.
    """
    return await drawn_apart(DRAWING, {"kind": "trend", "values": asdict(chart)})


def _drawn(labels: Labels) -> tuple[str, ...]:
    return labels.answers if labels.choice is None else labels.answers[:1]


def _figure(results: Results, measure: Measure) -> Figure | None:
    """Find the whole school's figure of a measure as it is now, if it may be shown."""
    for each in results.groups[0].figures:
        if (each.id, each.answers) == (measure.id, measure.answers) and not each.is_hidden:
            return each
    return None


def _point(figure: Figure | None, at: int) -> tuple[float, float, float] | None:
    if figure is None:
        return None
    share = figure.shares[at]
    return share.share, share.low, share.high


def _bar(group: GroupFigures, place: int, most: int, language: Language) -> Bar:
    figure, name = group.figures[place], group_name(group, language)
    if figure.n is None:
        return Bar(name, None)
    label = speaking(language)("survey-chart-row", group=name, count=figure.n)
    return Bar(label, tuple(share.share for share in figure.shares[:most]))


def _title(results: Results, language: Language) -> str:
    title = results.wave.survey.title.in_language(language)
    if not results.grades:
        return title
    words = speaking(language)
    names = [grade_name(grade, language) for grade in sorted(results.grades)]
    grades = words("survey-between").join(names)
    return words("survey-title-of", title=title, grades=grades)


def _hash(results: Results, words: Words) -> str:
    return words("survey-chart-hash", wave=results.wave.id, hash=results.digest[:16])


def _hidden(words: Words) -> str:
    return words("survey-chart-suppressed")


def _day(wave: Wave, zone: ZoneInfo) -> str:
    assert wave.closed_at is not None
    return f"{wave.closed_at.astimezone(zone):%Y-%m-%d}"
