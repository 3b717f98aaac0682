"""Children, seats and leaving, tap by tap, also with buttons that are not one's own."""

from __future__ import annotations

from bot.chat.taps import (
    STAYS,
    GiveSeat,
    InviteClass,
    JoinAnother,
    LeaveChild,
    LeavePosts,
    PickSeat,
    RemoveReader,
    ShowClass,
    ShowSeat,
    ShowSeats,
)
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import Child, Person
from tests.support.front_desk import FrontDesk

MOTHER, OTHER, TEACHER, STRANGER_TEACHER = 1, 2, 9, 8
WORDS = speaking(Language.ZH_HANS)


async def person(desk: FrontDesk, address: int) -> Person:
    return await desk.services.people.person(address, Language.ZH_HANS)


async def only_child(desk: FrontDesk, address: int) -> Child:
    (child,) = (await person(desk, address)).children
    return child


async def test_a_twin_is_added_by_a_button_and_given_a_seat(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)

    await desk.feels(MOTHER, JoinAnother(desk.school_class).pack())
    twin = (await person(desk, MOTHER)).children[-1]
    await desk.feels(MOTHER, ShowSeats(twin.id, 57).pack())
    await desk.feels(MOTHER, PickSeat(twin.id, 60).pack())
    await desk.feels(MOTHER, GiveSeat(twin.id, 60).pack())
    await desk.feels(MOTHER, GiveSeat(twin.id, 61).pack())  # the second of two quick taps

    assert [child.seat for child in (await person(desk, MOTHER)).children] == [12, 60]
    assert desk.told(MOTHER)[-1] == WORDS("seat-known")


async def test_nobody_names_the_seat_of_anothers_child(desk: FrontDesk) -> None:
    await desk.parent(MOTHER)
    await desk.parent(OTHER)
    theirs = await only_child(desk, MOTHER)

    for tap in (ShowSeats(theirs.id, 1), PickSeat(theirs.id, 5), GiveSeat(theirs.id, 5)):
        await desk.feels(OTHER, tap.pack())

    assert (await only_child(desk, MOTHER)).seat is None
    assert desk.told(OTHER)[-3:] == [WORDS("seat-known")] * 3


async def test_a_seat_no_class_has_is_refused(desk: FrontDesk) -> None:
    await desk.parent(MOTHER)
    child = await only_child(desk, MOTHER)

    await desk.feels(MOTHER, GiveSeat(child.id, 10**17).pack())

    assert (await only_child(desk, MOTHER)).seat is None
    assert desk.told(MOTHER)[-1] == WORDS("failure-bad-input")


async def test_nobody_takes_anothers_child_out_of_a_class(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)
    await desk.parent(OTHER, 13)

    await desk.feels(OTHER, LeaveChild((await only_child(desk, MOTHER)).id, 1).pack())

    assert (await only_child(desk, MOTHER)).seat == 12
    assert desk.told(OTHER)[-1] == WORDS("leave-done-before")


async def test_a_second_tap_on_leaving_is_answered_kindly(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)
    tap = LeaveChild((await only_child(desk, MOTHER)).id, 1).pack()

    await desk.feels(MOTHER, tap)
    await desk.feels(MOTHER, tap)

    assert (await person(desk, MOTHER)).chat is None
    assert desk.told(MOTHER)[-1] == WORDS("leave-done-before")


async def test_a_teacher_leaves_after_being_asked_once_more(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)

    await desk.hears(TEACHER, "/leave")
    await desk.feels(TEACHER, LeavePosts(0).pack())
    assert (await person(desk, TEACHER)).is_staff
    await desk.feels(TEACHER, LeavePosts(1).pack())

    assert (await person(desk, TEACHER)).chat is None


async def test_who_thinks_better_of_leaving_stays(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)
    await desk.teacher(TEACHER)
    child = (await only_child(desk, MOTHER)).id

    await desk.feels(MOTHER, LeaveChild(child, 0).pack())
    await desk.feels(MOTHER, LeaveChild(child, STAYS).pack())
    await desk.feels(TEACHER, LeavePosts(0).pack())
    await desk.feels(TEACHER, LeavePosts(STAYS).pack())

    assert (await only_child(desk, MOTHER)).seat == 12
    assert (await person(desk, TEACHER)).is_staff
    for address in (MOTHER, TEACHER):
        assert desk.told(address)[-1] == WORDS("leave-stayed")


async def test_another_classes_teacher_sees_and_changes_nothing_here(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)
    child = await only_child(desk, MOTHER)
    chat = (await person(desk, MOTHER)).chat
    assert chat is not None
    here = desk.school_class
    desk.school_class = await desk.services.office.add_class(desk.school, 3, "三年级(1)班")
    await desk.teacher(STRANGER_TEACHER)
    before = len(desk.told(STRANGER_TEACHER))

    taps = (
        ShowClass(here),
        InviteClass(here),
        ShowSeat(child.id),
        RemoveReader(child.id, chat.id),
    )
    for tap in taps:
        await desk.feels(STRANGER_TEACHER, tap.pack())

    refusal = WORDS("failure-not-your-class")
    assert desk.told(STRANGER_TEACHER)[before:] == [refusal] * len(taps)
    assert (await only_child(desk, MOTHER)).id == child.id


async def test_a_chat_is_removed_only_from_the_seat_it_reads_for(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)
    await desk.parent(MOTHER, 12)
    await desk.parent(OTHER, 13)
    other = (await person(desk, OTHER)).chat
    assert other is not None

    await desk.feels(TEACHER, RemoveReader((await only_child(desk, MOTHER)).id, other.id).pack())

    assert (await only_child(desk, OTHER)).seat == 13
    assert not any("移除" in text for text in desk.told(OTHER))
