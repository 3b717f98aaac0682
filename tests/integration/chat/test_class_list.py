"""A teacher puts a class list right, and a district sees totals only."""

from __future__ import annotations

from bot.chat.taps import ComposeFor, DropSeat, MoveSeat, OfferSeats, ShowSeat
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import Child, ClassId, Role
from tests.support.front_desk import FrontDesk
from tests.support.staff_phone import StaffPhone

MOTHER, FATHER, TEACHER, OFFICIAL = 501, 502, 601, 701
WORDS = speaking(Language.ZH_HANS)


async def child_of(desk: FrontDesk, address: int) -> Child:
    (child,) = (await desk.services.people.person(address, Language.ZH_HANS)).children
    return child


async def test_two_taps_put_a_seat_right_and_the_family_is_told(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)
    await desk.parent(MOTHER, 12)
    child = await child_of(desk, MOTHER)

    await desk.feels(TEACHER, ShowSeat(child.id).pack())
    await desk.feels(TEACHER, OfferSeats(child.id, 1).pack())
    await desk.feels(TEACHER, MoveSeat(child.id, 21).pack())

    assert (await child_of(desk, MOTHER)).seat == 21
    assert desk.told(MOTHER)[-1] == WORDS(
        "classes-told-seat-changed", name=child.school_class.name, seat=21
    )


async def test_another_familys_number_is_refused_kindly(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)
    await desk.parent(MOTHER, 12)
    await desk.parent(FATHER, 21)
    child = await child_of(desk, MOTHER)

    await desk.feels(TEACHER, MoveSeat(child.id, 21).pack())

    assert (await child_of(desk, MOTHER)).seat == 12
    assert desk.told(TEACHER)[-1] == WORDS("classes-seat-taken")


async def test_an_unread_seat_is_dropped_after_a_question(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)
    await desk.parent(MOTHER, 12)
    child = await child_of(desk, MOTHER)
    await desk.services.membership.leave(MOTHER, child.id)

    await desk.feels(TEACHER, DropSeat(child.id, 0).pack())
    assert len(await desk.services.people.seats(desk.school_class)) == 1
    await desk.feels(TEACHER, DropSeat(child.id, 1).pack())

    assert await desk.services.people.seats(desk.school_class) == []
    await desk.feels(TEACHER, DropSeat(child.id, 1).pack())
    assert desk.told(TEACHER)[-1] == WORDS("classes-seat-gone")


async def test_no_parent_and_no_other_teacher_changes_a_seat(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)
    child = await child_of(desk, MOTHER)
    desk.school_class = await desk.services.office.add_class(desk.school, 3, "三年级(1)班")
    await desk.teacher(TEACHER)

    for address in (MOTHER, TEACHER):
        for tap in (OfferSeats(child.id, 1), MoveSeat(child.id, 21), DropSeat(child.id, 1)):
            await desk.feels(address, tap.pack())

    assert (await child_of(desk, MOTHER)).seat == 12
    assert desk.told(MOTHER)[-1] == WORDS("failure-not-allowed")
    assert desk.told(TEACHER)[-1] == WORDS("failure-not-your-class")


async def test_district_staff_see_totals_and_no_class(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)

    await desk.official(OFFICIAL)
    await desk.hears(OFFICIAL, "/class")
    await desk.feels(OFFICIAL, ShowSeat((await child_of(desk, MOTHER)).id).pack())
    await desk.hears(OFFICIAL, "/inbox")

    welcome, totals, refusal, inbox = desk.told(OFFICIAL)[-4:]
    assert welcome == WORDS("join-district", region="example", school="", names="")
    assert "阳光小学：1 个班，名单上 1 个孩子，1 个已有家长收通知" in totals
    assert refusal == inbox == WORDS("failure-not-allowed")


async def test_district_staff_write_to_every_school_of_their_region(desk: FrontDesk) -> None:
    await desk.parent(MOTHER, 12)
    elsewhere = await desk.services.office.add_school("远方小学", "far-away")
    desk.school_class = await desk.services.office.add_class(elsewhere, 2, "二年级(1)班")
    await desk.parent(FATHER, 3)
    await desk.official(OFFICIAL)

    await desk.hears(OFFICIAL, "/notice")
    await desk.feels(OFFICIAL, ComposeFor("district-example").pack())
    await desk.feels(OFFICIAL, ComposeFor("district-far-away").pack())

    notice = await desk.services.notices.draft_in(OFFICIAL)
    assert notice is not None
    assert (str(notice.audiences[0]), notice.school_id) == ("district:example", None)
    assert (await desk.services.notices.reach(notice)).chats == 1
    assert desk.told(OFFICIAL)[-1] == WORDS("failure-not-your-class")


async def test_an_editor_finds_the_inbox_and_writes_no_notice(desk: FrontDesk) -> None:

    await desk.official(OFFICIAL, Role.EDITOR)
    await desk.hears(OFFICIAL, "/inbox")
    await desk.hears(OFFICIAL, "/notice")

    assert desk.told(OFFICIAL)[-2:] == [WORDS("helping-nothing"), WORDS("failure-not-allowed")]


async def test_codes_are_revoked_only_once_it_is_clear_who_could_not_join_any_more(
    desk: FrontDesk,
) -> None:
    await desk.teacher(TEACHER)
    await desk.parent(MOTHER, 12)
    phone, school_class = StaffPhone(desk, TEACHER), ClassId(desk.school_class)
    made = await desk.services.office.invite_family(desk.school_class)
    await desk.services.office.invite_family(desk.school_class, seat=13)
    child = await child_of(desk, MOTHER)
    await desk.services.membership.leave(MOTHER, child.id)
    await phone.writes("/class")

    await phone.taps("作废邀请码")
    assert "现在有 1 个还能用" in phone.text
    assert "名单上还有 1 个孩子没有家长加入" in phone.text
    await phone.taps("返回班级")
    assert await desk.services.office.open_class_codes(school_class) == 1
    await phone.taps("作废邀请码")
    await phone.taps("作废")

    assert phone.text.startswith("二年级(1)班：")
    assert await desk.services.office.open_class_codes(school_class) == 0
    desk.knows(FATHER)
    await desk.hears(FATHER, f"/start {made.code}")
    assert (await desk.services.people.person(FATHER, Language.ZH_HANS)).children == ()


async def test_where_no_code_is_open_nothing_is_asked(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)
    phone = StaffPhone(desk, TEACHER)
    await phone.writes("/class")

    await phone.taps("作废邀请码")

    assert phone.text.startswith("二年级(1)班：")
