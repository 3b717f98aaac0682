"""When a parent needs more than a thank-you: seen in code, shown at once, told to nobody.

Whether the help lines are shown is decided here and not in a survey's file, so nobody can
forget it. Nothing is stored, logged or counted about who saw them.

Sources: GAD-2, cut-off 3 of 6, from the validation of the GAD-7's first two items; the
lines are 12356, the national psychological help line, and 110 and 120 in immediate danger.
"""

from __future__ import annotations

import re
from typing import Final

from bot.surveys.schema import GAD2, Survey

SEVERE_FROM: Final = 3
"""A GAD-2 sum from which help is offered; the sum goes from 0 to 6."""

_NOISE = re.compile(r"[\s\W_]+")
_SELF_HARM: Final = re.compile(
    "自杀|自殺|自残|自殘|自尽|自盡|自伤|自傷|轻生|輕生|寻死|尋死|寻短见|尋短見|求死|想死|去死|"
    "不想活|活不下去|活着没意思|活著沒意思|活着没有意义|活著沒有意義|不如死|结束生命|結束生命|"
    "结束自己|結束自己|伤害自己|傷害自己|割腕|跳楼|跳樓|跳河|上吊|烧炭|燒炭|遗书|遺書|"
    "了结自己|了結自己|一死了之|死了算了|死掉算了|"
    "suicid|killmyself|killhimself|killherself|hurtmyself|harmmyself|selfharm|"
    "endmylife|wanttodie|wishiwasdead|wishiweredead",
    re.IGNORECASE,
)


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


def speaks_of_self_harm(text: str) -> bool:
    """Say whether a comment holds words of self-harm, in either Chinese script or English.

    Rather once too often than once too seldom: the help lines hurt nobody.
    """
    return _SELF_HARM.search(_NOISE.sub("", text)) is not None
