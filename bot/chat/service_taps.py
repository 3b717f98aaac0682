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
