"""What can go wrong with a notice."""

from __future__ import annotations

from bot.errors import BadInput, BadOption, NotFound, WrongMoment


class NoticeMissing(NotFound):
    """There is no notice with this number."""

    text_key = "notices-missing"


class TextUnusable(BadInput):
    """The text is empty or too long."""

    text_key = "notices-text-unusable"


class NothingToConfirm(WrongMoment):
    """The notice asks for no confirmation, so nobody is reminded of it."""

    text_key = "reminders-nothing-asked"


class NotSentYet(WrongMoment):
    """A reminder can follow once the notice has been sent to everybody, and was not taken back."""

    text_key = "reminders-not-sent"


class EverybodyHasConfirmed(WrongMoment):
    """Every family that can be reached has confirmed; nobody is left to be reminded."""

    text_key = "reminders-everybody"


class RemindedEnough(WrongMoment):
    """Two reminders of this notice were made today; wait until tomorrow."""

    text_key = "reminders-enough"


class NobodyToTell(BadInput):
    """--to: nobody has joined these classes yet; hand out invitations first."""

    text_key = "notices-nobody"


class TimeHasPassed(BadOption):
    """--at: this time has passed; name a later one, or leave it out."""

    text_key = "notices-time-passed"


class TimeTooFar(BadOption):
    """--at: this is more than a year ahead; name an earlier time."""

    text_key = "notices-time-too-far"


class AlreadyOnItsWay(WrongMoment):
    """The notice has been sent or stopped already."""

    text_key = "notices-already-sent"
