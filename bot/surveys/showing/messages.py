"""Results as a message on a telephone: the whole school, one answer a line.

Grades would make it three screens long; they stand in the picture and in the table, which
the buttons below give.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.surveys.figures.measures import Labels, Measure, measures
from bot.surveys.figures.results import Figure, Results
from bot.surveys.showing.picture import percent
from bot.surveys.showing.reports import comments, few, group_name, hidden_as, over_limits


def as_message(results: Results, language: Language) -> str:
    """Return the figures of the whole school, the shares above a limit, and the comments."""
    return "\n".join(_lines(results, language))


def _lines(results: Results, language: Language) -> Iterator[str]:
    words = speaking(language)
    yield results.wave.survey.title.in_language(language)
    if results.responses is None:
        yield from few(results, language)
    else:
        name = group_name(results.groups[0], language)
        yield words("survey-chart-row", group=name, count=results.responses)
        yield from _questions(results, language)
        yield from over_limits(results, language)
    yield from comments(results, language)
    if any(not group.is_hidden for group in results.groups[1:]):
        yield f"\n{words('results-grades')}"


def _questions(results: Results, language: Language) -> Iterator[str]:
    """Give every question once, also where each of its choices is counted by itself."""
    words, last = speaking(language), ""
    asked = zip(measures(results.wave.survey), results.groups[0].figures, strict=True)
    for measure, figure in asked:
        labels = measure.labels(language)
        question = _question(measure, labels, language)
        if question != last:
            some = figure.n not in (None, results.responses)
            heading = words("survey-chart-row", group=question, count=figure.n or 0)
            yield f"\n{heading if some else question}"
        last = question
        yield from _answers(figure, labels, language)


def _question(measure: Measure, labels: Labels, language: Language) -> str:
    if labels.choice is None or measure.question is None:
        return labels.question
    return measure.question.text.in_language(language)


def _answers(figure: Figure, labels: Labels, language: Language) -> Iterator[str]:
    words = speaking(language)
    hidden = hidden_as(figure, labels, language) if figure.is_hidden else ""
    if labels.choice is not None:
        told = hidden or percent(figure.shares[0].share)
        yield words("survey-fact", item=labels.choice, content=told)
    elif hidden:
        yield hidden
    else:
        for label, share in zip(labels.answers, figure.shares, strict=True):
            yield words("survey-fact", item=label, content=percent(share.share))
