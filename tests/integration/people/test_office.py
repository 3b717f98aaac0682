from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.errors import BadOption
from bot.i18n.languages import Language
from bot.people.errors import (
    BotNameUnknown,
    ClassMissing,
    ClassNameTaken,
    InvitationExpired,
    InvitationUsed,
    RegionMissing,
    SchoolMissing,
    SchoolNameTaken,
    SeatMissing,
)
from bot.people.model import InvitationKind, Role
from bot.storage.tables.people import invitations
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_STRANGER,
    A_TEACHER,
    AN_AUNT,
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    join_teacher,
    make_class,
    make_school,
    recipients,
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


async def test_a_region_fits_a_button(rooms: Rooms) -> None:
    assert await rooms.office.add_school("第一小学", "区" * 17)

    with pytest.raises(BadOption, match="too long for a button"):
        await rooms.office.add_school("第二小学", "区" * 18)


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


async def test_a_region_has_a_school_of_a_name_once(rooms: Rooms) -> None:
    await make_school(rooms, "第一小学", "north")

    with pytest.raises(SchoolNameTaken, match="the region north has a school 第一小学 already"):
        await make_school(rooms, " 第一小学 ", "north")
    assert await make_school(rooms, "第一小学", "south")


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.EDITOR])
async def test_district_staff_and_editors_belong_to_a_region(rooms: Rooms, role: Role) -> None:
    await make_class(rooms, await make_school(rooms, region="north"))
    made = await rooms.office.invite_staff(role, region=" north ")

    joined = await rooms.membership.join(A_STRANGER, Language.ZH_HANS, made.code)

    assert joined.role is role
    (post,) = (await who_is(rooms, A_STRANGER)).posts
    assert (post.school.region, post.classes) == ("north", ())


async def test_a_region_without_a_school_has_no_staff(rooms: Rooms) -> None:
    await make_school(rooms, region="north")

    with pytest.raises(RegionMissing, match=r"--region nroth: .* there are: north"):
        await rooms.office.invite_staff(Role.DISTRICT, region="nroth")


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.DISTRICT, {}),
        (Role.EDITOR, {"region": "north", "school_id": 1}),
        (Role.DISTRICT, {"region": "north", "class_ids": [1]}),
        (Role.SCHOOL, {"region": "north", "school_id": 1}),
        (Role.TEACHER, {"region": "north", "class_ids": [1]}),
    ],
)
async def test_a_region_is_named_for_those_who_have_one_only(
    rooms: Rooms, role: Role, more: dict[str, Any]
) -> None:
    await make_class(rooms, await make_school(rooms, region="north"))

    with pytest.raises(BadOption, match=r"^--region: "):
        await rooms.office.invite_staff(role, **more)


async def test_a_notice_to_a_schools_staff_reaches_no_one_of_its_district(rooms: Rooms) -> None:
    school = await make_school(rooms, region="north")
    await join_office(rooms, school)
    made = await rooms.office.invite_staff(Role.DISTRICT, region="north")
    await rooms.membership.join(A_STRANGER, Language.ZH_HANS, made.code)

    assert [one.address for one in await recipients(rooms, f"staff:{school}")] == [THE_OFFICE]


async def test_totals_are_those_of_the_regions_schools(rooms: Rooms) -> None:
    north = await make_school(rooms, "北小", "north")
    await join_parent(rooms, await make_class(rooms, north), A_MOTHER, seat=1)
    await join_parent(rooms, await make_class(rooms, north, name="三（2）班"), A_FATHER, seat=1)
    await rooms.people.mark_gone(A_FATHER)
    await make_school(rooms, "北二小", "north")
    await join_parent(rooms, await make_class(rooms, await make_school(rooms, region="south")))

    totals = await rooms.people.totals("north")

    assert [
        (one.school.name, one.classes, one.children, one.children_reached) for one in totals
    ] == [
        ("北小", 2, 2, 1),
        ("北二小", 0, 0, 0),
    ]


async def test_every_seat_of_a_class_gets_a_code_of_its_own(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    await join_parent(rooms, class_id, A_FATHER, seat=3)
    await join_parent(rooms, class_id, A_STRANGER)

    made = await rooms.office.invite_seats(class_id)

    assert [seat for seat, _ in made] == [3, 7]
    joined = await rooms.membership.join(AN_AUNT, Language.ZH_HANS, made[1][1].code)
    assert joined.child is not None
    assert joined.child.seat == 7


async def test_codes_of_seats_are_revoked_apart_from_the_classes(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    ((_, slip),) = await rooms.office.invite_seats(class_id)
    poster = await rooms.office.invite_family(class_id)

    assert await rooms.office.revoke_class_codes(class_id, kind=InvitationKind.SEAT) == 1

    with pytest.raises(InvitationExpired):
        await rooms.membership.join(A_FATHER, Language.ZH_HANS, slip.code)
    await rooms.membership.join(A_FATHER, Language.ZH_HANS, poster.code)


async def test_a_class_without_seats_gets_no_slips(rooms: Rooms) -> None:
    with pytest.raises(SeatMissing, match="jiaxiao people import"):
        await rooms.office.invite_seats(await make_class(rooms))


async def test_nothing_is_printed_before_the_bots_name_is_known(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)

    with pytest.raises(BotNameUnknown, match="jiaxiao check"):
        await rooms.office.titles(class_id)
    with pytest.raises(BotNameUnknown, match="jiaxiao check"):
        await rooms.office.invite_seats(class_id, needs_link=True)
