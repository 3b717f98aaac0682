from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.errors import BadOption
from bot.i18n.languages import Language
from bot.people.errors import (
    ClassMissing,
    ClassNameTaken,
    InvitationUsed,
    SchoolMissing,
)
from bot.people.model import Role
from bot.storage.tables.people import invitations
from tests.support.builders import (
    A_STRANGER,
    A_TEACHER,
    THE_OFFICE,
    Rooms,
    join_office,
    join_teacher,
    make_class,
    make_school,
    who_is,
)


async def test_schools_are_listed_in_the_order_they_came(rooms: Rooms) -> None:
    await make_school(rooms, "  第一小学 ")
    await make_school(rooms, "第二小学")

    assert [school.name for school in await rooms.people.schools()] == ["第一小学", "第二小学"]


@pytest.mark.parametrize(
    ("name", "region", "key"),
    [("", "x", "NAME"), ("  ", "x", "NAME"), ("校" * 121, "x", "NAME"), ("校", " ", "--region")],
)
async def test_a_school_needs_a_name_and_a_region(
    rooms: Rooms, name: str, region: str, key: str
) -> None:
    with pytest.raises(BadOption, match=f"^{key}: must have 1 to"):
        await rooms.office.add_school(name, region)


@pytest.mark.parametrize("region", ["a b", "a/b", "a:b\tc"])
async def test_a_region_can_be_named_in_an_audience(rooms: Rooms, region: str) -> None:
    with pytest.raises(BadOption, match=r"^--region: write a code without spaces"):
        await rooms.office.add_school("实验小学", region)


async def test_a_class_name_is_unique_within_its_school(rooms: Rooms) -> None:
    school, other = await make_school(rooms), await make_school(rooms)
    await make_class(rooms, school, name="三（1）班")

    with pytest.raises(ClassNameTaken, match="三（1）班"):
        await rooms.office.add_class(school, 3, " 三（1）班 ")
    assert await rooms.office.add_class(other, 3, "三（1）班")


@pytest.mark.parametrize("grade", [0, 10])
async def test_a_class_has_a_grade_of_one_to_nine(rooms: Rooms, grade: int) -> None:
    school = await make_school(rooms)

    with pytest.raises(BadOption, match=f"^--grade {grade}: must be 1 to 9"):
        await rooms.office.add_class(school, grade, "三（1）班")


async def test_a_class_needs_a_school(rooms: Rooms) -> None:
    with pytest.raises(SchoolMissing, match="School 9: there is none"):
        await rooms.office.add_class(9, 3, "三（1）班")


async def test_an_invitation_lasts_fourteen_days_unless_said_otherwise(rooms: Rooms) -> None:
    class_id = await make_class(rooms)

    usual = await rooms.office.invite_family(class_id)
    short = await rooms.office.invite_family(class_id, valid_for=timedelta(days=3))

    assert usual.expires_at == rooms.clock.now() + timedelta(days=14)
    assert short.expires_at == rooms.clock.now() + timedelta(days=3)


@pytest.mark.parametrize("days", [0, -1, 367])
async def test_an_invitation_cannot_last_no_time_or_for_ever(rooms: Rooms, days: int) -> None:
    class_id = await make_class(rooms)

    with pytest.raises(BadOption, match="--days: must be 1 to 366"):
        await rooms.office.invite_family(class_id, valid_for=timedelta(days=days))


async def test_an_invitation_needs_its_class_and_a_seat_that_can_be(rooms: Rooms) -> None:
    class_id = await make_class(rooms)

    with pytest.raises(ClassMissing, match="Class 99: there is none"):
        await rooms.office.invite_family(99)
    with pytest.raises(BadOption, match="--seat 0: must be 1 to 99"):
        await rooms.office.invite_family(class_id, seat=0)


async def test_the_link_needs_the_bots_name(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    before = await rooms.office.invite_family(class_id)
    await rooms.people.remember_bot_name("first_bot")
    await rooms.people.remember_bot_name("school_bot")

    after = await rooms.office.invite_family(class_id)

    assert before.link is None
    assert after.link == f"https://t.me/school_bot?start={after.code}"


async def test_of_a_code_only_the_hash_is_kept(rooms: Rooms) -> None:
    invitation = await rooms.office.invite_family(await make_class(rooms))

    async with rooms.database.read() as connection:
        (row,) = (await connection.execute(sa.select(invitations))).all()
    assert invitation.code not in str(tuple(row))


async def test_a_teachers_invitation_gives_the_named_classes(rooms: Rooms) -> None:
    school = await make_school(rooms)
    first = await make_class(rooms, school, grade=3, name="三（1）班")
    second = await make_class(rooms, school, grade=5, name="五（2）班")
    await make_class(rooms, school, grade=5, name="五（3）班")
    invitation = await rooms.office.invite_staff(Role.TEACHER, class_ids=[second, first, first])

    joined = await rooms.membership.join(A_TEACHER, Language.ZH_HANS, invitation.code)

    assert joined.role is Role.TEACHER
    assert [item.name for item in joined.classes] == ["三（1）班", "五（2）班"]
    (post,) = (await who_is(rooms, A_TEACHER)).posts
    assert post.classes == joined.classes


async def test_a_second_invitation_adds_classes_to_a_teachers_post(rooms: Rooms) -> None:
    school = await make_school(rooms)
    await join_teacher(rooms, await make_class(rooms, school, name="三（1）班"))

    joined = await join_teacher(rooms, await make_class(rooms, school, name="三（2）班"))

    assert [item.name for item in joined.classes] == ["三（1）班", "三（2）班"]
    assert len((await who_is(rooms, A_TEACHER)).posts) == 1


async def test_the_office_has_every_class_of_its_school_later_ones_too(rooms: Rooms) -> None:
    school = await make_school(rooms)
    await join_office(rooms, school)

    await make_class(rooms, school)
    await make_class(rooms)

    (post,) = (await who_is(rooms, THE_OFFICE)).posts
    assert [item.school_id for item in post.classes] == [school]


async def test_a_staff_invitation_admits_one_person(rooms: Rooms) -> None:
    invitation = await rooms.office.invite_staff(Role.SCHOOL, school_id=await make_school(rooms))
    await rooms.membership.join(THE_OFFICE, Language.ZH_HANS, invitation.code)

    with pytest.raises(InvitationUsed):
        await rooms.membership.join(A_STRANGER, Language.ZH_HANS, invitation.code)

    assert (await who_is(rooms, A_STRANGER)).chat is None


async def test_a_teacher_needs_a_class(rooms: Rooms) -> None:
    school = await make_school(rooms)

    with pytest.raises(BadOption, match="--class: name at least one class"):
        await rooms.office.invite_staff(Role.TEACHER, school_id=school)


async def test_a_staff_invitation_is_for_one_school(rooms: Rooms) -> None:
    here, there = await make_class(rooms), await make_class(rooms)

    with pytest.raises(BadOption, match="--school: name exactly one school"):
        await rooms.office.invite_staff(Role.TEACHER, class_ids=[here, there])
    with pytest.raises(BadOption, match="--school: name exactly one school"):
        await rooms.office.invite_staff(Role.SCHOOL)
