"""What can go wrong with a notice."""

from __future__ import annotations

from bot.errors import BadInput, BadOption, NotAllowed, NotFound, WrongMoment


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


class DespiteUnusable(BadInput):
    """--despite: give a reason of at most 200 characters for sending it all the same."""

    text_key = "notices-despite-unusable"


class NobodyToTell(BadInput):
    """--to: nobody has joined these classes yet; hand out invitations first."""

    text_key = "notices-nobody"


class NobodyInCourse(NobodyToTell):
    """--to: no child with a place in this course has a parent here yet."""

    text_key = "notices-nobody-in-course"


class TimeHasPassed(BadOption):
    """--at: this time has passed; name a later one, or leave it out."""

    text_key = "notices-time-passed"


class TimeTooFar(BadOption):
    """--at: this is more than a year ahead; name an earlier time."""

    text_key = "notices-time-too-far"


class AlreadyOnItsWay(WrongMoment):
    """The notice has been sent or stopped already."""

    text_key = "notices-already-sent"


class TimeUnreadable(BadOption):
    """A time is not written as it must be."""

    text_key = "notices-time-unreadable"


class DayMissing(BadOption):
    """No calendar has this day or hour."""

    text_key = "notices-day-missing"


class HourMissing(BadOption):
    """The clock jumps over this hour; name another."""

    text_key = "notices-hour-missing"


class HourTwice(BadOption):
    """This hour comes twice that night; name another."""

    text_key = "notices-hour-twice"


class DeadlineTooEarly(BadOption):
    """--not-after: nothing could have left by then, quiet hours considered; name a later time."""

    text_key = "notices-deadline-early"


class NeverDue(BadOption):
    """--until: the notice would never be due by then; name a later day."""

    text_key = "notices-repeat-never"


class ReasonUnusable(BadOption):
    """--reason: say in at most 200 characters why it is urgent."""

    text_key = "notices-reason-unusable"


class ReturnReasonTooLong(BadOption):
    """--reason: say in at most 300 characters what is to be changed."""

    text_key = "notices-return-reason-long"


class NobodyToAgree(WrongMoment):
    """The notice needs a second person, and there is nobody else who may agree."""

    text_key = "notices-nobody-to-agree"


class NotYours(NotAllowed):
    """Whoever wrote a notice cannot be the second person for it."""

    text_key = "notices-own-approval"


class NotAsked(NotAllowed):
    """This person is not among those who may agree to the notice."""

    text_key = "notices-not-asked"


class DecidedBefore(WrongMoment):
    """Somebody has agreed to the notice or returned it already."""

    text_key = "notices-decided-before"


class TakenBack(WrongMoment):
    """The author has taken the notice back."""

    text_key = "notices-taken-back"


class ApprovalExpired(WrongMoment):
    """Nobody agreed in time; the notice was not sent."""

    text_key = "notices-approval-expired"


class NotOutYet(WrongMoment):
    """The notice has not left yet; stop it with `jiaxiao notice cancel` and write another."""

    text_key = "notices-not-out"


class NothingToCorrect(WrongMoment):
    """Nobody has this notice, or it was stopped or taken back; there is nothing to correct."""

    text_key = "notices-nothing-to-correct"


class SameText(BadOption):
    """--text: this is the text the notice has already."""

    text_key = "notices-same-text"


class NobodyToAgreeToIt(WrongMoment):
    """The correction needs a second person, and there is nobody else who may agree."""

    text_key = "notices-correction-nobody"


class CorrectionWaits(WrongMoment):
    """This very correction waits for a second person already."""

    text_key = "notices-correction-waits"


class CorrectionMissing(NotFound):
    """There is no correction with this number."""

    text_key = "notices-correction-missing"


class CorrectionDecided(WrongMoment):
    """Somebody has agreed to the correction or returned it already."""

    text_key = "notices-correction-decided"


class CorrectionTakenBack(WrongMoment):
    """Its author has taken the correction back, or written another in its place."""

    text_key = "notices-correction-taken-back"


class CorrectionExpired(WrongMoment):
    """Nobody agreed to the correction in time; it was not sent."""

    text_key = "notices-correction-expired"


class CorrectionOvertaken(WrongMoment):
    """The notice was corrected, stopped or withdrawn meanwhile; the correction is not sent."""

    text_key = "notices-correction-overtaken"


class NotItsAuthor(NotAllowed):
    """Only whoever wrote a notice, or the operator without --as, puts it right."""

    text_key = "failure-not-your-class"


class CannotBeWithdrawn(WrongMoment):
    """The notice was taken back before, or a correction has taken its place."""

    text_key = "notices-not-withdrawable"


class TextOvertaken(WrongMoment):
    """The text under which this was tapped no longer holds."""

    text_key = "notices-text-overtaken"


class FileUnusable(BadOption):
    """A file cannot be attached; the sentence says which and why."""

    text_key = "notices-file-unusable"


class TooManyFiles(BadOption):
    """--attach: a notice carries at most 5 files; put pages together into one PDF."""

    text_key = "notices-files-too-many"
