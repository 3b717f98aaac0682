"""How many families a list of chats makes; pure.

A family is the children and chats that joins connect, so two guardians of one child are
one family, and so are a father with one child and a mother with that child and another.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.people.model import Recipient


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
