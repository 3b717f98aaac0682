"""A day changed as a whole is one message to each family, on both databases."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.audit.model import OPERATOR
from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.people.model import Person
from bot.timetable.editing import AS_PLANNED
from bot.timetable.staff.wishes import What, Wish
from tests.integration.timetable.conftest import School
from tests.support import alter

ROWS = (
    "二年级(1)班,4,15:40,16:20,作业,,李老师,,",
    "二年级(1)班,4,16:30,17:30,书法,美术室,李老师,,",
    "三年级(2)班,4,16:00,17:30,阅读,图书馆,,,",
)
THURSDAY = date(2026, 11, 19)


@pytest.fixture
async def planned(school: School) -> School:
    await school.has_slots(*ROWS)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "三年级(2)班")
    await school.add_parent(1003, "二年级(1)班", "三年级(2)班")
    school.clock.set(datetime(2026, 11, 18, 17, tzinfo=SCHOOL_ZONE))
    return school


async def change_all(school: School, wish: Wish) -> None:
    person: Person = await office(school)
    shown = await school.timetable.whole_days.propose(person, THURSDAY, wish)
    await school.timetable.whole_days.make(person, THURSDAY, wish, seen=shown.seen, by=OPERATOR)


async def office(school: School) -> Person:
    person = await school.people.person(9, Language.ZH_HANS)
    if not person.posts:
        await school.add_staff(9)
    return await school.people.person(9, Language.ZH_HANS)


async def test_each_family_gets_one_message_that_lists_its_children_s_changes(
    planned: School,
) -> None:
    await change_all(planned, Wish(What.END, end=time(16, 30), reason="大雪"))

    texts = dict(await planned.messages())
    assert len(await planned.messages()) == 3
    assert texts[1003] == (
        "【课后服务变动】11月19日 周四\n"
        "二年级(1)班\n16:30–17:30 书法\n当天取消。\n原因：大雪\n\n"
        "三年级(2)班\n16:00–17:30 阅读\n时间改为 16:00–16:30（原定 16:00–17:30）。\n原因：大雪\n\n"
        "二年级(1)班：11月19日 周四，孩子 16:20 放学，请按时来接。\n"
        "三年级(2)班：11月19日 周四，孩子 16:30 放学，请按时来接。"
    )
    assert texts[1002] == (
        "【课后服务变动】11月19日 周四\n"
        "三年级(2)班\n16:00–17:30 阅读\n时间改为 16:00–16:30（原定 16:00–17:30）。\n原因：大雪\n\n"
        "11月19日 周四，孩子 16:30 放学，请按时来接。"
    )


async def test_a_day_taken_back_before_its_messages_have_left_is_never_told(
    planned: School,
) -> None:
    await change_all(planned, Wish(What.CANCEL))
    await change_all(planned, Wish(What.UNDO))

    assert await planned.messages("pending") == []


async def test_where_one_of_its_changes_is_put_right_in_time_the_others_are_still_told(
    planned: School,
) -> None:
    await change_all(planned, Wish(What.CANCEL))
    await planned.timetable.pushes.changes.change(3, THURSDAY, AS_PLANNED)

    texts = dict(await planned.messages("pending"))
    assert sorted(texts) == [1001, 1003]
    assert texts[1003] == (
        "【课后服务变动】11月19日 周四\n"
        "二年级(1)班\n15:40–16:20 作业\n当天取消。\n"
        "16:30–17:30 书法\n当天取消。\n\n"
        "11月19日 周四没有课后服务了，请按学校通知的时间来接孩子。"
    )


async def test_once_it_has_arrived_a_further_change_is_told_alone(planned: School) -> None:
    await change_all(planned, Wish(What.CANCEL))
    await planned.everything_arrives()

    await planned.timetable.pushes.changes.change(
        3, THURSDAY, alter.moved(place="操场", reason="")
    )

    texts = sorted(await planned.messages("pending"))
    assert [address for address, _ in texts] == [1002, 1003]
    assert "11月19日 周四照常进行：16:00–17:30 · 操场" in texts[0][1]
