"""When a parent needs more than a thank-you: seen in code, shown at once, told to nobody.

Whether the help lines are shown is decided here and not in a survey's file, so nobody can
forget it. Nothing is stored, logged or counted about who saw them. Whether a comment speaks of
danger is decided by the same rules as for every message (`bot.faq.crisis`), handed in by
`bot.app`.

Sources: GAD-2, cut-off 3 of 6, from the validation of the GAD-7's first two items; the
lines are 12356, the national psychological help line, and 110 and 120 in immediate danger.
"""

from __future__ import annotations

from typing import Final

from bot.surveys.questions.schema import GAD2, Survey

SEVERE_FROM: Final = 3
"""A GAD-2 sum from which help is offered; the sum goes from 0 to 6."""


def gad2_sum(survey: Survey, choices: str) -> int:
    """Add up the points of the GAD-2 items answered so far; skipped items add nothing.

    Args:
        survey: The survey being answered.
        choices: One character a question, possibly fewer than there are questions.
    """
    total = 0
    for question, choice in zip(survey.questions, choices, strict=False):
        if question.scale == GAD2 and choice.isdecimal():
            total += question.choices[int(choice)].points or 0
    return total


def needs_help(survey: Survey, choices: str) -> bool:
    """Say whether the answers so far are severe, so that the help lines must be shown."""
    return gad2_sum(survey, choices) >= SEVERE_FROM
