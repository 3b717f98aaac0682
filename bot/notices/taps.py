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
