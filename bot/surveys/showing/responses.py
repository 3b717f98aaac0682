"""How many of those asked have answered, as lines, rows and tables for every kind of file.

Administrators look at it first: where few have answered, figures speak for those who did. A
survey of families has one rate for the school and none by grade, see `figures/populations.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.sheets import Cell, Column, Row, Sheet, Style
from bot.surveys.figures.response import groups_asked
from bot.surveys.figures.results import GroupFigures, Results
from bot.surveys.questions.schema import Unit
from bot.surveys.showing.method import asked_name
from bot.surveys.showing.picture import Table
from bot.surveys.showing.reports import PLACES, group_name


def sheet_of(results: Results, language: Language) -> Sheet:
    """Give it as a sheet of a workbook."""
    words = speaking(language)
    group, invited, n, rate = _heading(results, language)
    columns = [
        Column(group, 12),
        Column(invited, 14, Style.COUNT),
        Column(n, 12, Style.COUNT),
        Column(rate, 12, Style.SHARE),
        Column(words("survey-column-remark"), 44, Style.LONG),
    ]
    of_families = results.wave.survey.unit is Unit.FAMILY
    rows = (_row(each, language, of_families=of_families) for each in groups_asked(results))
    return Sheet(words("survey-sheet-response"), columns, rows)


def csv_rows(results: Results, language: Language) -> Iterator[list[Cell]]:
    """Give that of the grades in a CSV's columns; the school's stands in the method.

    They are words and no shares, so that whoever adds up a question's shares finds none of them.
    """
    words, blank = speaking(language), [None] * 5
    _, invited, _, rate = _heading(results, language)
    for each in _grades(results):
        facts = ((invited, str(each.invited)), (rate, _rate(each, language)))
        for item, content in facts:
            about = f"{words('survey-sheet-response')}：{item}"
            yield [results.wave.id, group_name(each, language), each.n, about, content, *blank]


def as_list(results: Results) -> list[dict[str, object]]:
    """Return it ready for JSON."""
    return [
        {
            "group": each.id,
            "invited": each.invited,
            "n": each.n,
            "rate": None if each.rate is None else round(each.rate, PLACES),
            "suppressed": each.is_hidden,
        }
        for each in groups_asked(results)
    ]


def table_of(results: Results, language: Language) -> Table | None:
    """Give it as a table to print; None where grades have no rate."""
    if not list(_grades(results)):
        return None
    rows = tuple(
        (
            group_name(each, language),
            "" if each.invited is None else str(each.invited),
            "" if each.n is None else str(each.n),
            _rate(each, language),
        )
        for each in groups_asked(results)
    )
    return Table(_heading(results, language), rows)


def _heading(results: Results, language: Language) -> tuple[str, str, str, str]:
    words = speaking(language)
    return (
        words("survey-column-group"),
        asked_name(results, language),
        words("survey-method-responses"),
        words("survey-method-rate"),
    )


def _row(group: GroupFigures, language: Language, *, of_families: bool) -> Row:
    words, remark = speaking(language), None
    if group.is_hidden:
        remark = words("survey-chart-suppressed")
    elif group.rate is None and of_families:
        remark = words("survey-response-families")
    return [group_name(group, language), group.invited, group.n, group.rate, remark]


def _grades(results: Results) -> Iterator[GroupFigures]:
    for each in groups_asked(results):
        if each.grade is not None and each.invited is not None:
            yield each


def _rate(group: GroupFigures, language: Language) -> str:
    if group.is_hidden:
        return speaking(language)("survey-chart-suppressed")
    return "" if group.rate is None else f"{group.rate:.1%}"
