"""Taps under a family's own days of after-school service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ShowDay(Tap):
    """One day of one's own children, counted from today."""

    prefix: ClassVar[str] = "dy"
    ahead: int


@dataclass(frozen=True)
class AskRules(Tap):
    """What was asked is not my child's day, but what the rules say."""

    prefix: ClassVar[str] = "dr"


@dataclass(frozen=True)
class PickClass(Tap):
    """Whose day is asked about, by somebody who has not joined: school, then grade, then class.

    `day` is counted as Python counts days.
    """

    prefix: ClassVar[str] = "dc"
    day: int
    school: int | None
    grade: int | None
    school_class: int | None
