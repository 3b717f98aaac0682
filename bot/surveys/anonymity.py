"""The only door out: what may be shown of a wave without anyone being recognised.

A group's figures leave only if enough families stand behind them. A small group is not
protected by hiding it alone: whoever subtracts the groups that are shown from the total
gets what is hidden. So hidden groups must be enough families together; where they are not,
the next smallest group is hidden with them. Pure functions over counts; nothing here knows
answers.

Sources: thresholds of 5 for figures and 10 for free text, as surveys of parents and health
networks commonly use them; complementary suppression as in statistical offices.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, TypeVar

ROUNDED_TO: Final = 5
"""While a wave is open its number of answers is told only in such steps."""

Group = TypeVar("Group", int, str)


@dataclass(frozen=True)
class Limits:
    """The smallest groups whose figures and whose texts may leave.

    Attributes:
        figures: The setting `surveys.smallest_group`.
        texts: The setting `surveys.smallest_group_text`.
    """

    figures: int = 5
    texts: int = 10


def rounded_down(responses: int) -> int:
    """Return how many answers may be said to have come in so far."""
    return responses - responses % ROUNDED_TO


def may_show_total(counts: Mapping[Group, int], smallest: int) -> bool:
    """Say whether the figures of all groups together may be shown."""
    return sum(counts.values()) >= smallest


def hidden_groups(
    counts: Mapping[Group, int], smallest: int, hidden_before: AbstractSet[Group] = frozenset()
) -> frozenset[Group]:
    """Say which groups' figures must not be shown beside the total of all groups.

    Args:
        counts: How many answers each group has.
        smallest: The smallest number of answers that may stand behind a figure.
        hidden_before: Groups that are hidden already for another reason.

    Returns:
        Every group that is hidden: each small one, and as many of the next smallest as it
        takes until those hidden together are not small; all of them if the total is small.
    """
    if not may_show_total(counts, smallest):
        return frozenset(counts)
    hidden = {group for group, count in counts.items() if count < smallest} | set(hidden_before)
    shown = sorted((group for group in counts if group not in hidden), key=lambda g: counts[g])
    while 0 < sum(counts.get(group, 0) for group in hidden) < smallest:
        hidden.add(shown.pop(0))
    return frozenset(hidden)


def may_show_comments(count: int, limits: Limits) -> bool:
    """Say whether there are enough comments for none to stand out."""
    return count >= limits.texts
