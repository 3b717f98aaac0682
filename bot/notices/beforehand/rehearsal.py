"""What sending a notice would do: whom it reaches when, and what is to be thought of first. Pure.

A preview that says only how many get it leaves out what an office asks next: when the last
family has it, whom quiet hours hold back until when, and who will not get it at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.i18n.languages import Language
from bot.notices.rules.model import Finding, Stage
from bot.people.model import Recipient
from bot.people.quiet_hours import FIRST_JUNIOR_GRADE


class WhoWaits(StrEnum):
    """Families that are left in peace for the same reason."""

    PRIMARY = "primary"  # their children are in primary school
    JUNIOR = "junior"  # their children are in junior high
    BOTH = "both"  # they have children in both
    OWN = "own"  # they have asked for longer hours of their own


@dataclass(frozen=True)
class Shown:
    """What the recipients of one language get, exactly as the first of them does.

    Attributes:
        language: Their language.
        text: The message, heading and footing included.
        buttons: The labels of the buttons under it.
        recipients: How many chats use the language.
        wordings: How many texts there are, which differ by the classes they name.
    """

    language: Language
    text: str
    buttons: tuple[str, ...]
    recipients: int
    wordings: int


@dataclass(frozen=True)
class Held:
    """Chats that get it later because of quiet hours."""

    who: WhoWaits
    chats: int
    until: datetime


@dataclass(frozen=True)
class Pace:
    """When messages leave; every instant is UTC.

    Attributes:
        per_second: Messages that leave in a second.
        waiting: Messages of others that leave before it.
        takes: How long its own messages take without a pause.
        first_at: When the first of its messages leaves.
        last_at: When the last family gets it.
    """

    per_second: float
    waiting: int
    takes: timedelta
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Explained:
    """Rules that object to a notice, and why it is sent all the same."""

    rules: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Rehearsal:
    """What sending a notice would do.

    Attributes:
        shown: What is read, by language, the most used first.
        children: Children it is about.
        unreached: Those of them that nobody reads along for.
        gone: Chats of its audience that have shut the bot out and get nothing.
        messages: Messages for each chat; more than one for a long text or files.
        held: Who gets it later.
        pace: When it leaves; empty when nobody gets it.
        findings: What the rules say.
        is_checked: Whether the rules could be read.
    """

    shown: tuple[Shown, ...]
    children: int
    unreached: int
    gone: int
    messages: int
    held: tuple[Held, ...]
    pace: Pace | None
    findings: tuple[Finding, ...]
    is_checked: bool = True

    @property
    def recipients(self) -> int:
        """How many chats get it."""
        return sum(one.recipients for one in self.shown)


def pace(
    leaves: Mapping[datetime, int], *, waiting: int, per_second: float, now: datetime
) -> Pace | None:
    """Reckon when messages leave.

    Args:
        leaves: How many messages may leave from when on, UTC.
        waiting: Messages of others before them.
        per_second: Messages that leave in a second.
        now: This instant, UTC.

    Returns:
        None if there are no messages.
    """
    if not leaves:
        return None
    free_at = now + timedelta(seconds=waiting / per_second)
    first_at = max(free_at, min(leaves))
    for at in sorted(leaves):
        # The last of so many leaves one interval before the next could.
        free_at = max(free_at, at) + timedelta(seconds=leaves[at] / per_second)
    takes = timedelta(seconds=sum(leaves.values()) / per_second)
    return Pace(per_second, waiting, takes, first_at, free_at)


def held(
    leaves: Iterable[tuple[Recipient, datetime, datetime]], wanted: datetime
) -> tuple[Held, ...]:
    """Count who gets a notice later than wanted, by reason and time.

    Args:
        leaves: Each recipient, when it leaves for them by the rule of the stages alone, and
            when it really does.
        wanted: When it is wanted.
    """
    counts: Counter[tuple[datetime, WhoWaits]] = Counter()
    for recipient, by_rule, really in leaves:
        if really > wanted:
            who = _stages(recipient) if by_rule == really else WhoWaits.OWN
            counts[really, who] += 1
    order = list(WhoWaits)
    found = sorted(counts.items(), key=lambda one: (one[0][0], order.index(one[0][1])))
    return tuple(Held(who, count, until) for (until, who), count in found)


def stages_of(grades: Iterable[int]) -> frozenset[Stage]:
    """Return the stages that grades belong to."""
    return frozenset(
        Stage.JUNIOR if grade >= FIRST_JUNIOR_GRADE else Stage.PRIMARY for grade in grades
    )


def _stages(recipient: Recipient) -> WhoWaits:
    stages = stages_of(recipient.grades)
    if len(stages) > 1:
        return WhoWaits.BOTH
    return WhoWaits.JUNIOR if Stage.JUNIOR in stages else WhoWaits.PRIMARY
