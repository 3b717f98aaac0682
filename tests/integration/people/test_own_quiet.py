"""Quiet hours somebody has asked for hold their notices back, and nobody else's."""

from __future__ import annotations

from datetime import datetime, time

from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_TEACHER,
    Rooms,
    join_parent,
    join_teacher,
    leave_times,
    make_class,
    make_draft,
    recipients,
)
from tests.support.clocks import FixedClock

OWN = (time(20), time(8))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=SCHOOL_ZONE)


async def test_what_was_chosen_is_kept_and_may_be_dropped(rooms: Rooms) -> None:
    await rooms.people.choose_quiet(A_MOTHER, Language.ZH_HANS, OWN)
    assert await rooms.people.quiet_of(A_MOTHER) == OWN

    await rooms.people.choose_quiet(A_MOTHER, Language.ZH_HANS, None)
    assert await rooms.people.quiet_of(A_MOTHER) is None


async def test_a_notice_waits_for_whoever_asked_and_leaves_for_the_others(
    rooms: Rooms, clock: FixedClock
) -> None:
    class_id = await make_class(rooms)
    for parent in (A_MOTHER, A_FATHER):
        await join_parent(rooms, class_id, parent, seat=7)
    await rooms.people.choose_quiet(A_MOTHER, Language.ZH_HANS, OWN)
    clock.set(at(19, 20))

    notice = await make_draft(rooms, f"class:{class_id}")
    await rooms.notices.send(notice.id)

    assert await leave_times(rooms, notice) == {A_MOTHER: at(20, 8), A_FATHER: at(19, 20)}


async def test_an_urgent_notice_does_not_wait(rooms: Rooms, clock: FixedClock) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    await rooms.people.choose_quiet(A_MOTHER, Language.ZH_HANS, OWN)
    clock.set(at(19, 20))

    whom = (await make_draft(rooms, f"class:{class_id}")).audiences
    sent = await rooms.notices.announce(whom, "今晚停水。", Manner(urgent_because="停水"))

    assert await leave_times(rooms, sent) == {A_MOTHER: at(19, 20)}


async def test_staff_may_ask_for_them_too(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    joined = await join_teacher(rooms, class_id)
    await rooms.people.choose_quiet(A_TEACHER, Language.ZH_HANS, OWN)

    (teacher,) = await recipients(rooms, f"staff:{joined.school.id}")

    assert teacher.quiet == OWN
