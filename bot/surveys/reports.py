"""Results as a document for scripts and as lines for a terminal.

The document's field names are a promise to schools that script against them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.surveys.measures import measures
from bot.surveys.results import Figure, GroupFigures, Results
from bot.surveys.screens import grade_name
from bot.surveys.service import Turnout

PLACES = 4
"""Decimal places of shares; more would pretend to know more than was asked."""


def as_document(found: Results | Turnout) -> dict[str, object]:
    """Return figures, or of an open or lost wave how many have answered, ready for JSON."""
    wave = found.wave
    head = {"survey": wave.survey.id, "wave": wave.id, "state": wave.state.value}
    if isinstance(found, Turnout):
        return {**head, "invited": wave.invited, "responses": found.responses}
    return {
        **head,
        "version": wave.survey.version,
        "invited": wave.invited,
        "responses": found.responses or 0,
        "fewer_than": None if found.responses else found.limits.figures,
        "groups": [_group(group) for group in found.groups],
        "comments": list(found.comments),
    }


def as_text(results: Results, language: Language) -> str:
    """Return figures as lines to read."""
    return "\n".join(_lines(results, language))


def group_name(group: GroupFigures, language: Language) -> str:
    """Return what a group is called."""
    if group.grade is None:
        return speaking(language)("survey-school")
    return grade_name(group.grade, language)


def _group(group: GroupFigures) -> dict[str, object]:
    if group.is_hidden:
        return {"group": group.id, "suppressed": True}
    figures = {figure.id: _figure(figure) for figure in group.figures}
    return {"group": group.id, "n": group.n, "figures": figures}


def _figure(figure: Figure) -> dict[str, object]:
    if figure.is_hidden:
        return {"suppressed": True}
    answers = {
        answer: {
            "count": share.count,
            "share": round(share.share, PLACES),
            "low": round(share.low, PLACES),
            "high": round(share.high, PLACES),
        }
        for answer, share in zip(figure.answers, figure.shares, strict=True)
    }
    return {"n": figure.n, "answers": answers}


def _lines(results: Results, language: Language) -> Iterator[str]:
    words = speaking(language)
    yield results.wave.survey.title.in_language(language)
    for place, measure in enumerate(measures(results.wave.survey)):
        labels = measure.labels(language)
        yield f"\n{labels.question}"
        for group in results.groups:
            name, figure = group_name(group, language), group.figures[place]
            if figure.n is None:
                yield f"  {name}：{words('survey-chart-suppressed')}"
                continue
            shares = "  ".join(
                f"{label} {share.share:.0%}"
                for label, share in zip(labels.answers, figure.shares, strict=True)
            )
            yield f"  {words('survey-chart-row', group=name, count=figure.n)}  {shares}"
    if results.comments:
        yield f"\n{words('survey-sheet-comments')}"
        yield from (f"  · {comment}" for comment in results.comments)
