from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.i18n.languages import Language
from bot.people.errors import (
    ClassMissing,
    InvitationExpired,
    InvitationMissing,
    InvitationUsed,
    SeatFull,
)
from bot.people.membership import Joined
from bot.people.model import Role
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    A_STRANGER,
    A_TEACHER,
    AN_AUNT,
    Rooms,
    join_parent,
    join_teacher,
    make_class,
    make_school,
    recipients,
    who_is,
)

EN, ZH_HANS = Language.EN, Language.ZH_HANS


async def test_a_class_code_lets_a_family_in_at_once(rooms: Rooms) -> None:
    class_id = await make_class(rooms)

    joined = await join_parent(rooms, class_id)

    assert joined.is_new
    assert joined.asks_seat
    assert joined.school.name == "实验小学"
    assert [r.address for r in await recipients(rooms, f"class:{class_id}")] == [A_MOTHER]


async def test_a_class_code_lets_many_families_in_each_with_its_own_child(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms))).code

    joins = [await rooms.membership.join(n, ZH_HANS, code) for n in (A_MOTHER, AN_AUNT)]

    assert len({join.child.id for join in joins if join.child}) == 2
    assert all(join.others == () for join in joins)


async def test_the_language_of_the_first_words_is_kept(rooms: Rooms) -> None:
    class_id = await make_class(rooms)

    await join_parent(rooms, class_id, language=EN)

    person = await rooms.people.person(A_MOTHER, ZH_HANS)
    assert person.language is EN


async def test_a_chosen_language_outlives_joining_another_class(rooms: Rooms) -> None:
    await rooms.people.choose_language(A_MOTHER, Language.ZH_HANT)

    await join_parent(rooms, await make_class(rooms), language=EN)

    assert (await who_is(rooms, A_MOTHER)).language is Language.ZH_HANT


async def test_the_code_of_a_seat_asks_nothing_more(rooms: Rooms) -> None:
    joined = await join_parent(rooms, await make_class(rooms), seat=7)

    assert joined.child is not None
    assert joined.child.seat == 7
    assert not joined.asks_seat


async def test_the_code_of_a_seat_admits_one_chat(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms), seat=7)).code
    await rooms.membership.join(A_MOTHER, ZH_HANS, code)

    with pytest.raises(InvitationUsed):
        await rooms.membership.join(A_STRANGER, ZH_HANS, code)


async def test_of_two_who_use_the_code_of_a_seat_together_one_gets_in(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms), seat=7)).code

    outcomes = await asyncio.gather(
        rooms.membership.join(A_MOTHER, ZH_HANS, code),
        rooms.membership.join(A_STRANGER, ZH_HANS, code),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InvitationUsed", "Joined"]


async def test_an_expired_code_admits_nobody(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms))).code
    rooms.clock.move(timedelta(days=14))

    with pytest.raises(InvitationExpired):
        await rooms.membership.join(A_MOTHER, ZH_HANS, code)


async def test_revoking_ends_the_open_class_codes_and_no_others(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    code = (await rooms.office.invite_family(class_id)).code
    for_seat = (await rooms.office.invite_family(class_id, seat=7)).code

    assert await rooms.office.revoke_class_codes(class_id) == 1

    with pytest.raises(InvitationExpired):
        await rooms.membership.join(A_MOTHER, ZH_HANS, code)
    assert (await rooms.membership.join(A_MOTHER, ZH_HANS, for_seat)).is_new


async def test_an_unknown_code_is_refused_and_keeps_no_trace_of_the_stranger(
    rooms: Rooms,
) -> None:
    with pytest.raises(InvitationMissing):
        await rooms.membership.join(A_STRANGER, ZH_HANS, "abcdefghjkmn")

    assert (await who_is(rooms, A_STRANGER)).chat is None


async def test_a_refused_invitation_keeps_no_trace_of_the_stranger(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms))).code
    rooms.clock.move(timedelta(days=30))

    with pytest.raises(InvitationExpired):
        await rooms.membership.join(A_STRANGER, ZH_HANS, code)

    assert (await who_is(rooms, A_STRANGER)).chat is None


async def test_a_code_copied_by_hand_in_capitals_works(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms))).code
    typed = f"{code[:4]}-{code[4:8]} {code[8:]}".upper()

    assert (await rooms.membership.join(A_MOTHER, ZH_HANS, typed)).is_new


@pytest.mark.parametrize("seat", [None, 7])
async def test_pressing_the_link_again_is_answered_kindly(rooms: Rooms, seat: int | None) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms), seat=seat)).code
    first = await rooms.membership.join(A_MOTHER, ZH_HANS, code)

    again = await rooms.membership.join(A_MOTHER, ZH_HANS, code)

    assert not again.is_new
    assert again.child == first.child
    assert len((await who_is(rooms, A_MOTHER)).children) == 1


async def test_pressing_an_old_link_again_is_answered_kindly(rooms: Rooms) -> None:
    code = (await rooms.office.invite_family(await make_class(rooms))).code
    await rooms.membership.join(A_MOTHER, ZH_HANS, code)
    rooms.clock.move(timedelta(days=30))

    assert not (await rooms.membership.join(A_MOTHER, ZH_HANS, code)).is_new


@pytest.mark.parametrize("role", Role)
async def test_staff_who_press_their_used_link_again_are_answered_kindly(
    rooms: Rooms, role: Role
) -> None:
    school = await make_school(rooms)
    class_id = await make_class(rooms, school)
    if role in {Role.DISTRICT, Role.EDITOR}:
        made = await rooms.office.invite_staff(role, region="example-city")
    else:
        made = await rooms.office.invite_staff(role, school_id=school, class_ids=[class_id])
    code = made.code
    first = await rooms.membership.join(A_TEACHER, ZH_HANS, code)

    again = await rooms.membership.join(A_TEACHER, ZH_HANS, code)

    assert (again.role, again.classes) == (first.role, first.classes)
    assert not again.is_new
    assert len((await who_is(rooms, A_TEACHER)).posts) == 1
    with pytest.raises(InvitationUsed):
        await rooms.membership.join(A_STRANGER, ZH_HANS, code)


async def test_a_second_invitation_adds_classes_to_a_post(rooms: Rooms) -> None:
    school = await make_school(rooms)
    one = await make_class(rooms, school)
    other = await make_class(rooms, school, name="三（2）班")
    await join_teacher(rooms, one)

    joined = await join_teacher(rooms, other)

    assert joined.is_new
    assert [item.id for item in joined.classes] == [one, other]


async def test_a_parent_may_have_children_in_several_classes(rooms: Rooms) -> None:
    school = await make_school(rooms)
    older = await make_class(rooms, school, grade=6, name="六（1）班")
    younger = await make_class(rooms, school, grade=2, name="二（3）班")

    await join_parent(rooms, older)
    await join_parent(rooms, younger)

    children = (await who_is(rooms, A_MOTHER)).children
    assert [child.school_class.name for child in children] == ["六（1）班", "二（3）班"]


async def test_twins_are_added_one_after_the_other(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    first = await join_parent(rooms, class_id, seat=7)

    second = await rooms.membership.join_another(A_MOTHER, class_id)

    assert second.asks_seat
    assert first.child is not None
    assert second.child is not None
    assert second.child.id != first.child.id


async def test_asking_twice_for_a_twin_makes_one(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, seat=7)
    first = await rooms.membership.join_another(A_MOTHER, class_id)

    again = await rooms.membership.join_another(A_MOTHER, class_id)

    assert again.child == first.child
    assert again.asks_seat
    assert len((await who_is(rooms, A_MOTHER)).children) == 2


@pytest.mark.parametrize("address", [A_STRANGER, A_FATHER])
async def test_a_twin_needs_a_sibling_in_that_class(rooms: Rooms, address: int) -> None:
    school = await make_school(rooms)
    here = await make_class(rooms, school, name="三（1）班")
    elsewhere = await make_class(rooms, school, name="三（2）班")
    await join_parent(rooms, elsewhere, A_FATHER)

    with pytest.raises(ClassMissing):
        await rooms.membership.join_another(address, here)


async def test_the_familys_other_chats_are_named_on_each_join(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    await join_parent(rooms, class_id, A_FATHER, seat=7)
    await rooms.people.mark_gone(A_FATHER)

    joined = await join_parent(rooms, class_id, A_GRANDMOTHER, seat=7)

    assert [chat.address for chat in joined.others] == [A_MOTHER]


async def test_a_seat_is_full_with_three_chats(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    for address in (A_MOTHER, A_FATHER, A_GRANDMOTHER):
        await join_parent(rooms, class_id, address, seat=7)
    code = (await rooms.office.invite_family(class_id, seat=7)).code

    with pytest.raises(SeatFull):
        await rooms.membership.join(AN_AUNT, ZH_HANS, code)

    assert (await who_is(rooms, AN_AUNT)).chat is None


async def test_a_code_that_met_a_full_seat_is_not_used_up(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joins = [
        await join_parent(rooms, class_id, address, seat=7)
        for address in (A_MOTHER, A_FATHER, A_GRANDMOTHER)
    ]
    code = (await rooms.office.invite_family(class_id, seat=7)).code
    with pytest.raises(SeatFull):
        await rooms.membership.join(AN_AUNT, ZH_HANS, code)

    await rooms.membership.leave(A_GRANDMOTHER, child_of(joins[2]))

    assert (await rooms.membership.join(AN_AUNT, ZH_HANS, code)).is_new


def child_of(joined: Joined) -> int:
    assert joined.child is not None
    return joined.child.id
