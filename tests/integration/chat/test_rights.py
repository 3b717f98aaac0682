"""/forget and /settings in the chat: asked once, erased at once, quiet never made shorter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.chat.taps import ChooseQuiet, ChooseReminder, ForgetMe, KeepMe, NoQuiet
from bot.i18n.languages import Language
from bot.storage import backup_log
from bot.storage.backup_log import Backup
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk

MOTHER, TEACHER = 7_301_245_577, 7_301_245_578


@pytest.fixture
async def desk(tmp_path: Path, clock: FixedClock) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path, clock) as desk:
        await desk.parent(MOTHER, 12)
        yield desk


async def is_known(desk: FrontDesk, address: int) -> bool:
    return await desk.services.people.known_since(address) is not None


async def backed_up(desk: FrontDesk, made_at: datetime) -> None:
    await backup_log.remember(desk.services.database, [Backup(made_at, Path("school.db"))])


def last(desk: FrontDesk, address: int) -> str:
    return desk.told(address)[-1]


async def test_it_says_what_goes_and_what_cannot_before_anything_is_erased(
    desk: FrontDesk,
) -> None:
    await desk.hears(MOTHER, "/forget")

    asked = last(desk, MOTHER)
    assert "全部删掉吗" in asked
    assert "匿名问卷的答案" in asked
    assert "您在学校的身份" not in asked
    assert await is_known(desk, MOTHER)


async def test_a_teacher_is_told_what_becomes_of_posts_and_notices(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)

    await desk.hears(TEACHER, "/forget")

    assert "属于学校，会留下" in last(desk, TEACHER)


async def test_one_tap_erases_and_a_second_one_does_no_harm(desk: FrontDesk) -> None:
    await desk.feels(MOTHER, ForgetMe().pack())
    await desk.feels(MOTHER, ForgetMe().pack())

    assert not await is_known(desk, MOTHER)
    assert "已经全部删掉了" in last(desk, MOTHER)
    assert "没有留下含有这些内容的数据库备份" in last(desk, MOTHER)


async def test_whoever_thinks_better_of_it_keeps_everything(desk: FrontDesk) -> None:
    await desk.feels(MOTHER, KeepMe().pack())

    assert await is_known(desk, MOTHER)
    assert "什么也没有删" in last(desk, MOTHER)


async def test_the_reply_names_the_newest_backup_and_its_last_day(
    desk: FrontDesk, clock: FixedClock
) -> None:
    clock.move(timedelta(days=2))
    await backed_up(desk, clock.now())
    clock.move(timedelta(days=3))

    await desk.feels(MOTHER, ForgetMe().pack())

    assert "2026年11月21日 的数据库备份" in last(desk, MOTHER)
    assert "2026年12月21日 到期删除" in last(desk, MOTHER)


async def test_a_backup_from_before_somebody_came_holds_nothing_of_theirs(
    desk: FrontDesk, clock: FixedClock
) -> None:
    await backed_up(desk, clock.now() - timedelta(days=1))

    await desk.feels(MOTHER, ForgetMe().pack())

    assert "没有留下" in last(desk, MOTHER)


async def test_a_backup_whose_time_is_over_is_not_named(
    desk: FrontDesk, clock: FixedClock
) -> None:
    await backed_up(desk, clock.now())
    clock.move(timedelta(days=30))

    await desk.feels(MOTHER, ForgetMe().pack())

    assert "没有留下" in last(desk, MOTHER)


async def test_after_it_mydata_shows_nothing_and_start_greets_a_stranger(
    desk: FrontDesk,
) -> None:
    await desk.feels(MOTHER, ForgetMe().pack())

    await desk.hears(MOTHER, "/mydata")
    assert "什么也没有保存" in last(desk, MOTHER)
    await desk.hears(MOTHER, "/start")
    assert not await is_known(desk, MOTHER)


async def test_settings_show_language_the_rules_hours_and_ones_own(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAXIAO__QUIET_HOURS__PRIMARY", "21:20-07:00")
    async with a_front_desk(tmp_path, clock) as desk:
        await desk.parent(MOTHER, 12)
        await desk.feels(MOTHER, ChooseQuiet(20 * 60, 8 * 60).pack())

        await desk.hears(MOTHER, "/settings")

        shown = last(desk, MOTHER)
    assert "语言：简体中文" in shown
    assert "按孩子的学段，21:20 到 07:00 不打扰您" in shown
    assert "您自己加的安静时间：20:00 到 08:00" in shown


async def test_quiet_hours_are_chosen_in_two_taps_and_dropped_in_one(desk: FrontDesk) -> None:
    people = desk.services.people
    await desk.feels(MOTHER, ChooseQuiet(None, None).pack())
    assert "从几点开始不打扰您" in last(desk, MOTHER)
    await desk.feels(MOTHER, ChooseQuiet(21 * 60, None).pack())
    assert await people.quiet_of(MOTHER) is None
    await desk.feels(MOTHER, ChooseQuiet(21 * 60, 8 * 60).pack())

    assert await people.quiet_of(MOTHER) == (time(21), time(8))
    await desk.hears(MOTHER, "/mydata")
    assert "您自己加的安静时间：21:00 到 08:00" in last(desk, MOTHER)
    await desk.feels(MOTHER, NoQuiet().pack())
    assert await people.quiet_of(MOTHER) is None


@pytest.mark.parametrize("tap", [ChooseQuiet(12 * 60, 13 * 60), ChooseQuiet(20 * 60, 99_999)])
async def test_hours_that_no_button_offers_are_refused(desk: FrontDesk, tap: ChooseQuiet) -> None:
    await desk.feels(MOTHER, tap.pack())

    assert await desk.services.people.quiet_of(MOTHER) is None
    assert "过期" in last(desk, MOTHER)


async def test_a_reminder_before_pick_up_is_chosen_in_two_taps_and_shown(desk: FrontDesk) -> None:
    reminders = desk.services.timetable.pushes.reminders
    await desk.hears(MOTHER, "/settings")
    assert "没有开接孩子的提醒" in last(desk, MOTHER)
    await desk.feels(MOTHER, ChooseReminder(None).pack())
    assert "提前多久提醒您" in last(desk, MOTHER)
    await desk.feels(MOTHER, ChooseReminder(20).pack())

    assert await reminders.minutes_of(MOTHER) == 20
    assert "接孩子前 20 分钟提醒您" in last(desk, MOTHER)
    await desk.hears(MOTHER, "/mydata")
    assert "接孩子前 20 分钟提醒您" in last(desk, MOTHER)
    await desk.feels(MOTHER, ChooseReminder(0).pack())
    assert await reminders.minutes_of(MOTHER) is None


async def test_a_reminder_that_no_button_offers_is_refused(desk: FrontDesk) -> None:
    await desk.feels(MOTHER, ChooseReminder(7).pack())

    assert await desk.services.timetable.pushes.reminders.minutes_of(MOTHER) is None
    assert "过期" in last(desk, MOTHER)


async def test_staff_without_a_child_are_offered_no_reminder(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)

    await desk.hears(TEACHER, "/settings")

    assert "接孩子" not in last(desk, TEACHER)


async def test_a_teacher_sees_in_mydata_how_much_stands_in_the_account(desk: FrontDesk) -> None:
    await desk.teacher(TEACHER)

    await desk.hears(TEACHER, "/mydata")

    assert "您在学校做过的操作：1 条，记在编号 1 下" in last(desk, TEACHER)
    assert "发 /forget 可以把这些全部删掉" in last(desk, TEACHER)


async def test_it_is_asked_in_the_persons_language(desk: FrontDesk) -> None:
    await desk.services.people.choose_language(MOTHER, Language.EN)

    await desk.hears(MOTHER, "/forget")

    assert "Shall we erase everything" in last(desk, MOTHER)
