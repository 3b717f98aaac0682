"""How many families a list of chats makes, and how many children each grade; pure.

A family is the children and chats that joins connect, so two guardians of one child are
one family, and so are a father with one child and a mother with that child and another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.people.model import Recipient
from bot.surveys.questions.schema import Survey, Unit


def count_families(recipients: Iterable[Recipient]) -> int:
    """Count the families among chats, each with at least one child."""
    leader: dict[int, int] = {}

    def find(child: int) -> int:
        while leader.setdefault(child, child) != child:
            leader[child] = leader[leader[child]]
            child = leader[child]
        return child

    for recipient in recipients:
        numbers = [int(child.id) for child in recipient.children]
        for number in numbers:
            leader[find(number)] = find(numbers[0])
    return len({find(child) for child in list(leader)})


def invited_by_grade(
    recipients: Iterable[Recipient], school_id: int, survey: Survey
) -> dict[int, int]:
    """Count the children each grade was asked about.

    Returns:
        Nothing for a survey of families: one with several children answers once and for a
        grade of its choice, so no grade has a number of its own.
    """
    if survey.unit is Unit.FAMILY:
        return {}
    children = {
        child.id: child.school_class.grade
        for recipient in recipients
        for child in recipient.children
        if child.school_class.school_id == school_id
    }
    return dict(sorted(Counter(children.values()).items()))
