"""Deadlines, lateness after an outage, notices that repeat, and clocks that jump."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.audit.model import InChat
from bot.clock import SCHOOL_ZONE
from bot.notices.announcing import Manner
from bot.notices.errors import DeadlineTooEarly, NeverDue, TimeTooFar
from bot.notices.model import Notice, State
from bot.notices.particulars import Ending, Repeats
from bot.notices.times.repeating import Every
from bot.people import audience
from bot.people.model import ClassId
from bot.storage.tables.people import classes
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_TEACHER,
    Rooms,
    join_parent,
    join_teacher,
    leave_times,
    make_class,
    settle,
    texts,
    texts_of,
    who_is,
)

MONDAYS = Every(1, time(8))
FIRST_DAYS = Every(None, time(8))
NEW_YEAR = date(2027, 1, 31)


def at(month: int, day: int, hour: int = 8, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SCHOOL_ZONE)


@pytest.fixture
async def class_id(rooms: Rooms) -> ClassId:
    """A class with a teacher and one family."""
    number = await make_class(rooms)
    await join_parent(rooms, number, A_MOTHER)
    await join_teacher(rooms, number, A_TEACHER)
    return number


async def send(rooms: Rooms, class_id: ClassId, **when: object) -> Notice:
    """Send a notice as the teacher does."""
    post = (await who_is(rooms, A_TEACHER)).posts[0]
    whom = audience.parse_all([f"class:{class_id}"])
    number = await rooms.notices.draft(post, A_TEACHER, whom)
    await rooms.notices.write(number, "请穿校服。")
    return await rooms.notices.send(number, by=InChat(A_TEACHER), **when)  # type: ignore[arg-type]


async def goes_by(rooms: Rooms, moment: datetime) -> None:
    """Let the clock show a time, and do what is due until nothing is."""
    rooms.clock.set(moment)
    while await rooms.plans.make_due(rooms.clock.now()):
        pass


async def closes(rooms: Rooms, folder: Path, day: str) -> None:
    """Let the school take a day off in its term."""
    path = folder / "calendar.yaml"
    term = "terms:\n  - {from: 2026-09-01, to: 2027-01-22}\n"
    path.write_text(f"{term}days_off:\n  - {{date: {day}, name: 运动会}}\n", encoding="utf-8")
    await rooms.timetable.import_calendar(1, path)


async def all_notices(rooms: Rooms) -> list[Notice]:
    return list(reversed(await rooms.notices.listed()))


async def told(rooms: Rooms, notice: Notice) -> list[str]:
    return [text for _, text in await texts_of(rooms, f"notice-word:{notice.id}")]


async def test_what_has_not_left_by_the_deadline_is_cancelled_and_counted(
    rooms: Rooms, class_id: ClassId
) -> None:
    await join_parent(rooms, class_id, A_FATHER)
    notice = await send(rooms, class_id, not_after=at(11, 19, 18))
    await settle(rooms, notice, A_MOTHER)

    await goes_by(rooms, at(11, 19, 18))

    status = await rooms.notices.status(notice.id)
    assert (status.delivered, status.cancelled, status.dropped) == (1, 1, 1)
    assert "还没发出的 1 条不再发送" in (await told(rooms, notice))[0]
    (closed,) = await rooms.notices.close_finished()
    assert closed.id == notice.id


async def test_when_nothing_left_by_the_deadline_the_notice_has_missed_its_time(
    rooms: Rooms, class_id: ClassId
) -> None:
    notice = await send(rooms, class_id, not_after=at(11, 19, 18))

    await goes_by(rooms, at(11, 20))

    status = await rooms.notices.status(notice.id)
    assert (status.state, status.ending) == (State.CANCELLED, Ending.TOO_LATE)
    assert (status.cancelled, status.dropped) == (1, 1)


async def test_a_notice_with_a_deadline_is_dropped_after_an_outage(
    rooms: Rooms, class_id: ClassId
) -> None:
    notice = await send(rooms, class_id, at=at(11, 19, 14), not_after=at(11, 19, 18))

    await goes_by(rooms, at(11, 19, 19))

    status = await rooms.notices.status(notice.id)
    assert (status.state, status.ending) == (State.CANCELLED, Ending.TOO_LATE)
    assert (status.recipients, status.cancelled, status.dropped) == (1, 1, 1)
    assert status.late_by == 5 * 3600
    assert (status.children, status.children_unreached) == (1, 1)
    assert "错过了时间" in (await told(rooms, notice))[0]


async def test_a_notice_without_one_leaves_late_and_says_by_how_much(
    rooms: Rooms, class_id: ClassId
) -> None:
    notice = await send(rooms, class_id, at=at(11, 19, 14))

    await goes_by(rooms, at(11, 19, 14, 35))

    status = await rooms.notices.status(notice.id)
    assert (status.state, status.pending, status.late_by) == (State.SENDING, 1, 35 * 60)
    assert "晚了 35 分钟" in (await told(rooms, notice))[0]


async def test_a_notice_on_time_says_nothing_of_lateness(rooms: Rooms, class_id: ClassId) -> None:
    notice = await send(rooms, class_id, at=at(11, 19, 14))

    await goes_by(rooms, at(11, 19, 14))

    assert (await rooms.notices.status(notice.id)).late_by == 0
    assert await told(rooms, notice) == []


async def test_a_deadline_that_quiet_hours_make_impossible_is_refused(
    rooms: Rooms, class_id: ClassId
) -> None:
    with pytest.raises(DeadlineTooEarly):
        await send(rooms, class_id, at=at(11, 19, 22), not_after=at(11, 19, 23))
    with pytest.raises(DeadlineTooEarly):
        await send(rooms, class_id, at=at(11, 19, 14), not_after=at(11, 19, 13))

    assert await all_notices(rooms) == []


async def test_an_urgent_notice_counts_the_families_it_wakes(
    rooms: Rooms, class_id: ClassId
) -> None:
    rooms.clock.set(at(11, 19, 22))
    whom = audience.parse_all([f"class:{class_id}"])

    notice = await rooms.notices.announce(whom, "停课。", Manner(urgent_because="台风"))

    status = await rooms.notices.status(notice.id)
    assert (status.urgent, status.quiet_hours_overridden) == (True, 1)
    assert await leave_times(rooms, notice) == {A_MOTHER: at(11, 19, 22)}


async def test_an_urgent_notice_by_day_overrides_nothing(rooms: Rooms, class_id: ClassId) -> None:
    whom = audience.parse_all([f"class:{class_id}"])

    notice = await rooms.notices.announce(whom, "停课。", Manner(urgent_because="台风"))

    assert (await rooms.notices.status(notice.id)).quiet_hours_overridden == 0


async def test_each_monday_is_a_notice_of_its_own_until_the_last_day(
    rooms: Rooms, class_id: ClassId
) -> None:
    first = await send(rooms, class_id, repeats=Repeats(MONDAYS, date(2026, 12, 7)))
    assert (first.state, first.send_at) == (State.SCHEDULED, at(11, 23))

    for day in (at(11, 23), at(11, 30), at(12, 7), at(12, 14)):
        await goes_by(rooms, day)

    found = await all_notices(rooms)
    assert [notice.schedule.wished_at for notice in found] == [at(11, 23), at(11, 30), at(12, 7)]
    assert {notice.state for notice in found} == {State.SENDING}
    assert {notice.schedule.series for notice in found} == {first.id}
    assert [len(await texts(rooms, notice)) for notice in found] == [1, 1, 1]


async def test_a_monday_that_is_a_holiday_is_passed_over(rooms: Rooms, class_id: ClassId) -> None:
    rooms.clock.set(at(9, 26))  # the two Mondays after it are 28 September and 5 October

    await send(rooms, class_id, repeats=Repeats(MONDAYS, date(2026, 10, 12)))
    await goes_by(rooms, at(9, 28))

    assert (await all_notices(rooms))[-1].schedule.wished_at == at(10, 12)


async def test_the_first_school_day_of_each_month_passes_over_weekends_and_holidays(
    rooms: Rooms, class_id: ClassId
) -> None:
    await send(rooms, class_id, repeats=Repeats(FIRST_DAYS, NEW_YEAR))
    await goes_by(rooms, at(12, 1))
    await goes_by(rooms, at(1, 4, year=2027))

    days = [notice.schedule.wished_at for notice in await all_notices(rooms)]
    assert days[0] == at(12, 1)
    assert len(days) == 2


async def test_a_school_with_a_calendar_of_its_own_begins_its_month_later(
    rooms: Rooms, class_id: ClassId, tmp_path: Path
) -> None:
    await closes(rooms, tmp_path, "2026-12-01")

    first = await send(rooms, class_id, repeats=Repeats(FIRST_DAYS, NEW_YEAR))

    assert first.send_at == at(12, 2)


async def test_a_day_the_school_takes_off_afterwards_is_not_told(
    rooms: Rooms, class_id: ClassId, tmp_path: Path
) -> None:
    first = await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))
    await closes(rooms, tmp_path, "2026-11-23")

    await goes_by(rooms, at(11, 23))

    ended, following = await all_notices(rooms)
    assert (ended.id, ended.outcome.ending) == (first.id, Ending.NO_SCHOOL)
    assert (following.state, following.send_at) == (State.SCHEDULED, at(11, 30))
    assert "不上课" in (await told(rooms, first))[0]


async def test_after_weeks_of_outage_only_the_last_of_a_series_leaves(
    rooms: Rooms, class_id: ClassId
) -> None:
    await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))

    await goes_by(rooms, at(12, 9))

    states = [(each.state, each.outcome.ending) for each in await all_notices(rooms)]
    assert states == [
        (State.CANCELLED, Ending.TOO_LATE),
        (State.CANCELLED, Ending.TOO_LATE),
        (State.SENDING, None),
        (State.SCHEDULED, None),
    ]


async def test_a_deadline_counts_for_each_time_of_a_series(
    rooms: Rooms, class_id: ClassId
) -> None:
    await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR), not_after=at(11, 23, 9))

    await goes_by(rooms, at(11, 23, 10))
    await goes_by(rooms, at(11, 30))

    dropped, sent, following = await all_notices(rooms)
    assert dropped.outcome.ending is Ending.TOO_LATE
    assert (sent.state, sent.schedule.not_after) == (State.SENDING, at(11, 30, 9))
    assert following.schedule.not_after == at(12, 7, 9)


async def test_stopping_one_time_of_a_series_leaves_the_others(
    rooms: Rooms, class_id: ClassId
) -> None:
    first = await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))

    await rooms.notices.cancel(first.id, by=InChat(A_TEACHER))

    assert [each.state for each in await all_notices(rooms)] == [State.CANCELLED, State.SCHEDULED]


async def test_stopping_a_series_ends_it(rooms: Rooms, class_id: ClassId) -> None:
    await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))
    await goes_by(rooms, at(11, 23))
    waiting = (await all_notices(rooms))[-1]

    await rooms.notices.cancel(waiting.id, series=True, by=InChat(A_TEACHER))
    await goes_by(rooms, at(12, 7))

    assert [each.state for each in await all_notices(rooms)] == [State.SENDING, State.CANCELLED]


async def test_a_series_that_would_never_be_due_or_never_end_is_refused(
    rooms: Rooms, class_id: ClassId
) -> None:
    with pytest.raises(NeverDue):
        await send(rooms, class_id, repeats=Repeats(MONDAYS, date(2026, 11, 22)))
    with pytest.raises(NeverDue):
        await send(rooms, class_id, repeats=Repeats(MONDAYS, date(2026, 11, 1)))
    with pytest.raises(TimeTooFar):
        await send(rooms, class_id, repeats=Repeats(MONDAYS, date(2028, 1, 1)))

    assert await all_notices(rooms) == []


async def test_a_clock_set_back_sends_nothing_again(rooms: Rooms, class_id: ClassId) -> None:
    await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))
    await goes_by(rooms, at(11, 23))

    await goes_by(rooms, at(11, 22))
    await goes_by(rooms, at(11, 23, 8, 1))

    states = [notice.state for notice in await all_notices(rooms)]
    assert states == [State.SENDING, State.SCHEDULED]


async def test_a_clock_that_jumps_ahead_sends_once_and_late(
    rooms: Rooms, class_id: ClassId
) -> None:
    notice = await send(rooms, class_id, at=at(11, 19, 14))

    await goes_by(rooms, at(11, 25, 14))

    assert len(await texts(rooms, notice)) == 1
    assert (await rooms.notices.status(notice.id)).late_by == 6 * 24 * 3600


async def test_a_class_that_is_gone_when_the_time_comes_ends_the_notice_with_a_word(
    rooms: Rooms, class_id: ClassId
) -> None:
    notice = await send(rooms, class_id, at=at(11, 19, 14))
    async with rooms.database.begin() as connection:
        await connection.execute(sa.delete(classes).where(classes.c.id == class_id))

    await goes_by(rooms, at(11, 19, 14))

    ended = await rooms.notices.find(notice.id)
    assert (ended.state, ended.outcome.ending) == (State.CANCELLED, Ending.GONE)
    assert "班级已经不在了" in (await told(rooms, notice))[0]


async def test_whoever_joined_since_gets_the_next_time_too(
    rooms: Rooms, class_id: ClassId
) -> None:
    await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))
    await goes_by(rooms, at(11, 23))
    await join_parent(rooms, class_id, A_FATHER)

    await goes_by(rooms, at(11, 30))

    first, second, _ = await all_notices(rooms)
    assert len(await texts(rooms, first)) == 1
    assert len(await texts(rooms, second)) == 2


async def test_a_series_survives_families_who_all_leave(rooms: Rooms, class_id: ClassId) -> None:
    await send(rooms, class_id, repeats=Repeats(MONDAYS, NEW_YEAR))
    await rooms.people.mark_gone(A_MOTHER)

    await goes_by(rooms, at(11, 23))

    first, following = await all_notices(rooms)
    assert (await rooms.notices.status(first.id)).recipients == 0
    assert following.send_at == at(11, 30) + timedelta(0)
