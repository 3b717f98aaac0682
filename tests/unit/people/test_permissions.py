from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import (
    Child,
    ChildId,
    ClassId,
    CourseId,
    Person,
    Role,
    School,
    SchoolClass,
    SchoolCourse,
    SchoolId,
    StaffId,
    StaffMember,
)
from bot.people.permissions import (
    TABLE,
    TELL,
    Action,
    Reach,
    may,
    may_in_class,
    may_in_course,
    post_to_tell,
    reach,
)

HERE, ELSEWHERE = SchoolId(1), SchoolId(2)
CITY, TOWN = "example-city", "example-town"
MINE = SchoolClass(ClassId(1), HERE, 3, "三（1）班")
NOT_MINE = SchoolClass(ClassId(2), HERE, 3, "三（2）班")
FOOTBALL = SchoolCourse(CourseId(1), HERE, "足球")
CHESS = SchoolCourse(CourseId(2), HERE, "围棋")


def person(*posts: StaffMember, children: tuple[Child, ...] = ()) -> Person:
    return Person(1, Language.ZH_HANS, children=children, posts=posts)


def post(role: Role, *classes: SchoolClass, school: SchoolId = HERE) -> StaffMember:
    return StaffMember(StaffId(1), School(school, "实验小学", CITY), role, classes)


TEACHER = person(post(Role.TEACHER, MINE))
OFFICE = person(post(Role.SCHOOL, MINE, NOT_MINE))
DISTRICT = person(post(Role.DISTRICT))
EDITOR = person(post(Role.EDITOR))
PARENT = person(children=(Child(ChildId(1), MINE, 5),))
STRANGER = person()

MAY = {
    Role.TEACHER: {
        Action.TELL_CLASS,
        Action.SEE_CLASS,
        Action.INVITE,
        Action.CHANGE_CLASS,
        Action.CHANGE_SERVICE,
        Action.ANSWER_PARENTS,
    },
    Role.SCHOOL: {
        Action.TELL_CLASS,
        Action.TELL_SCHOOL,
        Action.AGREE_SCHOOL,
        Action.SEE_CLASS,
        Action.SEE_TOTALS,
        Action.INVITE,
        Action.CHANGE_CLASS,
        Action.CHANGE_SERVICE,
        Action.ANSWER_PARENTS,
        Action.EDIT_ANSWERS,
    },
    Role.DISTRICT: {Action.TELL_DISTRICT, Action.AGREE_DISTRICT, Action.SEE_TOTALS},
    Role.EDITOR: {Action.EDIT_ANSWERS},
}
TO_MINE = Audience(Kind.CLASS, MINE.id)
TO_CITY = Audience(Kind.DISTRICT, region=CITY)
TO_HERE = [
    Audience(Kind.SCHOOL, HERE),
    Audience(Kind.GRADE, HERE, 3),
    Audience(Kind.STAFF, HERE),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_exactly_this(role: Role, action: Action) -> None:
    assert may(person(post(role, MINE)), [action]) is (action in MAY[role])


@given(action=st.sampled_from(Action), role=st.sampled_from(Role))
def test_every_action_is_decided_for_every_role(action: Action, role: Role) -> None:
    assert set(asdict(TABLE[action])) == {*(each.value for each in Role), "operator"}
    assert reach(role, action) is asdict(TABLE[action])[role.value]


def test_nobody_of_the_chat_reaches_everywhere() -> None:
    assert all(reach(role, action) is not Reach.ALL for role in Role for action in Action)


def test_the_operator_does_all_but_answer_in_a_teachers_name() -> None:
    refused = [action for action, row in TABLE.items() if row.operator is not Reach.ALL]

    assert refused == [Action.ANSWER_PARENTS]


@given(
    action=st.sampled_from(Action),
    roles=st.lists(st.sampled_from(Role), max_size=3),
    number=st.integers(1, 4),
)
def test_what_may_be_done_in_a_class_needs_a_post_that_has_it(
    action: Action, roles: list[Role], number: int
) -> None:
    somebody = person(*(post(role, MINE) for role in roles))

    allowed = may_in_class(somebody, action, ClassId(number))

    assert allowed == (number == MINE.id and any(action in MAY[role] for role in roles))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_what_may_be_done_in_a_course_needs_a_post_that_has_it(role: Role, action: Action) -> None:
    coach = person(replace(post(role), courses=(FOOTBALL,)))

    assert may_in_course(coach, action, FOOTBALL.id) is (action in MAY[role])
    assert not may_in_course(coach, action, CHESS.id)


def test_a_teacher_writes_to_the_courses_they_give_only() -> None:
    coach = person(replace(post(Role.TEACHER, MINE), courses=(FOOTBALL,)))

    assert post_to_tell(coach, Audience(Kind.COURSE, FOOTBALL.id)) == coach.posts[0]
    assert post_to_tell(coach, Audience(Kind.COURSE, CHESS.id)) is None
    assert post_to_tell(TEACHER, Audience(Kind.COURSE, FOOTBALL.id)) is None


@pytest.mark.parametrize("nobody", [PARENT, STRANGER], ids=["parent", "stranger"])
def test_parents_and_strangers_may_do_nothing_of_the_staffs(nobody: Person) -> None:
    assert not may(nobody, Action)
    assert all(post_to_tell(nobody, whom) is None for whom in [TO_MINE, TO_CITY, *TO_HERE])


def test_a_teacher_writes_to_the_classes_given_to_them_only() -> None:
    assert post_to_tell(TEACHER, TO_MINE) == TEACHER.posts[0]
    assert post_to_tell(TEACHER, Audience(Kind.CLASS, NOT_MINE.id)) is None
    assert not may_in_class(TEACHER, Action.SEE_CLASS, NOT_MINE.id)
    assert all(post_to_tell(TEACHER, whom) is None for whom in [TO_CITY, *TO_HERE])


def test_the_office_writes_to_every_class_of_its_school_only() -> None:
    assert all(post_to_tell(OFFICE, whom) == OFFICE.posts[0] for whom in [TO_MINE, *TO_HERE])
    assert post_to_tell(OFFICE, Audience(Kind.CLASS, ClassId(9))) is None
    assert post_to_tell(OFFICE, Audience(Kind.SCHOOL, ELSEWHERE)) is None


def test_district_staff_write_to_their_region_as_a_whole_and_see_no_class() -> None:
    assert post_to_tell(DISTRICT, TO_CITY) == DISTRICT.posts[0]
    assert post_to_tell(DISTRICT, Audience(Kind.DISTRICT, region=TOWN)) is None
    assert all(post_to_tell(DISTRICT, whom) is None for whom in [TO_MINE, *TO_HERE])
    assert not may_in_class(DISTRICT, Action.SEE_CLASS, MINE.id)


def test_an_editor_writes_no_notices() -> None:
    assert not may(EDITOR, TELL)
    assert all(post_to_tell(EDITOR, whom) is None for whom in [TO_MINE, TO_CITY, *TO_HERE])


def test_two_posts_do_not_lend_each_other_their_rights() -> None:
    abroad, taught = post(Role.SCHOOL, school=ELSEWHERE), post(Role.TEACHER, MINE)
    both = person(abroad, taught)

    assert post_to_tell(both, Audience(Kind.SCHOOL, ELSEWHERE)) == abroad
    assert post_to_tell(both, Audience(Kind.SCHOOL, HERE)) is None
    assert post_to_tell(both, TO_MINE) == taught


@pytest.mark.parametrize("whom", [Audience(Kind.UNCONFIRMED, HERE), TO_CITY])
def test_nobody_of_a_school_writes_beyond_it(whom: Audience) -> None:
    assert post_to_tell(OFFICE, whom) is None
