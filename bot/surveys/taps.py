"""The buttons of a survey: they carry the whole unfinished answer, and nothing else does.

Each button says which state of the answer it leads to, so going back is simply a button
with one character less, and a restart, a second process or an old message changes nothing.

Buttons that lead into a wave end with its tag (`WaveName`); those of older releases
have none.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, Self

from bot.taps import SEPARATOR, Tap


@dataclass(frozen=True)
class WaveName:
    """How buttons and replies name a wave.

    A database brought back from a backup gives its next wave a number that it has given before,
    so a number alone might name another wave than the one whose button it stands in.

    Attributes:
        tag: Drawn by lot at opening; None for waves that an older release opened.
    """

    number: int
    tag: str | None = None


class _OfWave(Tap):
    """A button that leads into a wave."""

    later_fields: ClassVar[int] = 1
    """How many fields at the end buttons of older releases lack."""
    wave: int
    tag: str | None

    @property
    def name(self) -> WaveName:
        """Return the wave it leads into."""
        return WaveName(self.wave, self.tag)

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """Read a payload back, those of an older release included.

        Raises:
            UnreadableTap: It is not a payload of this kind.
        """
        kind: type = cls
        lacking = len(fields(kind)) - packed.count(SEPARATOR)
        is_old = 0 < lacking <= cls.later_fields
        return super().unpack(packed + SEPARATOR * lacking if is_old else packed)


@dataclass(frozen=True)
class SurveyStart(_OfWave):
    """Begin an answer about a child of one class.

    Attributes:
        wave: The number of the wave.
        school_class: The class that the invitation names.
    """

    prefix: ClassVar[str] = "svs"
    wave: int
    school_class: int
    tag: str | None = None


@dataclass(frozen=True)
class SurveyTap(_OfWave):
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
    tag: str | None = None


@dataclass(frozen=True)
class SurveyHandIn(_OfWave):
    """Hand a finished answer in.

    Attributes:
        code: The receipt's code; None in buttons of an older release.
    """

    prefix: ClassVar[str] = "svh"
    later_fields: ClassVar[int] = 2
    wave: int
    about: int
    choices: str
    code: str | None = None
    tag: str | None = None


@dataclass(frozen=True)
class SurveyLeave(_OfWave):
    """Stop answering; nothing has been kept."""

    prefix: ClassVar[str] = "svl"
    wave: int
    tag: str | None = None


@dataclass(frozen=True)
class SurveyWords(_OfWave):
    """Hand in, without a name, the words that were typed without replying."""

    prefix: ClassVar[str] = "svc"
    wave: int
    tag: str | None = None


@dataclass(frozen=True)
class SurveyNoWords(Tap):
    """Say that what was typed is a question and no comment."""

    prefix: ClassVar[str] = "svq"
    wave: int


AnyTap = SurveyStart | SurveyTap | SurveyHandIn | SurveyLeave
"""The buttons under a survey's own message."""
