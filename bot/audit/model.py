"""An entry of the account: who, what, about what, when.

An entry outlives the people it tells of, so it holds numbers and codes only: no names, no
texts, no chat numbers. Who an actor's number belongs to is a row elsewhere that is erased
with the person's chat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import BadInput

Detail = int | str | bool | None
"""What an entry may say besides: a number, a yes or no, or a short code."""

LONGEST_CODE = 60
_NAME = re.compile(r"[a-z][a-z_]{0,30}")
_CODE = re.compile(rf"[A-Za-z0-9_.:/+\- ]{{0,{LONGEST_CODE}}}")


class Deed(StrEnum):
    """What was done; stored by value, so a value never changes."""

    SCHOOL_ADDED = "school.added"
    CLASS_ADDED = "class.added"
    CLASS_RENAMED = "class.renamed"
    CLASS_GRADUATED = "class.graduated"
    SCHOOL_MOVED_UP = "school.moved_up"
    ROSTER_IMPORTED = "roster.imported"
    SEAT_CHANGED = "seat.changed"
    SEAT_REMOVED = "seat.removed"
    INVITATION_MADE = "invitation.made"
    INVITATIONS_REVOKED = "invitations.revoked"
    STAFF_JOINED = "staff.joined"
    STAFF_LEFT = "staff.left"
    STAFF_REMOVED = "staff.removed"
    READER_REMOVED = "reader.removed"
    PERSON_FORGOTTEN = "person.forgotten"
    NOTICE_SENT = "notice.sent"
    NOTICE_CANCELLED = "notice.cancelled"
    NOTICE_APPROVAL_ASKED = "notice.approval_asked"
    NOTICE_APPROVED = "notice.approved"
    NOTICE_RETURNED = "notice.returned"
    NOTICE_DROPPED = "notice.dropped"
    NOTICE_CORRECTED = "notice.corrected"
    NOTICE_WITHDRAWN = "notice.withdrawn"
    CORRECTION_ASKED = "notice.correction_asked"
    CORRECTION_APPROVED = "notice.correction_approved"
    CORRECTION_RETURNED = "notice.correction_returned"
    CORRECTION_DROPPED = "notice.correction_dropped"
    TIMETABLE_IMPORTED = "timetable.imported"
    TIMETABLE_CHANGED = "timetable.changed"
    TIMETABLE_TOLD = "timetable.told"
    CALENDAR_IMPORTED = "calendar.imported"
    COURSE_ENROLLED = "course.enrolled"
    COURSE_LEFT = "course.left"
    COURSE_GIVEN = "course.given"
    COURSE_TAKEN = "course.taken"
    SURVEY_OPENED = "survey.opened"
    SURVEY_CLOSED = "survey.closed"
    SURVEY_PLANNED = "survey.planned"
    SURVEY_UNPLANNED = "survey.unplanned"
    SURVEY_EXPORTED = "survey.exported"
    REQUEST_ANSWERED = "request.answered"
    QUESTION_DISMISSED = "question.dismissed"
    KNOWLEDGE_WRITTEN = "knowledge.written"
    DATABASE_BACKED_UP = "database.backed_up"
    DATABASE_RESTORED = "database.restored"


class About(StrEnum):
    """The kind of thing an entry is about."""

    SCHOOL = "school"
    CLASS = "class"
    CHILD = "child"
    CHAT = "chat"  # without its number
    STAFF = "staff"
    INVITATION = "invitation"
    NOTICE = "notice"
    COURSE = "course"
    SURVEY = "survey"
    REQUEST = "request"
    QUESTION = "question"
    DATABASE = "database"


@dataclass(frozen=True)
class Subject:
    """What an entry is about; `number` is our own row number, never a chat's at Telegram."""

    about: About
    number: int | None = None


@dataclass(frozen=True)
class Operator:
    """Whoever types at the command line."""


@dataclass(frozen=True)
class ByItself:
    """The service, when a time has come that somebody set before."""


@dataclass(frozen=True)
class InChat:
    """The person of a chat; `address` is Telegram's number, exchanged for the actor's own."""

    address: int


@dataclass(frozen=True)
class AtPost:
    """The person who holds a post, as `--as STAFF` names it."""

    staff: int


Actor = Operator | ByItself | InChat | AtPost

OPERATOR = Operator()
BY_ITSELF = ByItself()

OPERATOR_NUMBER = 0


class Unfit(BadInput):
    """A detail might hold a name or a text, and an entry cannot be taken back."""


@dataclass(frozen=True)
class Entry:
    """One line of the account.

    Attributes:
        id: From 1, without gaps.
        at: When it was done, aware, in UTC.
        actor: 0 for the operator, None for the service by itself, else a person's number.
        details: Numbers and codes.
        previous: The hash of the entry before, or zeros for the first.
        hash: SHA-256 over all of the above, in hexadecimal.
    """

    id: int
    at: datetime
    actor: int | None
    action: str
    subject: str
    subject_number: int | None
    details: str
    previous: str
    hash: str


def check_details(details: Mapping[str, Detail]) -> None:
    """Refuse what could be a name, a sentence or a text.

    Raises:
        Unfit: A detail is neither a number nor a short code.
    """
    for name, value in details.items():
        if not _NAME.fullmatch(name):
            raise Unfit(f"{name}: call a detail by a short word in small letters.")
        if isinstance(value, str) and not _CODE.fullmatch(value):
            raise Unfit(f"{name}: an entry of the account takes numbers and short codes only.")
