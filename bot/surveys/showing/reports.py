"""Results as a document for scripts and as lines for a terminal.

The document's field names are a promise to schools that script against them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.surveys.answering.screens import grade_name
from bot.surveys.figures.derived import OverLimit, over_limit, weighted_shares
from bot.surveys.figures.measures import Labels, measures
from bot.surveys.figures.results import Figure, GroupFigures, Results
from bot.surveys.figures.statistics import Estimate, Share
from bot.surveys.figures.trend import Trend
from bot.surveys.model import Turnout
from bot.surveys.showing.method import invited_line
from bot.surveys.showing.picture import percent

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
        **({"grades": sorted(found.grades)} if found.grades else {}),
        "invited": wave.invited,
        "responses": found.responses or 0,
        "fewer_than": None if found.responses else found.limits.figures,
        "groups": [_group(group) for group in found.groups],
        "comments": list(found.comments),
    }


def derived(results: Results, trend: Trend) -> dict[str, object]:
    """Return what is computed from the figures, ready for JSON."""
    return {
        "over_limit": [
            {
                "grade": each.grade,
                "minutes": each.minutes,
                "n": each.n,
                **_share(each.share),
            }
            for each in over_limit(results)
        ],
        "weighted": [
            {"question": each.measure, "answer": each.answer, **_estimate(each.estimate)}
            for each in weighted_shares(results)
        ],
        "trend": [
            {
                "question": each.measure,
                "answer": each.answer,
                "earlier_wave": each.earlier_wave.id,
                "years": each.years,
                "earlier": round(each.earlier.share, PLACES),
                "later": round(each.later.share, PLACES),
                **_estimate(each.change),
                "within_noise": each.change.is_noise,
            }
            for each in trend.changes
        ],
    }


def means_of(results: Results) -> list[dict[str, object]]:
    """Return the means of scales, group by group, ready for JSON."""
    return [
        {"group": group.id, "question": figure.id, **_estimate(figure.mean)}
        for group in results.groups
        for figure in group.figures
        if figure.mean is not None
    ]


def as_text(results: Results, language: Language) -> str:
    """Return figures as lines to read."""
    return "\n".join(_lines(results, language))


def group_name(group: GroupFigures, language: Language) -> str:
    """Return what a group is called."""
    if group.schools:
        return speaking(language)("survey-district")
    if group.chosen:
        return speaking(language)("survey-chosen")
    if group.grade is None:
        return speaking(language)("survey-school")
    return grade_name(group.grade, language)


def over_limit_name(each: OverLimit, language: Language) -> str:
    """Say of which grade it is, and what the rules allow; none at all in grades 1 and 2."""
    words, grade = speaking(language), grade_name(each.grade, language)
    if not each.minutes:
        return words("survey-over-none", grade=grade)
    return words("survey-over-limit", grade=grade, minutes=each.minutes)


def over_limits(results: Results, language: Language) -> Iterator[str]:
    """Say of each grade that is shown how many have more homework than the rules allow."""
    words, found = speaking(language), over_limit(results)
    if found:
        yield f"\n{words('survey-booklet-over-limit')}"
    for each in found:
        what, share = over_limit_name(each, language), percent(each.share.share)
        yield f"  {words('survey-over-share', what=what, share=share)}"


def few(results: Results, language: Language) -> Iterator[str]:
    """Say once why there is no figure, and how many were asked."""
    words, asked = speaking(language), invited_line(results, language)
    key = "survey-few-chosen" if results.grades else "survey-few"
    yield words(key, smallest=results.limits.figures)
    if asked is not None:
        yield words("survey-fact", item=asked[0], content=asked[1])


def comments(results: Results, language: Language) -> Iterator[str]:
    """Give the comments, where there are enough of them to be shown."""
    if results.comments:
        yield f"\n{speaking(language)('survey-sheet-comments')}"
        yield from (f"  · {comment}" for comment in results.comments)


def hidden_as(figure: Figure, labels: Labels, language: Language) -> str:
    """Return what stands in place of a hidden figure."""
    if figure.nearly is None:
        return speaking(language)("survey-chart-suppressed")
    answer = labels.answers[figure.answers.index(figure.nearly)]
    return speaking(language)("survey-nearly-all", answer=answer)


def _group(group: GroupFigures) -> dict[str, object]:
    if group.is_hidden:
        return {"group": group.id, "suppressed": True}
    figures = {figure.id: _figure(figure) for figure in group.figures}
    rate = {} if group.rate is None else {"rate": round(group.rate, PLACES)}
    return {"group": group.id, "n": group.n, **rate, "figures": figures}


def _figure(figure: Figure) -> dict[str, object]:
    if figure.is_hidden:
        nearly = {"nearly_all": figure.nearly} if figure.nearly else {}
        return {"suppressed": True, **nearly}
    answers = {
        answer: _share(share) for answer, share in zip(figure.answers, figure.shares, strict=True)
    }
    found: dict[str, object] = {"n": figure.n, "answers": answers}
    if figure.missing is not None:
        found["missing"] = figure.missing
    if figure.mean is not None:
        found["mean"] = _estimate(figure.mean)
    return found


def _share(share: Share) -> dict[str, float]:
    return {
        "count": share.count,
        "share": round(share.share, PLACES),
        "low": round(share.low, PLACES),
        "high": round(share.high, PLACES),
    }


def _estimate(estimate: Estimate) -> dict[str, float]:
    return {
        "value": round(estimate.value, PLACES),
        "low": round(estimate.low, PLACES),
        "high": round(estimate.high, PLACES),
    }


def _lines(results: Results, language: Language) -> Iterator[str]:
    yield results.wave.survey.title.in_language(language)
    if results.responses is None:
        yield from few(results, language)
    else:
        yield from _questions(results, language)
        yield from over_limits(results, language)
    yield from comments(results, language)


def _questions(results: Results, language: Language) -> Iterator[str]:
    words = speaking(language)
    for place, measure in enumerate(measures(results.wave.survey)):
        labels = measure.labels(language)
        yield f"\n{labels.question}"
        for group in results.groups:
            name, figure = group_name(group, language), group.figures[place]
            if figure.n is None:
                yield f"  {name}：{hidden_as(figure, labels, language)}"
                continue
            shares = "  ".join(
                f"{label} {percent(share.share)}"
                for label, share in zip(labels.answers, figure.shares, strict=True)
            )
            yield f"  {words('survey-chart-row', group=name, count=figure.n)}  {shares}"
