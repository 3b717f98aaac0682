"""Who may do what: one table, role by action.

The first question is always whether the role allows the action at all, the second whether
the class is one of theirs.
"""

from __future__ import annotations

from enum import StrEnum

from bot.people.model import ClassId, Person, Role, SchoolId, StaffMember


class Action(StrEnum):
    """Something a member of staff does."""

    TELL_CLASS = "tell_class"  # write a notice to one of their classes
    TELL_SCHOOL = "tell_school"  # write a notice to a grade or the whole school
    SEE_CLASS = "see_class"  # the seats of a class and their number of chats
    INVITE = "invite"  # make an invitation for a class
    SEE_RESULTS = "see_results"  # figures of a closed survey


TABLE: dict[Role, frozenset[Action]] = {
    Role.TEACHER: frozenset({Action.TELL_CLASS, Action.SEE_CLASS, Action.INVITE}),
    Role.SCHOOL: frozenset(Action),
}


def may(person: Person, action: Action) -> bool:
    """Say whether any post of this person allows an action."""
    return any(action in TABLE[post.role] for post in person.posts)


def may_in_class(person: Person, action: Action, class_id: ClassId) -> bool:
    """Say whether this person may do something with one class."""
    return any(action in TABLE[post.role] and has_class(post, class_id) for post in person.posts)


def may_in_school(person: Person, action: Action, school_id: SchoolId) -> bool:
    """Say whether this person may do something with a whole school."""
    return any(action in TABLE[post.role] and post.school.id == school_id for post in person.posts)


def has_class(post: StaffMember, class_id: ClassId) -> bool:
    """Say whether a class belongs to a post; school staff are given all of their school's."""
    return any(item.id == class_id for item in post.classes)
