"""Whatever somebody may do that changes something leaves an entry, each under its own number.

Every action of the table is walked here; a new one fails until somebody has decided what
it leaves behind.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.audit.model import OPERATOR, Deed, InChat
from bot.chat.taps import (
    ChangeDraft,
    DismissGroup,
    DropSeat,
    InviteClass,
    MoveSeat,
    RemoveReader,
    RevokeSure,
    SendAnswer,
    ShowClass,
    StopNotice,
)
from bot.i18n.languages import Language
from bot.inbox.model import Why
from bot.notices.model import NoticeId
from bot.notices.taps import ApproveNotice, ReturnNotice
from bot.people.audience import Audience, Kind
from bot.people.model import Role
from bot.people.permissions import TABLE, Action
from bot.surveys.questions.loader import load_survey
from bot.timetable.editing import cancelled
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk

MOTHER, TEACHER, OFFICE = 7_301_245_577, 7_301_245_578, 7_301_245_579
SECOND, OFFICIAL, ANOTHER_OFFICIAL = 7_301_245_580, 7_301_245_581, 7_301_245_582
WEDNESDAY = date(2026, 11, 25)
QUESTION = "公积金怎么提取"
SURVEY = Path(__file__).parents[3] / "knowledge/surveys/pulse.yaml"
SLOTS = "class,weekday,start,end,title,place,teacher\n二年级(1)班,3,16:00,17:30,书法,美术室,\n"
TERMS = "terms:\n  - from: 2026-09-01\n    to: 2027-01-22\n"

Walk = Callable[[FrontDesk, Path], Awaitable[None]]


@pytest.fixture
async def desk(tmp_path: Path, clock: FixedClock) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path, clock) as desk:
        await desk.parent(MOTHER, 12)
        await desk.teacher(TEACHER)
        await desk.office(OFFICE)
        await desk.office(SECOND)
        await desk.official(OFFICIAL)
        await desk.official(ANOTHER_OFFICIAL)
        await plan(desk, tmp_path)
        yield desk


async def tell(desk: FrontDesk, author: int, whom: Audience, *, stops: bool = True) -> NoticeId:
    """Write a notice, send it with the button under its preview, and stop it."""
    notices = desk.services.notices
    person = await desk.services.people.person(author, Language.ZH_HANS)
    number = await notices.draft(person.posts[0], author, [whom])
    await notices.write(number, "明天穿校服。")
    await desk.feels(author, ChangeDraft(number, "send").pack())
    if stops:
        await desk.feels(author, StopNotice(number).pack())
    return number


async def tell_class(desk: FrontDesk, _folder: Path) -> None:
    await tell(desk, TEACHER, Audience(Kind.CLASS, desk.school_class))


async def tell_school(desk: FrontDesk, _folder: Path) -> None:
    await tell(desk, OFFICE, Audience(Kind.SCHOOL, desk.school))


async def agree_school(desk: FrontDesk, _folder: Path) -> None:
    number = await tell(desk, SECOND, Audience(Kind.SCHOOL, desk.school), stops=False)
    await desk.feels(OFFICE, ApproveNotice(number).pack())


async def agree_district(desk: FrontDesk, _folder: Path) -> None:
    district = Audience(Kind.DISTRICT, region="example")
    number = await tell(desk, OFFICIAL, district, stops=False)
    await desk.feels(ANOTHER_OFFICIAL, ReturnNotice(number, "now").pack())


async def tell_district(desk: FrontDesk, _folder: Path) -> None:
    await desk.services.notices.announce([Audience(Kind.DISTRICT, region="example")], "放假了。")


async def look(desk: FrontDesk, _folder: Path) -> None:
    await desk.hears(TEACHER, "/class")
    await desk.feels(TEACHER, ShowClass(desk.school_class).pack())


async def invite(desk: FrontDesk, _folder: Path) -> None:
    await desk.feels(TEACHER, InviteClass(desk.school_class).pack())
    await desk.feels(TEACHER, RevokeSure(desk.school_class).pack())


async def change_class(desk: FrontDesk, _folder: Path) -> None:
    (seat,) = await desk.services.people.seats(desk.school_class)
    _, chats = await desk.services.people.readers(seat.child.id)
    await desk.feels(TEACHER, MoveSeat(seat.child.id, 13).pack())
    await desk.feels(TEACHER, RemoveReader(seat.child.id, chats[0].id).pack())
    await desk.feels(TEACHER, DropSeat(seat.child.id, 1).pack())


async def change_service(desk: FrontDesk, _folder: Path) -> None:
    changes = desk.services.timetable.pushes.changes
    await changes.change(1, WEDNESDAY, cancelled(), by=InChat(TEACHER))


async def answer_parents(desk: FrontDesk, _folder: Path) -> None:
    number = await desk.services.inbox.ask_school(QUESTION, MOTHER)
    written = desk.message(OFFICE, 8, "请问社保局。")
    await desk.feels(OFFICE, SendAnswer(number).pack(), reply_to_message=written)


async def edit_answers(desk: FrontDesk, _folder: Path) -> None:
    inbox = desk.services.inbox
    group = await inbox.note(QUESTION, MOTHER, Why.ABSTAINED)
    assert group is not None
    await inbox.close_group(group, "homework-time-limit", by=InChat(OFFICE))
    other = await inbox.note("食堂能带饭进去吗", MOTHER, Why.ABSTAINED)
    assert other is not None
    await desk.feels(OFFICE, DismissGroup(other, 1).pack())


async def set_up(desk: FrontDesk, _folder: Path) -> None:
    school = await desk.services.office.add_school("星光小学", "example")
    number = await desk.services.office.add_class(school, 1, "一年级(1)班")
    await desk.services.office.invite_staff(Role.TEACHER, class_ids=[number])


async def plan(desk: FrontDesk, folder: Path) -> None:
    (folder / "terms.yaml").write_text(TERMS, encoding="utf-8")
    await desk.plans(SLOTS)
    await desk.services.timetable.import_calendar(desk.school, folder / "terms.yaml")


async def survey(desk: FrontDesk, _folder: Path) -> None:
    wave = await desk.services.surveys.open(load_survey(SURVEY), desk.school)
    await desk.services.surveys.close(wave.id)
    await desk.services.surveys.note_export(wave.id, "csv")


async def keep(desk: FrontDesk, _folder: Path) -> None:
    await desk.services.forgetting.forget(MOTHER, by=OPERATOR)


WALKS: Mapping[Action, tuple[Walk, str, list[Deed]]] = {
    Action.TELL_CLASS: (tell_class, "staff", [Deed.NOTICE_SENT, Deed.NOTICE_CANCELLED]),
    Action.TELL_SCHOOL: (
        tell_school,
        "staff",
        [Deed.NOTICE_APPROVAL_ASKED, Deed.NOTICE_CANCELLED],
    ),
    Action.AGREE_SCHOOL: (
        agree_school,
        "staff",
        [
            Deed.NOTICE_APPROVAL_ASKED,
            Deed.NOTICE_APPROVED,
            Deed.NOTICE_SENT,
        ],
    ),
    Action.AGREE_DISTRICT: (
        agree_district,
        "staff",
        [
            Deed.NOTICE_APPROVAL_ASKED,
            Deed.NOTICE_RETURNED,
        ],
    ),
    Action.TELL_DISTRICT: (tell_district, "operator", [Deed.NOTICE_SENT]),
    Action.SEE_CLASS: (look, "", []),
    Action.SEE_TOTALS: (look, "", []),
    Action.INVITE: (invite, "staff", [Deed.INVITATION_MADE, Deed.INVITATIONS_REVOKED]),
    Action.CHANGE_CLASS: (
        change_class,
        "staff",
        [Deed.SEAT_CHANGED, Deed.READER_REMOVED, Deed.SEAT_REMOVED],
    ),
    Action.CHANGE_SERVICE: (change_service, "staff", [Deed.TIMETABLE_CHANGED]),
    Action.ANSWER_PARENTS: (answer_parents, "staff", [Deed.REQUEST_ANSWERED]),
    Action.EDIT_ANSWERS: (
        edit_answers,
        "staff",
        [Deed.KNOWLEDGE_WRITTEN, Deed.QUESTION_DISMISSED],
    ),
    Action.SET_UP: (
        set_up,
        "operator",
        [Deed.SCHOOL_ADDED, Deed.CLASS_ADDED, Deed.INVITATION_MADE],
    ),
    Action.PLAN: (plan, "operator", [Deed.TIMETABLE_IMPORTED, Deed.CALENDAR_IMPORTED]),
    Action.SURVEY: (
        survey,
        "operator",
        [Deed.SURVEY_OPENED, Deed.SURVEY_CLOSED, Deed.SURVEY_EXPORTED],
    ),
    Action.KEEP: (keep, "operator", [Deed.PERSON_FORGOTTEN]),
}


def test_every_action_of_the_table_is_walked() -> None:
    assert set(WALKS) == set(TABLE) == set(Action)


@pytest.mark.parametrize("action", WALKS)
async def test_an_action_leaves_its_entries_under_the_one_who_did_it(
    desk: FrontDesk, tmp_path: Path, action: Action
) -> None:
    walk, by, deeds = WALKS[action]
    before = len(await desk.services.account.listed())

    await walk(desk, tmp_path)

    entries = (await desk.services.account.listed())[before:]
    assert [item.entry.action for item in entries] == [deed.value for deed in deeds]
    assert {item.by for item in entries} <= {by}
    assert (await desk.services.account.verify()).is_sound


async def test_no_entry_holds_a_chat_a_name_or_a_text(desk: FrontDesk, tmp_path: Path) -> None:
    part_the_family = {Action.CHANGE_CLASS, Action.KEEP}
    for action in sorted(WALKS, key=lambda action: action in part_the_family):
        await WALKS[action][0](desk, tmp_path)

    for item in await desk.services.account.listed():
        written = repr(item.entry)
        assert not any(str(number) in written for number in (MOTHER, TEACHER, OFFICE))
        assert written.isascii()


async def test_joining_and_leaving_a_post_are_entries_of_the_person_themselves(
    desk: FrontDesk,
) -> None:
    await desk.services.membership.leave_posts(TEACHER)

    listed = await desk.services.account.listed()
    assert [item.entry.action for item in listed][-1] == "staff.left"
    joined = [item for item in listed if item.entry.action == "staff.joined"]
    assert [item.entry.actor for item in joined] == [1, 2, 3, 4, 5]
    assert [item.by for item in joined] == ["erased", *["staff"] * 4]
