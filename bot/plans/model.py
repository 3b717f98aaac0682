"""A plan, its rule, and what came of it each time it fell due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NewType

from bot.errors import BadInput

PlanId = NewType("PlanId", int)


class UnusableRule(BadInput):
    """A plan's time cannot be used."""


@dataclass(frozen=True, slots=True)
class Once:
    """Due at one instant.

    Args:
        at: The instant, aware.

    Raises:
        UnusableRule: The instant is naive; guessing its zone would send at the wrong hour.
    """

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise UnusableRule(f"A plan needs an instant with its zone, not {self.at}.")


@dataclass(frozen=True, slots=True)
class Daily:
    """Due every day at the same time of the school's zone.

    Args:
        at: The time of day, in whole minutes and without a zone of its own.

    Raises:
        UnusableRule: The time carries a zone, or seconds.
    """

    at: time

    def __post_init__(self) -> None:
        if self.at.tzinfo is not None or self.at.second or self.at.microsecond:
            raise UnusableRule(f"A daily plan needs hours and minutes only, not {self.at}.")


Rule = Once | Daily


class Settled(StrEnum):
    """What came of a plan when it fell due."""

    MADE = "made"  # its work was done, on time or late
    DROPPED = "dropped"  # it was too late for it; the note says by how much


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen, and when.

    Attributes:
        kind: Whose handler does the work, such as ``notice``.
        subject: The id of what it is about; kind and subject together are unique.
        catch_up_for: How late it may still be done; None means however late.
        since: Due times before this instant do not count for a daily rule.
    """

    id: PlanId
    kind: str
    subject: int
    rule: Rule
    catch_up_for: timedelta | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a plan fell due, being made or dropped now.

    Attributes:
        due_at: When it should have happened.
        made_at: When it is happening.
    """

    plan_id: PlanId
    kind: str
    subject: int
    due_at: datetime
    made_at: datetime

    @property
    def late_for(self) -> timedelta:
        """How long after its time it is made."""
        return self.made_at - self.due_at
