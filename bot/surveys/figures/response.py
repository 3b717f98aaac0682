"""How many of those asked have answered, group by group; pure.

Of a grade whose number of children is known a rate is the number of its answers in other
words. So it is told where the audit has let that number out, and nowhere else.
"""

from __future__ import annotations

from bot.surveys.figures.results import GroupFigures, Results


def groups_asked(results: Results) -> list[GroupFigures]:
    """List the whole school and every grade that was asked, as far as grades are named.

    A grade in which nobody has answered is among them, hidden like one with few answers.
    """
    school, *answered = results.groups
    if school.is_hidden:
        return [school]
    silent = results.invited.keys() - {group.grade for group in answered}
    wanted = silent & results.grades if results.grades else silent
    asked = [GroupFigures(grade, None, (), results.invited[grade]) for grade in wanted]
    return [school, *sorted([*answered, *asked], key=lambda group: group.grade or 0)]
