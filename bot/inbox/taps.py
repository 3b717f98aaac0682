"""The button under a request; its prefix stays for ever, since old messages keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class AnswerRequest(Tap):
    """Somebody at school wants to answer a parent's request."""

    prefix: ClassVar[str] = "ia"
    request: int
