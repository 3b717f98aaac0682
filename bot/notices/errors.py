"""What can go wrong with a notice."""

from __future__ import annotations

from bot.errors import BadInput, BadOption, NotFound, WrongMoment


class NoticeMissing(NotFound):
    """There is no notice with this number."""

    text_key = "notices-missing"


class TextUnusable(BadInput):
    """The text is empty or too long."""

    text_key = "notices-text-unusable"


class NobodyToTell(BadInput):
    """Nobody has joined the classes of this notice yet."""

    text_key = "notices-nobody"


class TimeHasPassed(BadOption):
    """The time has passed already."""

    text_key = "notices-time-passed"


class AlreadyOnItsWay(WrongMoment):
    """The notice has been sent or stopped already."""

    text_key = "notices-already-sent"
