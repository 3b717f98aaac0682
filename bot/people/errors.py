"""What can go wrong between people, each with the text a parent or teacher is shown."""

from __future__ import annotations

from bot.errors import BadInput, NotAllowed, NotFound, WrongMoment


class SchoolMissing(NotFound):
    """There is no school with this number."""


class ClassMissing(NotFound):
    """There is no class with this number."""

    text_key = "notices-class-gone"


class CourseMissing(NotFound):
    """There is no such course."""

    text_key = "timetable-course-gone"


class SchoolNameTaken(BadInput):
    """The region has a school of this name already."""


class PostMissing(NotFound):
    """Nobody holds a post with this number."""


class RegionMissing(NotFound):
    """There is no school in this region."""


class BotNameUnknown(WrongMoment):
    """The bot's name is not known yet, so there is no link."""


class SeatMissing(NotFound):
    """The class has no such seat."""

    text_key = "classes-seat-gone"


class SeatTaken(WrongMoment):
    """Somebody reads along for this seat."""

    text_key = "classes-seat-taken"


class ClassNameTaken(BadInput):
    """The school has a class of this name already."""


class MovedUpBefore(WrongMoment):
    """The school has moved up for this school year already."""


class InvitationMissing(NotFound):
    """There is no such invitation."""

    text_key = "join-code-unknown"


class InvitationExpired(WrongMoment):
    """The invitation has expired."""

    text_key = "join-code-expired"


class InvitationUsed(WrongMoment):
    """The invitation was for one person and has been used."""

    text_key = "join-code-used"


class SeatFull(WrongMoment):
    """Three chats read along for this seat already."""

    text_key = "join-seat-full"


class NotYourClass(NotAllowed):
    """This class is not one of yours."""

    text_key = "failure-not-your-class"
