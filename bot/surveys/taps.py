"""The buttons of a survey: they carry the whole unfinished answer, and nothing else does.

Each button says which state of the answer it leads to, so going back is simply a button
with one character less, and a restart, a second process or an old message changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class SurveyTap(Tap):
    """Show the next question of an answer that has come this far.

    Attributes:
        wave: The number of the wave.
        grade: The grade of the child it is about; None before that is known.
        choices: One character a question answered so far.
    """

    prefix: ClassVar[str] = "sv"
    wave: int
    grade: int | None = None
    choices: str = ""


@dataclass(frozen=True)
class SurveyHandIn(Tap):
    """Hand a finished answer in."""

    prefix: ClassVar[str] = "svh"
    wave: int
    grade: int
    choices: str


@dataclass(frozen=True)
class SurveyLeave(Tap):
    """Stop answering; nothing has been kept."""

    prefix: ClassVar[str] = "svl"
    wave: int


AnyTap = SurveyTap | SurveyHandIn | SurveyLeave
