"""Who may do what: one table, action by role, and how far each reaches.

The table is the only place where this is decided: the chat asks it before a command or a
button runs, and the handlers ask it again for the class, school or region at hand. Whoever
types at the command line is the operator, who has the machine and so may do everything; the
column says so, and the account of who did what names them.

Every cell is written out, so that a new action is decided for every role by somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.people.audience import Audience, Kind
from bot.people.model import ClassId, CourseId, Person, Role, StaffMember


class Reach(StrEnum):
    """How far somebody may do something."""

    NO = "no"  # not at all
    CLASSES = "classes"  # in the classes and courses given to them
    SCHOOL = "school"  # in their school, its classes and courses
    REGION = "region"  # in the schools of their region
    ALL = "all"  # everywhere


class Action(StrEnum):
    """Something that is not for everybody."""

    TELL_CLASS = "tell_class"  # write a notice to a class or a course
    TELL_SCHOOL = "tell_school"  # write a notice to a grade, a school or its staff
    TELL_DISTRICT = "tell_district"  # write a notice to every school of a region
    AGREE_SCHOOL = "agree_school"  # be the second person for a notice of a school
    AGREE_DISTRICT = "agree_district"  # be the second person for a notice to a region
    SEE_CLASS = "see_class"  # the seats of a class and their number of chats
    SEE_TOTALS = "see_totals"  # how far schools have come, in numbers only
    INVITE = "invite"  # make and revoke invitations for a class
    CHANGE_CLASS = "change_class"  # remove a reader, correct or remove a seat
    CHANGE_SERVICE = "change_service"  # change a day's after-school service, see who comes
    ANSWER_PARENTS = "answer_parents"  # answer what a parent has asked the school
    EDIT_ANSWERS = "edit_answers"  # file open questions and write answers
    SET_UP = "set_up"  # schools, classes, lists, staff, moving up
    PLAN = "plan"  # import calendars and the after-school service
    SURVEY = "survey"  # open, close and export surveys
    KEEP = "keep"  # back up and restore, erase a person, read the account


@dataclass(frozen=True)
class Row:
    """How far each role reaches with one action."""

    teacher: Reach
    school: Reach
    district: Reach
    editor: Reach
    operator: Reach


_NO, _CLASSES, _SCHOOL, _REGION, _ALL = Reach

TABLE: Final[Mapping[Action, Row]] = {
    # What, then: teacher, school, district, editor, operator.
    Action.TELL_CLASS: Row(_CLASSES, _SCHOOL, _NO, _NO, _ALL),
    Action.TELL_SCHOOL: Row(_NO, _SCHOOL, _NO, _NO, _ALL),
    Action.TELL_DISTRICT: Row(_NO, _NO, _REGION, _NO, _ALL),
    Action.AGREE_SCHOOL: Row(_NO, _SCHOOL, _NO, _NO, _ALL),
    Action.AGREE_DISTRICT: Row(_NO, _NO, _REGION, _NO, _ALL),
    Action.SEE_CLASS: Row(_CLASSES, _SCHOOL, _NO, _NO, _ALL),
    Action.SEE_TOTALS: Row(_NO, _SCHOOL, _REGION, _NO, _ALL),
    Action.INVITE: Row(_CLASSES, _SCHOOL, _NO, _NO, _ALL),
    Action.CHANGE_CLASS: Row(_CLASSES, _SCHOOL, _NO, _NO, _ALL),
    Action.CHANGE_SERVICE: Row(_CLASSES, _SCHOOL, _NO, _NO, _ALL),
    Action.ANSWER_PARENTS: Row(_CLASSES, _SCHOOL, _NO, _NO, _NO),
    Action.EDIT_ANSWERS: Row(_NO, _SCHOOL, _NO, _REGION, _ALL),
    Action.SET_UP: Row(_NO, _NO, _NO, _NO, _ALL),
    Action.PLAN: Row(_NO, _NO, _NO, _NO, _ALL),
    Action.SURVEY: Row(_NO, _NO, _NO, _NO, _ALL),
    Action.KEEP: Row(_NO, _NO, _NO, _NO, _ALL),
}

TELL: Final = frozenset({Action.TELL_CLASS, Action.TELL_SCHOOL, Action.TELL_DISTRICT})
"""Whoever may do one of these writes notices."""

AGREE: Final = frozenset({Action.AGREE_SCHOOL, Action.AGREE_DISTRICT})
"""Whoever may do one of these is asked about the notices of others."""

_OF_A_SCHOOL: Final = (Kind.SCHOOL, Kind.GRADE, Kind.STAFF)
"""Audiences whose number is a school's."""


def reach(role: Role, action: Action) -> Reach:
    """Say how far a role reaches with an action."""
    row = TABLE[action]
    match role:
        case Role.TEACHER:
            return row.teacher
        case Role.SCHOOL:
            return row.school
        case Role.DISTRICT:
            return row.district
        case Role.EDITOR:
            return row.editor


def may(person: Person, actions: Iterable[Action]) -> bool:
    """Say whether a person may do one of some actions anywhere at all."""
    wanted = tuple(actions)
    return any(reach(post.role, action) != Reach.NO for post in person.posts for action in wanted)


def posts_for(person: Person, action: Action) -> tuple[StaffMember, ...]:
    """Return the posts that let a person do something."""
    return tuple(post for post in person.posts if reach(post.role, action) != Reach.NO)


def may_in_class(person: Person, action: Action, class_id: ClassId) -> bool:
    """Say whether this person may do something with one class."""
    return any(_has_class(post, class_id) for post in posts_for(person, action))


def may_in_course(person: Person, action: Action, course_id: CourseId) -> bool:
    """Say whether this person may do something with one course."""
    return any(_has_course(post, course_id) for post in posts_for(person, action))


def post_to_tell(person: Person, whom: Audience) -> StaffMember | None:
    """Return the post that lets this person write a notice to an audience, if any does.

    Only classes, courses, grades, schools, their staff and regions can be written to by a post;
    whoever has not confirmed a notice may be of another school.
    """
    if whom.kind is Kind.COURSE:
        posts = posts_for(person, Action.TELL_CLASS)
        return next((post for post in posts if _has_course(post, CourseId(whom.number))), None)
    if whom.kind is Kind.CLASS:
        posts = posts_for(person, Action.TELL_CLASS)
        return next((post for post in posts if _has_class(post, ClassId(whom.number))), None)
    if whom.kind is Kind.DISTRICT:
        posts = posts_for(person, Action.TELL_DISTRICT)
        return next((post for post in posts if post.school.region == whom.region), None)
    if whom.kind in _OF_A_SCHOOL:
        posts = posts_for(person, Action.TELL_SCHOOL)
        return next((post for post in posts if post.school.id == whom.number), None)
    return None


def roles_that(action: Action) -> tuple[Role, ...]:
    """Return the roles that may do something at all."""
    return tuple(role for role in Role if reach(role, action) != Reach.NO)


def _has_class(post: StaffMember, class_id: ClassId) -> bool:
    """Say whether a class belongs to a post; the office is given all of its school's."""
    return any(item.id == class_id for item in post.classes)


def _has_course(post: StaffMember, course_id: CourseId) -> bool:
    """Say whether a course belongs to a post; the office is given all of its school's."""
    return any(item.id == course_id for item in post.courses)
