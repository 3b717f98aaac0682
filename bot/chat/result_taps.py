"""The buttons under a survey's figures; their prefixes stay for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ShowResults(Tap):
    """Show the figures of a closed survey."""

    prefix: ClassVar[str] = "vs"
    wave: int


@dataclass(frozen=True)
class GiveResults(Tap):
    """Send the figures as a file: `kind` is png, trend, pdf, xlsx, csv or json."""

    prefix: ClassVar[str] = "vf"
    wave: int
    kind: str


@dataclass(frozen=True)
class ShowDistrict(Tap):
    """Show the totals over a district's schools: `wave` is any of theirs."""

    prefix: ClassVar[str] = "vd"
    wave: int


@dataclass(frozen=True)
class GiveDistrict(Tap):
    """Send a district's totals as a file: `kind` is png, pdf or xlsx."""

    prefix: ClassVar[str] = "vg"
    wave: int
    kind: str
