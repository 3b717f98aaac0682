"""Taps under messages that this room writes itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ShowCourse(Tap):
    """One course, as it is for a child."""

    prefix: ClassVar[str] = "uc"
    course: int
    child: int


@dataclass(frozen=True)
class LeaveCourse(Tap):
    """Leave a course or its waiting list: first asked, then sure."""

    prefix: ClassVar[str] = "ul"
    course: int
    child: int
    is_sure: int
