"""The buttons of a survey: they carry the whole unfinished answer, and nothing else does.

Each button says which state of the answer it leads to, so going back is simply a button
with one character less, and a restart, a second process or an old message changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.taps import SEPARATOR, Tap


@dataclass(frozen=True)
class SurveyStart(Tap):
    """Begin an answer about a child of one class.

    Attributes:
        wave: The number of the wave.
        school_class: The class that the invitation names.
    """

    prefix: ClassVar[str] = "svs"
    wave: int
    school_class: int


@dataclass(frozen=True)
class SurveyTap(Tap):
    """Show the next question of an answer that has come this far.

    Attributes:
        wave: The number of the wave.
        about: The child it is about, or in a survey of families the grade; None before that
            is known.
        choices: One character a question answered so far; see
            `questions/choices.py`.
    """

    prefix: ClassVar[str] = "sv"
    wave: int
    about: int | None = None
    choices: str = ""


@dataclass(frozen=True)
class SurveyHandIn(Tap):
    """Hand a finished answer in.

    Attributes:
        code: The receipt's code; None in buttons of an older release.
    """

    prefix: ClassVar[str] = "svh"
    wave: int
    about: int
    choices: str
    code: str | None = None

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """Read a payload back, those of an older release included.

        Raises:
            UnreadableTap: It is not a payload of this kind.
        """
        is_old = packed.count(SEPARATOR) == 3  # noqa: PLR2004 - prefix and the three fields then
        return super().unpack(f"{packed}{SEPARATOR}" if is_old else packed)


@dataclass(frozen=True)
class SurveyLeave(Tap):
    """Stop answering; nothing has been kept."""

    prefix: ClassVar[str] = "svl"
    wave: int


@dataclass(frozen=True)
class SurveyWords(Tap):
    """Hand in, without a name, the words that were typed without replying."""

    prefix: ClassVar[str] = "svc"
    wave: int


@dataclass(frozen=True)
class SurveyNoWords(Tap):
    """Say that what was typed is a question and no comment."""

    prefix: ClassVar[str] = "svq"
    wave: int


AnyTap = SurveyStart | SurveyTap | SurveyHandIn | SurveyLeave
"""The buttons under a survey's own message."""
