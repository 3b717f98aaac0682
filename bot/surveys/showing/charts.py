"""Figures as one picture: a bar for each group, question by question.

What stands in the picture is decided here, from figures that may leave, as plain values;
drawing happens in a process of its own (`drawing.py`), so the service never carries
Matplotlib and its memory is given back at once.
"""

from __future__ import annotations

from dataclasses import asdict
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.printing.apart import drawn_apart
from bot.surveys.figures.measures import measures
from bot.surveys.figures.results import GroupFigures, Results
from bot.surveys.showing.picture import Bar, Chart, Panel
from bot.surveys.showing.reports import group_name

DRAWING = "bot.surveys.showing.drawing"


def chart_of(results: Results, language: Language, zone: ZoneInfo) -> Chart:
    """Put the figures of a closed wave into a picture's values.

    Args:
        results: The figures.
        language: Of every text in the picture.
        zone: The school's zone, for the day of closing.
    """
    words, survey = speaking(language), results.wave.survey
    panels = []
    for place, measure in enumerate(measures(survey)):
        labels = measure.labels(language)
        bars = tuple(_bar(group, place, language) for group in results.groups)
        panels.append(Panel(labels.question, labels.answers, bars))
    assert results.wave.closed_at is not None
    note = words(
        "survey-chart-few" if results.responses is None else "survey-chart-note",
        date=f"{results.wave.closed_at.astimezone(zone):%Y-%m-%d}",
        responses=results.responses or 0,
        smallest=results.limits.figures,
    )
    note = f"{note} {words('survey-chart-hash', wave=results.wave.id, hash=results.digest[:16])}"
    title = survey.title.in_language(language)
    return Chart(title, note, words("survey-chart-suppressed"), tuple(panels))


async def draw(chart: Chart) -> bytes:
    """Draw a chart as PNG in a process of its own.

    Raises:
        DrawingFailed: It could not be drawn; says why, for example which font to install.
    """
    return await drawn_apart(DRAWING, asdict(chart))


def _bar(group: GroupFigures, place: int, language: Language) -> Bar:
    figure, name = group.figures[place], group_name(group, language)
    if figure.n is None:
        return Bar(name, None)
    label = speaking(language)("survey-chart-row", group=name, count=figure.n)
    return Bar(label, tuple(share.share for share in figure.shares))
