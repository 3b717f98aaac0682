"""Who may do what: one table, role by action.

The first question is always whether the role allows the action at all, the second whether
the class is one of theirs.
"""

from __future__ import annotations

from enum import StrEnum

from bot.people.audience import Audience, Kind
from bot.people.model import ClassId, Person, Role, StaffMember


class Action(StrEnum):
    """Something a member of staff does."""

    TELL_CLASS = "tell_class"  # write a notice to one of their classes
    TELL_SCHOOL = "tell_school"  # write a notice to a grade or the whole school
    SEE_CLASS = "see_class"  # the seats of a class and their number of chats
    INVITE = "invite"  # make an invitation for a class


TABLE: dict[Role, frozenset[Action]] = {
    Role.TEACHER: frozenset({Action.TELL_CLASS, Action.SEE_CLASS, Action.INVITE}),
    Role.SCHOOL: frozenset(Action),
}


_OF_A_SCHOOL = (Kind.SCHOOL, Kind.GRADE, Kind.STAFF)
"""Audiences whose number is a school's."""


def may_in_class(person: Person, action: Action, class_id: ClassId) -> bool:
    """Say whether this person may do something with one class."""
    return any(action in TABLE[post.role] and _has_class(post, class_id) for post in person.posts)


def post_to_tell(person: Person, whom: Audience) -> StaffMember | None:
    """Return the post that lets this person write a notice to an audience, if any does.

    Only classes, grades, schools and their staff can be written to by a post; whoever has
    not confirmed a notice may be of another school.
    """
    for post in person.posts:
        if whom.kind is Kind.CLASS:
            is_theirs = _has_class(post, ClassId(whom.number))
            allowed = is_theirs and Action.TELL_CLASS in TABLE[post.role]
        else:
            is_theirs = whom.kind in _OF_A_SCHOOL and post.school.id == whom.number
            allowed = is_theirs and Action.TELL_SCHOOL in TABLE[post.role]
        if allowed:
            return post
    return None


def _has_class(post: StaffMember, class_id: ClassId) -> bool:
    """Say whether a class belongs to a post; the office is given all of its school's."""
    return any(item.id == class_id for item in post.classes)
