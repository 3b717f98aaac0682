from __future__ import annotations

import pytest

from bot.i18n.languages import Language
from bot.people.errors import ClassMissing, SchoolMissing
from bot.people.model import FamilyId
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
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


async def addresses(rooms: Rooms, *written: str) -> list[int]:
    return [recipient.address for recipient in await recipients(rooms, *written)]


async def family(rooms: Rooms, address: int) -> FamilyId | None:
    async with rooms.database.read() as connection:
        return await rooms.people.family_of(connection, address)


async def test_each_audience_finds_its_families(rooms: Rooms) -> None:
    school = await make_school(rooms, region="north")
    neighbour = await make_school(rooms, region="north")
    first = await make_class(rooms, school, grade=3, name="三（1）班")
    second = await make_class(rooms, school, grade=3, name="三（2）班")
    higher = await make_class(rooms, school, grade=4, name="四（1）班")
    next_door = await make_class(rooms, neighbour, grade=3)
    far_away = await make_class(rooms, await make_school(rooms, region="south"))
    for address, class_id in enumerate((first, second, higher, next_door, far_away), 1):
        await join_parent(rooms, class_id, address)

    assert await addresses(rooms, f"class:{first}") == [1]
    assert await addresses(rooms, f"grade:{school}/3") == [1, 2]
    assert await addresses(rooms, f"school:{school}") == [1, 2, 3]
    assert await addresses(rooms, "district:north") == [1, 2, 3, 4]
    assert await addresses(rooms, f"class:{second}", f"class:{far_away}") == [2, 5]


async def test_a_chat_with_two_children_is_told_once_and_for_both(rooms: Rooms) -> None:
    school = await make_school(rooms)
    for name in ("三（1）班", "三（2）班"):
        await join_parent(rooms, await make_class(rooms, school, name=name))

    (recipient,) = await recipients(rooms, f"school:{school}", f"grade:{school}/3")

    assert [item.name for item in recipient.classes] == ["三（1）班", "三（2）班"]


async def test_a_notice_to_one_class_is_not_because_of_a_sibling_elsewhere(rooms: Rooms) -> None:
    school = await make_school(rooms)
    here = await make_class(rooms, school, name="三（1）班")
    await join_parent(rooms, here)
    await join_parent(rooms, await make_class(rooms, school, name="五（1）班"))

    (recipient,) = await recipients(rooms, f"class:{here}")

    assert [item.name for item in recipient.classes] == ["三（1）班"]


async def test_chats_that_are_gone_are_left_out_until_they_are_back(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER)
    await join_parent(rooms, class_id, A_FATHER)
    await join_teacher(rooms, class_id)

    await rooms.people.mark_gone(A_MOTHER)
    await rooms.people.mark_gone(A_TEACHER)
    assert await addresses(rooms, f"class:{class_id}", "staff:1") == [A_FATHER]

    await rooms.people.mark_back(A_MOTHER)
    assert await addresses(rooms, f"class:{class_id}") == [A_MOTHER, A_FATHER]


async def test_staff_are_told_once_even_as_parents_or_with_two_posts(rooms: Rooms) -> None:
    school = await make_school(rooms)
    class_id = await make_class(rooms, school)
    await join_teacher(rooms, class_id)
    await join_office(rooms, school, A_TEACHER)
    await join_parent(rooms, class_id, A_TEACHER)
    await join_office(rooms, school, THE_OFFICE)

    found = await addresses(rooms, f"staff:{school}", f"class:{class_id}")

    assert found == [A_TEACHER, THE_OFFICE]


async def test_each_recipient_is_addressed_in_their_language(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, language=Language.EN)
    await join_parent(rooms, class_id, A_FATHER, language=Language.ZH_HANT)

    found = await recipients(rooms, f"class:{class_id}")

    assert [item.language for item in found] == [Language.EN, Language.ZH_HANT]


@pytest.mark.parametrize("written", ["school:9", "grade:9/3", "staff:9"])
async def test_an_audience_of_a_school_that_is_not_there_is_refused(
    rooms: Rooms, written: str
) -> None:
    with pytest.raises(SchoolMissing, match="School 9: there is none"):
        await recipients(rooms, written)


async def test_an_audience_of_a_class_that_is_not_there_is_refused(rooms: Rooms) -> None:
    with pytest.raises(ClassMissing, match="Class 9: there is none"):
        await recipients(rooms, "class:9")


async def test_guardians_of_one_child_are_one_family(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    await join_parent(rooms, class_id, A_FATHER, seat=7)
    await join_parent(rooms, class_id, AN_AUNT, seat=8)

    assert await family(rooms, A_MOTHER) == await family(rooms, A_FATHER)
    assert await family(rooms, A_MOTHER) != await family(rooms, AN_AUNT)


async def test_siblings_connect_guardians_who_share_no_child(rooms: Rooms) -> None:
    older, younger = await make_class(rooms), await make_class(rooms)
    await join_parent(rooms, older, A_GRANDMOTHER, seat=3)
    await join_parent(rooms, older, A_MOTHER, seat=3)
    await join_parent(rooms, younger, A_MOTHER, seat=7)
    await join_parent(rooms, younger, A_FATHER, seat=7)

    families = {await family(rooms, n) for n in (A_GRANDMOTHER, A_MOTHER, A_FATHER)}

    assert len(families) == 1


async def test_a_stranger_and_a_teacher_have_no_family(rooms: Rooms) -> None:
    await join_teacher(rooms, await make_class(rooms))

    assert await family(rooms, A_STRANGER) is None
    assert await family(rooms, A_TEACHER) is None


async def test_a_stranger_is_spoken_to_in_the_language_of_their_app(rooms: Rooms) -> None:
    person = await rooms.people.person(A_STRANGER, Language.EN)

    assert (person.language, person.is_parent, person.is_staff) == (Language.EN, False, False)
    assert (await who_is(rooms, A_STRANGER)).chat is None
