from __future__ import annotations

import pytest

from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
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
from bot.people.permissions import Action, may_in_class, post_to_tell

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
    (Role.SCHOOL, Action.TELL_CLASS): True,
    (Role.SCHOOL, Action.TELL_SCHOOL): True,
    (Role.SCHOOL, Action.SEE_CLASS): True,
    (Role.SCHOOL, Action.INVITE): True,
}
TO_MINE = Audience(Kind.CLASS, MINE.id)
TO_HERE = [
    Audience(Kind.SCHOOL, HERE),
    Audience(Kind.GRADE, HERE, 3),
    Audience(Kind.STAFF, HERE),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_exactly_this(role: Role, action: Action) -> None:
    assert may_in_class(person(post(role, MINE)), action, MINE.id) is MAY[role, action]


@pytest.mark.parametrize("nobody", [PARENT, STRANGER], ids=["parent", "stranger"])
def test_parents_and_strangers_may_do_nothing_of_the_staffs(nobody: Person) -> None:
    assert not any(may_in_class(nobody, action, MINE.id) for action in Action)
    assert all(post_to_tell(nobody, whom) is None for whom in [TO_MINE, *TO_HERE])


def test_a_teacher_writes_to_the_classes_given_to_them_only() -> None:
    assert post_to_tell(TEACHER, TO_MINE) == TEACHER.posts[0]
    assert post_to_tell(TEACHER, Audience(Kind.CLASS, NOT_MINE.id)) is None
    assert not may_in_class(TEACHER, Action.SEE_CLASS, NOT_MINE.id)
    assert all(post_to_tell(TEACHER, whom) is None for whom in TO_HERE)


def test_the_office_writes_to_every_class_of_its_school_only() -> None:
    assert all(post_to_tell(OFFICE, whom) == OFFICE.posts[0] for whom in [TO_MINE, *TO_HERE])
    assert post_to_tell(OFFICE, Audience(Kind.CLASS, ClassId(9))) is None
    assert post_to_tell(OFFICE, Audience(Kind.SCHOOL, ELSEWHERE)) is None


def test_two_posts_do_not_lend_each_other_their_rights() -> None:
    abroad, taught = post(Role.SCHOOL, school=ELSEWHERE), post(Role.TEACHER, MINE)
    both = person(abroad, taught)

    assert post_to_tell(both, Audience(Kind.SCHOOL, ELSEWHERE)) == abroad
    assert post_to_tell(both, Audience(Kind.SCHOOL, HERE)) is None
    assert post_to_tell(both, TO_MINE) == taught


@pytest.mark.parametrize(
    "whom", [Audience(Kind.UNCONFIRMED, HERE), Audience(Kind.DISTRICT, region="example-city")]
)
def test_nobody_of_a_school_writes_beyond_it(whom: Audience) -> None:
    assert post_to_tell(OFFICE, whom) is None
