"""Taps under a notice that has left, and under the files of one that has not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class CorrectNotice(Tap):
    """Put a notice right: `step` is ask, sure, drop or undo.

    Behind sure and a dash stands which text is meant.
    """

    prefix: ClassVar[str] = "ne"
    notice: int
    step: str


@dataclass(frozen=True)
class WithdrawNotice(Tap):
    """Take a notice back: `step` is ask, sure or keep."""

    prefix: ClassVar[str] = "nw"
    notice: int
    step: str


@dataclass(frozen=True)
class DetachFiles(Tap):
    """Take every file from a draft."""

    prefix: ClassVar[str] = "nf"
    notice: int


@dataclass(frozen=True)
class ListUnreached(Tap):
    """Send the list of the children whom a notice has not reached."""

    prefix: ClassVar[str] = "nl"
    notice: int


@dataclass(frozen=True)
class RemindOf(Tap):
    """Remind whoever has not confirmed a notice: first it is shown, then sure.

    `made_before` is how many reminders the preview spoke of, empty before it is shown.
    """

    prefix: ClassVar[str] = "nm"
    notice: int
    made_before: int | None


@dataclass(frozen=True)
class NoReminder(Tap):
    """No, remind nobody."""

    prefix: ClassVar[str] = "nn"
