from __future__ import annotations

import pytest

from bot.errors import BadOption
from bot.people.errors import SeatFull
from bot.people.model import ClassId
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    A_STRANGER,
    AN_AUNT,
    Rooms,
    join_parent,
    make_class,
    who_is,
)


async def join_without_seat(rooms: Rooms, class_id: ClassId, address: int) -> int:
    joined = await join_parent(rooms, class_id, address)
    assert joined.child is not None
    return joined.child.id


async def seats(rooms: Rooms, class_id: ClassId) -> list[tuple[int | None, int]]:
    return [(item.child.seat, item.chat_count) for item in await rooms.people.seats(class_id)]


async def test_a_free_seat_is_taken(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    child = await join_without_seat(rooms, class_id, A_MOTHER)

    joined = await rooms.membership.give_seat(A_MOTHER, child, 7)

    assert joined is not None
    assert joined.child is not None
    assert (joined.child.id, joined.child.seat) == (child, 7)
    assert joined.others == ()


async def test_at_a_seat_where_a_family_is_the_two_become_one(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    child = await join_without_seat(rooms, class_id, A_FATHER)

    joined = await rooms.membership.give_seat(A_FATHER, child, 7)

    assert joined is not None
    assert [chat.address for chat in joined.others] == [A_MOTHER]
    assert await seats(rooms, class_id) == [(7, 2)]


async def test_a_full_seat_is_refused_and_the_child_stays_as_it_was(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    for address in (A_MOTHER, A_FATHER, A_GRANDMOTHER):
        await join_parent(rooms, class_id, address, seat=7)
    child = await join_without_seat(rooms, class_id, AN_AUNT)

    with pytest.raises(SeatFull):
        await rooms.membership.give_seat(AN_AUNT, child, 7)

    assert await seats(rooms, class_id) == [(7, 3), (None, 1)]


async def test_the_seat_of_the_own_other_child_is_not_joined_twice(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    twin = await rooms.membership.join_another(A_MOTHER, class_id)
    assert twin.child is not None

    await rooms.membership.give_seat(A_MOTHER, twin.child.id, 7)

    assert await seats(rooms, class_id) == [(7, 1)]


async def test_an_old_seat_button_changes_nothing(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    child = await join_without_seat(rooms, class_id, A_MOTHER)
    await rooms.membership.give_seat(A_MOTHER, child, 7)

    assert await rooms.membership.give_seat(A_MOTHER, child, 8) is None
    assert await seats(rooms, class_id) == [(7, 1)]


@pytest.mark.parametrize("address", [A_FATHER, A_STRANGER])
async def test_nobody_gives_a_seat_to_anothers_child(rooms: Rooms, address: int) -> None:
    class_id = await make_class(rooms)
    child = await join_without_seat(rooms, class_id, A_MOTHER)
    await join_without_seat(rooms, class_id, A_FATHER)

    assert await rooms.membership.give_seat(address, child, 7) is None
    assert await seats(rooms, class_id) == [(None, 1), (None, 1)]


@pytest.mark.parametrize("seat", [0, 100, -1])
async def test_a_seat_is_one_to_ninety_nine(rooms: Rooms, seat: int) -> None:
    child = await join_without_seat(rooms, await make_class(rooms), A_MOTHER)

    with pytest.raises(BadOption, match="must be 1 to 99"):
        await rooms.membership.give_seat(A_MOTHER, child, seat)


async def test_a_teacher_sees_seats_with_their_chats_those_without_number_last(
    rooms: Rooms,
) -> None:
    class_id = await make_class(rooms)
    await join_without_seat(rooms, class_id, AN_AUNT)
    await join_parent(rooms, class_id, A_MOTHER, seat=12)
    await join_parent(rooms, class_id, A_FATHER, seat=12)
    await join_parent(rooms, class_id, A_GRANDMOTHER, seat=3)

    assert await seats(rooms, class_id) == [(3, 1), (12, 2), (None, 1)]


async def test_the_same_seat_of_another_class_is_another_child(rooms: Rooms) -> None:
    here = await make_class(rooms)
    there = await make_class(rooms)

    await join_parent(rooms, here, A_MOTHER, seat=7)
    await join_parent(rooms, there, A_FATHER, seat=7)

    mothers, fathers = await who_is(rooms, A_MOTHER), await who_is(rooms, A_FATHER)
    assert mothers.children[0].id != fathers.children[0].id
