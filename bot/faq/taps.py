"""The button that shows an answer; its prefix stays for ever, since old messages keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ShowEntry(Tap):
    """One of the questions offered; `grade` once the parent has said it."""

    prefix: ClassVar[str] = "qe"
    entry: str
    grade: int | None
