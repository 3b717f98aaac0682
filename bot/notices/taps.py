"""The button under a notice; its prefix stays for ever, since old messages keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ReadNotice(Tap):
    """A parent taps “已阅”."""

    prefix: ClassVar[str] = "nr"
    notice: int
