"""Taps that only the chat itself needs; rooms keep theirs beside their rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.taps import Tap


@dataclass(frozen=True)
class ShowSeats(Tap):
    """A page of seat numbers; `begin` is its first."""

    prefix: ClassVar[str] = "st"
    child: int
    begin: int


@dataclass(frozen=True)
class PickSeat(Tap):
    """A seat number of the page, still to be confirmed."""

    prefix: ClassVar[str] = "sp"
    child: int
    seat: int


@dataclass(frozen=True)
class GiveSeat(Tap):
    """The seat number is right, or skipped when there is none."""

    prefix: ClassVar[str] = "sg"
    child: int
    seat: int | None


@dataclass(frozen=True)
class JoinAnother(Tap):
    """One more child in the same class."""

    prefix: ClassVar[str] = "ja"
    school_class: int


@dataclass(frozen=True)
class ChooseLanguage(Tap):
    """A language of the list."""

    prefix: ClassVar[str] = "lg"
    language: str


STAYS: Final = 2
"""What a button to leave carries of somebody who has thought better of it."""


@dataclass(frozen=True)
class LeaveChild(Tap):
    """Leave a class: 0 asks, 1 is sure, `STAYS` stays after all."""

    prefix: ClassVar[str] = "lv"
    child: int
    is_sure: int


@dataclass(frozen=True)
class LeavePosts(Tap):
    """Give up one's posts at school: 0 asks, 1 is sure, `STAYS` stays after all."""

    prefix: ClassVar[str] = "lp"
    is_sure: int


@dataclass(frozen=True)
class ForgetMe(Tap):
    """Yes, erase everything about me."""

    prefix: ClassVar[str] = "zf"


@dataclass(frozen=True)
class KeepMe(Tap):
    """No, erase nothing."""

    prefix: ClassVar[str] = "zk"


@dataclass(frozen=True)
class ShowSettings(Tap):
    """Back to the settings."""

    prefix: ClassVar[str] = "zs"


@dataclass(frozen=True)
class ShowLanguages(Tap):
    """The languages to choose from."""

    prefix: ClassVar[str] = "zl"


@dataclass(frozen=True)
class ChooseQuiet(Tap):
    """Quiet hours of one's own in minutes since midnight: nothing yet, the begin, then both."""

    prefix: ClassVar[str] = "zq"
    begin: int | None
    end: int | None


@dataclass(frozen=True)
class NoQuiet(Tap):
    """No quiet hours of one's own any more."""

    prefix: ClassVar[str] = "zn"


@dataclass(frozen=True)
class ChooseReminder(Tap):
    """Minutes before a child is fetched at which to be reminded: nothing yet, 0 for never."""

    prefix: ClassVar[str] = "zr"
    minutes: int | None


@dataclass(frozen=True)
class NoneOfThese(Tap):
    """None of the questions offered is mine."""

    prefix: ClassVar[str] = "qn"


@dataclass(frozen=True)
class AnswerGood(Tap):
    """The answers of this message help; `entry` is the first of them."""

    prefix: ClassVar[str] = "fg"
    entry: str


@dataclass(frozen=True)
class AnswerBad(Tap):
    """The answers of this message do not help; `entry` is the first of them."""

    prefix: ClassVar[str] = "fb"
    entry: str


@dataclass(frozen=True)
class NotMeant(Tap):
    """The answer is about something else than was asked."""

    prefix: ClassVar[str] = "fn"
    entry: str


@dataclass(frozen=True)
class AskSchool(Tap):
    """Let the school look at the question this message replies to: first it is shown."""

    prefix: ClassVar[str] = "fs"


@dataclass(frozen=True)
class SendToSchool(Tap):
    """Yes, send what was shown, about this child."""

    prefix: ClassVar[str] = "fc"
    child: int | None


@dataclass(frozen=True)
class KeepPrivate(Tap):
    """No, send nothing."""

    prefix: ClassVar[str] = "fx"


@dataclass(frozen=True)
class TellMe(Tap):
    """Tell me when the question this message replies to has an answer."""

    prefix: ClassVar[str] = "ft"


@dataclass(frozen=True)
class SendAnswer(Tap):
    """Send the reply that was written to whoever asked."""

    prefix: ClassVar[str] = "is"
    request: int


@dataclass(frozen=True)
class AssignGroup(Tap):
    """An open question is one more wording of an answer we have."""

    prefix: ClassVar[str] = "ig"
    group: int
    entry: str


@dataclass(frozen=True)
class WriteEntry(Tap):
    """Write a new answer to an open question."""

    prefix: ClassVar[str] = "iw"
    group: int


@dataclass(frozen=True)
class KeepEntry(Tap):
    """Keep the new answer that was written."""

    prefix: ClassVar[str] = "ik"
    group: int


@dataclass(frozen=True)
class DismissGroup(Tap):
    """An open question needs no answer: first asked, then sure."""

    prefix: ClassVar[str] = "ix"
    group: int
    is_sure: int


@dataclass(frozen=True)
class ComposeFor(Tap):
    """Begin a notice for an audience such as `class:3`, its colon written as a dash."""

    prefix: ClassVar[str] = "nc"
    audience: str


@dataclass(frozen=True)
class ChangeDraft(Tap):
    """A button under a draft; `step` is one of the names in handlers/notices.py."""

    prefix: ClassVar[str] = "nd"
    notice: int
    step: str


@dataclass(frozen=True)
class SendAt(Tap):
    """Send a draft at an instant, in whole minutes since 1970."""

    prefix: ClassVar[str] = "ns"
    notice: int
    minute: int


@dataclass(frozen=True)
class PickWhom(Tap):
    """Tick an audience of a draft for several, or take its tick away."""

    prefix: ClassVar[str] = "nk"
    notice: int
    audience: str


@dataclass(frozen=True)
class SendBefore(Tap):
    """Send a draft now, and nothing of it after an instant, in whole minutes since 1970."""

    prefix: ClassVar[str] = "nv"
    notice: int
    minute: int


@dataclass(frozen=True)
class Repeat(Tap):
    """How a draft repeats, a field more with each step.

    `day` is 1 to 7, Monday being 1, or 0 for the first school day of each month; `minute` is
    of the day; `until` is the last day, counted as Python counts them.
    """

    prefix: ClassVar[str] = "np"
    notice: int
    day: int
    minute: int | None
    until: int | None
    is_sure: int | None


@dataclass(frozen=True)
class StopSeries(Tap):
    """Stop a notice that repeats, with all that would follow it."""

    prefix: ClassVar[str] = "nz"
    notice: int


@dataclass(frozen=True)
class TextIsFor(Tap):
    """What a typed text was meant for: the draft, or a question when it is empty."""

    prefix: ClassVar[str] = "nt"
    notice: int | None


@dataclass(frozen=True)
class StopNotice(Tap):
    """Stop a notice that is scheduled or on its way."""

    prefix: ClassVar[str] = "nx"
    notice: int


@dataclass(frozen=True)
class ShowClass(Tap):
    """The seats of a class, for its teacher."""

    prefix: ClassVar[str] = "cs"
    school_class: int


@dataclass(frozen=True)
class InviteClass(Tap):
    """A fresh invitation for a class, for its teacher to hand on."""

    prefix: ClassVar[str] = "ci"
    school_class: int


@dataclass(frozen=True)
class RevokeCodes(Tap):
    """Ask whether every invitation handed on for a class should be made useless."""

    prefix: ClassVar[str] = "cr"
    school_class: int


@dataclass(frozen=True)
class RevokeSure(Tap):
    """Yes, make them useless."""

    prefix: ClassVar[str] = "ck"
    school_class: int


@dataclass(frozen=True)
class ShowSeat(Tap):
    """The chats of one seat, for the teacher."""

    prefix: ClassVar[str] = "cd"
    child: int


@dataclass(frozen=True)
class RemoveReader(Tap):
    """Part a chat from a seat, on the teacher's word."""

    prefix: ClassVar[str] = "cx"
    child: int
    chat: int


@dataclass(frozen=True)
class OfferSeats(Tap):
    """A page of numbers to put a wrong seat right, for the teacher; `begin` is its first."""

    prefix: ClassVar[str] = "co"
    child: int
    begin: int


@dataclass(frozen=True)
class MoveSeat(Tap):
    """Give a child of the class another seat number, on the teacher's word."""

    prefix: ClassVar[str] = "cm"
    child: int
    seat: int


@dataclass(frozen=True)
class DropSeat(Tap):
    """Take a seat nobody reads along for off the class list: first asked, then sure."""

    prefix: ClassVar[str] = "cl"
    child: int
    is_sure: int


@dataclass(frozen=True)
class ShowWeek(Tap):
    """The after-school service of a week, counted from this one."""

    prefix: ClassVar[str] = "wk"
    ahead: int
