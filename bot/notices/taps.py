"""The buttons under a notice; their prefixes stay for ever, since old messages keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ReadNotice(Tap):
    """A parent taps “已阅”."""

    prefix: ClassVar[str] = "nr"
    notice: int


@dataclass(frozen=True)
class AgreeNotice(Tap):
    """A parent taps “已阅并同意”."""

    prefix: ClassVar[str] = "na"
    notice: int


@dataclass(frozen=True)
class ApproveNotice(Tap):
    """A second person agrees to a notice."""

    prefix: ClassVar[str] = "ny"
    notice: int


@dataclass(frozen=True)
class ReturnNotice(Tap):
    """A second person returns a notice: `step` is ask, reason, now or back."""

    prefix: ClassVar[str] = "nb"
    notice: int
    step: str


@dataclass(frozen=True)
class ApproveCorrection(Tap):
    """A second person agrees to a correction, which has a number of its own."""

    prefix: ClassVar[str] = "nh"
    correction: int


@dataclass(frozen=True)
class ReturnCorrection(Tap):
    """A second person returns a correction: `step` as for `ReturnNotice`."""

    prefix: ClassVar[str] = "nu"
    correction: int
    step: str


@dataclass(frozen=True)
class WriteAgain(Tap):
    """Begin a draft like a notice that was returned, expired or stopped."""

    prefix: ClassVar[str] = "ng"
    notice: int
