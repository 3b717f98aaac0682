from __future__ import annotations

import pytest

from bot.i18n.languages import Language
from bot.people.model import (
    Child,
    ChildId,
    ClassId,
    Person,
    Role,
    School,
    SchoolClass,
    SchoolId,
    StaffId,
    StaffMember,
)
from bot.people.permissions import Action, may, may_in_class, may_in_school

HERE, ELSEWHERE = SchoolId(1), SchoolId(2)
MINE = SchoolClass(ClassId(1), HERE, 3, "三（1）班")
NOT_MINE = SchoolClass(ClassId(2), HERE, 3, "三（2）班")


def person(*posts: StaffMember, children: tuple[Child, ...] = ()) -> Person:
    return Person(1, Language.ZH_HANS, children=children, posts=posts)


def post(role: Role, *classes: SchoolClass, school: SchoolId = HERE) -> StaffMember:
    return StaffMember(StaffId(1), School(school, "实验小学", "example-city"), role, classes)


TEACHER = person(post(Role.TEACHER, MINE))
OFFICE = person(post(Role.SCHOOL, MINE, NOT_MINE))
PARENT = person(children=(Child(ChildId(1), MINE, 5),))
STRANGER = person()

MAY = {
    (Role.TEACHER, Action.TELL_CLASS): True,
    (Role.TEACHER, Action.TELL_SCHOOL): False,
    (Role.TEACHER, Action.SEE_CLASS): True,
    (Role.TEACHER, Action.INVITE): True,
    (Role.TEACHER, Action.SEE_RESULTS): False,
    (Role.SCHOOL, Action.TELL_CLASS): True,
    (Role.SCHOOL, Action.TELL_SCHOOL): True,
    (Role.SCHOOL, Action.SEE_CLASS): True,
    (Role.SCHOOL, Action.INVITE): True,
    (Role.SCHOOL, Action.SEE_RESULTS): True,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_exactly_this(role: Role, action: Action) -> None:
    assert may(person(post(role, MINE)), action) is MAY[role, action]


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("nobody", [PARENT, STRANGER], ids=["parent", "stranger"])
def test_parents_and_strangers_may_do_nothing_of_the_staffs(
    nobody: Person, action: Action
) -> None:
    assert not may(nobody, action)
    assert not may_in_class(nobody, action, MINE.id)
    assert not may_in_school(nobody, action, HERE)


def test_a_teacher_writes_to_the_classes_given_to_them_only() -> None:
    assert may_in_class(TEACHER, Action.TELL_CLASS, MINE.id)
    assert not may_in_class(TEACHER, Action.TELL_CLASS, NOT_MINE.id)


def test_the_office_writes_to_every_class_of_its_school_only() -> None:
    assert may_in_class(OFFICE, Action.TELL_CLASS, NOT_MINE.id)
    assert may_in_school(OFFICE, Action.TELL_SCHOOL, HERE)
    assert not may_in_class(OFFICE, Action.TELL_CLASS, ClassId(9))
    assert not may_in_school(OFFICE, Action.TELL_SCHOOL, ELSEWHERE)


def test_two_posts_do_not_lend_each_other_their_rights() -> None:
    both = person(post(Role.SCHOOL, school=ELSEWHERE), post(Role.TEACHER, MINE))

    assert may_in_school(both, Action.TELL_SCHOOL, ELSEWHERE)
    assert not may_in_school(both, Action.TELL_SCHOOL, HERE)
    assert not may_in_class(both, Action.SEE_RESULTS, MINE.id)
