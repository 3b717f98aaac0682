from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.audit.service import Account
from bot.people.audience import Audience, Kind
from bot.people.errors import PostMissing
from bot.people.membership import Joined
from bot.storage.tables.base import metadata
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_STRANGER,
    A_TEACHER,
    Rooms,
    join_office,
    join_parent,
    join_teacher,
    make_class,
    make_school,
    recipients,
    who_is,
)


def child_of(joined: Joined) -> int:
    assert joined.child is not None
    return joined.child.id


async def chat_id(rooms: Rooms, address: int) -> int:
    chat = (await who_is(rooms, address)).chat
    assert chat is not None
    return chat.id


async def count(rooms: Rooms, table: str) -> int:
    query = sa.select(sa.func.count()).select_from(metadata.tables[table])
    async with rooms.database.read() as connection:
        return int((await connection.execute(query)).scalar_one())


async def test_whoever_leaves_gets_no_more_notices_and_leaves_no_trace(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id)

    assert await rooms.membership.leave(A_MOTHER, child_of(joined))

    assert await recipients(rooms, f"class:{class_id}") == []
    assert [await count(rooms, table) for table in ("chats", "children", "joins")] == [0, 0, 0]


async def test_a_seat_stays_on_the_class_list_when_its_family_leaves(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id, seat=7)

    await rooms.membership.leave(A_MOTHER, child_of(joined))

    (seat,) = await rooms.people.seats(class_id)
    assert (seat.child.seat, seat.chat_count) == (7, 0)
    assert await count(rooms, "chats") == 0


async def test_nobody_inherits_the_numbers_of_whoever_left(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id, A_MOTHER)
    before = (child_of(joined), await chat_id(rooms, A_MOTHER))
    await rooms.membership.leave(A_MOTHER, child_of(joined))

    joined = await join_parent(rooms, class_id, A_STRANGER)

    after = (child_of(joined), await chat_id(rooms, A_STRANGER))
    assert after[0] != before[0]
    assert after[1] != before[1]


async def test_one_guardian_may_leave_while_the_other_stays(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id, A_MOTHER, seat=7)
    await join_parent(rooms, class_id, A_FATHER, seat=7)

    await rooms.membership.leave(A_MOTHER, child_of(joined))

    assert [r.address for r in await recipients(rooms, f"class:{class_id}")] == [A_FATHER]


async def test_leaving_one_child_keeps_the_other(rooms: Rooms) -> None:
    school = await make_school(rooms)
    first = await join_parent(rooms, await make_class(rooms, school, name="三（1）班"))
    await join_parent(rooms, await make_class(rooms, school, name="五（1）班"))

    await rooms.membership.leave(A_MOTHER, child_of(first))

    children = (await who_is(rooms, A_MOTHER)).children
    assert [child.school_class.name for child in children] == ["五（1）班"]


async def test_nobody_can_leave_for_another(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id, A_MOTHER)

    assert not await rooms.membership.leave(A_STRANGER, child_of(joined))
    assert len(await recipients(rooms, f"class:{class_id}")) == 1


async def test_leaving_twice_changes_nothing_more(rooms: Rooms) -> None:
    joined = await join_parent(rooms, await make_class(rooms))
    await rooms.membership.leave(A_MOTHER, child_of(joined))

    assert not await rooms.membership.leave(A_MOTHER, child_of(joined))


async def test_a_teacher_who_is_a_parent_too_stays_a_teacher(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_teacher(rooms, class_id)
    joined = await join_parent(rooms, class_id, A_TEACHER)

    await rooms.membership.leave(A_TEACHER, child_of(joined))

    person = await who_is(rooms, A_TEACHER)
    assert (person.is_parent, person.is_staff) == (False, True)


async def test_a_teacher_who_gives_up_their_posts_stays_a_parent(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_teacher(rooms, class_id)
    await join_parent(rooms, class_id, A_TEACHER)

    assert await rooms.membership.leave_posts(A_TEACHER) == 1

    person = await who_is(rooms, A_TEACHER)
    assert (person.is_parent, person.is_staff) == (True, False)


async def test_a_teacher_who_is_nothing_else_leaves_no_trace(rooms: Rooms) -> None:
    await join_teacher(rooms, await make_class(rooms))

    await rooms.membership.leave_posts(A_TEACHER)

    assert (await who_is(rooms, A_TEACHER)).chat is None
    assert await rooms.membership.leave_posts(A_TEACHER) == 0


async def test_a_teacher_removes_a_chat_that_does_not_belong(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_parent(rooms, class_id, A_MOTHER, seat=7)
    await join_parent(rooms, class_id, A_STRANGER, seat=7)
    wrong = await chat_id(rooms, A_STRANGER)

    removed = await rooms.membership.remove_from_class(child_of(joined), wrong)

    assert removed is not None
    assert removed.address == A_STRANGER
    assert [r.address for r in await recipients(rooms, f"class:{class_id}")] == [A_MOTHER]


async def test_a_removed_chat_that_belongs_nowhere_else_leaves_no_trace(rooms: Rooms) -> None:
    joined = await join_parent(rooms, await make_class(rooms), A_STRANGER)
    wrong = await chat_id(rooms, A_STRANGER)

    await rooms.membership.remove_from_class(child_of(joined), wrong)

    assert [await count(rooms, table) for table in ("chats", "children", "joins")] == [0, 0, 0]


async def test_removing_a_chat_twice_finds_nobody(rooms: Rooms) -> None:
    joined = await join_parent(rooms, await make_class(rooms), A_STRANGER, seat=7)
    wrong = await chat_id(rooms, A_STRANGER)
    await rooms.membership.remove_from_class(child_of(joined), wrong)

    assert await rooms.membership.remove_from_class(child_of(joined), wrong) is None
    assert await rooms.membership.remove_from_class(999, wrong) is None


async def test_what_waits_for_a_chat_goes_when_its_last_child_leaves(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=5)
    await rooms.notices.announce([Audience(Kind.CLASS, class_id)], "明天秋游。")
    child = (await who_is(rooms, A_MOTHER)).children[0]

    await rooms.membership.leave(A_MOTHER, child.id)

    async with rooms.database.read() as connection:
        waiting = await connection.exec_driver_sql("SELECT state, address FROM outgoing")
        noted = await connection.exec_driver_sql("SELECT address FROM notice_children")
        assert [tuple(row) for row in waiting] == [("cancelled", None)]
        assert [tuple(row) for row in noted] == [(None,)]


async def test_a_removed_teacher_may_nothing_more_and_leaves_no_trace(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_teacher(rooms, class_id)
    (post,) = (await who_is(rooms, A_TEACHER)).posts

    removed = await rooms.membership.remove_staff(post.id)

    assert removed.id == post.id
    assert (await who_is(rooms, A_TEACHER)).chat is None
    entry = (await Account(rooms.database).listed())[-1].entry
    assert (entry.action, entry.subject_number) == ("staff.removed", post.id)


async def test_a_removed_teacher_still_reads_for_their_own_child(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_TEACHER, seat=7)
    await join_teacher(rooms, class_id)
    (post,) = (await who_is(rooms, A_TEACHER)).posts

    await rooms.membership.remove_staff(post.id)

    person = await who_is(rooms, A_TEACHER)
    assert (person.posts, [child.seat for child in person.children]) == ((), [7])


async def test_only_the_post_that_is_named_is_taken(rooms: Rooms) -> None:
    school = await make_school(rooms)
    await join_teacher(rooms, await make_class(rooms, school))
    await join_office(rooms, school, A_TEACHER)
    teacher, office = (await who_is(rooms, A_TEACHER)).posts

    await rooms.membership.remove_staff(teacher.id)

    assert (await who_is(rooms, A_TEACHER)).posts == (office,)
    with pytest.raises(PostMissing, match="--staff 1: nobody holds this post"):
        await rooms.membership.remove_staff(teacher.id)
