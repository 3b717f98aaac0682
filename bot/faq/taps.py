"""The buttons that lead to an answer; prefixes stay for ever, since old messages keep them."""

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


@dataclass(frozen=True)
class AskAnyway(Tap):
    """Under the lines for danger: the message is a question all the same."""

    prefix: ClassVar[str] = "qa"
