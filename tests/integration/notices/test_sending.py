from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.errors import (
    AlreadyOnItsWay,
    NobodyToTell,
    NoticeMissing,
    TextUnusable,
    TimeHasPassed,
)
from bot.notices.model import Asks, Notice, NoticeId, State
from bot.people import audience
from bot.people.errors import ClassMissing
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_TEACHER,
    AN_AUNT,
    Rooms,
    join_parent,
    join_teacher,
    leave_times,
    make_class,
    make_draft,
    make_school,
    texts,
    who_is,
)

AN_HOUR = timedelta(hours=1)


def at(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


async def announce(rooms: Rooms, *written: str, when: datetime | None = None) -> Notice:
    return await rooms.notices.announce(audience.parse_all(written), "明天穿校服。", at=when)


async def make_due(rooms: Rooms) -> int:
    return await rooms.plans.make_due(rooms.clock.now())


async def test_a_draft_is_written_and_sent_to_every_family_of_the_class(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER)
    await join_parent(rooms, class_id, A_FATHER)
    draft = await make_draft(rooms, f"class:{class_id}")

    sent = await rooms.notices.send(draft.id)

    assert sent.state is State.SENDING
    assert sent.send_at == rooms.clock.now()
    assert set(await texts(rooms, sent)) == {A_MOTHER, A_FATHER}


async def test_a_teachers_notice_stands_under_their_school_and_name(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    await join_teacher(rooms, class_id)
    (post,) = (await who_is(rooms, A_TEACHER)).posts

    number = await rooms.notices.draft(post, A_TEACHER, audience.parse_all([f"class:{class_id}"]))
    await rooms.notices.write(number, "明天穿校服。")
    sent = await rooms.notices.send(number)

    assert (sent.author_id, sent.school_id) == (post.id, post.school.id)
    assert "—— 实验小学　11月19日" in (await texts(rooms, sent))[A_MOTHER]


async def test_each_family_reads_its_language_and_its_own_classes(rooms: Rooms) -> None:
    school = await make_school(rooms)
    first = await make_class(rooms, school, name="三（1）班")
    second = await make_class(rooms, school, name="三（2）班")
    await join_parent(rooms, first, A_MOTHER)
    await join_parent(rooms, second, A_FATHER, language=Language.ZH_HANT)

    read = await texts(rooms, await announce(rooms, f"grade:{school}/3"))

    assert read[A_MOTHER].startswith("【通知】三（1）班\n")
    assert read[A_FATHER].startswith("【通知】三（2）班\n")
    assert read[A_MOTHER] != read[A_FATHER]


async def test_the_preview_is_what_the_parent_gets(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    await join_teacher(rooms, class_id)
    (post,) = (await who_is(rooms, A_TEACHER)).posts
    number = await rooms.notices.draft(post, A_TEACHER, audience.parse_all([f"class:{class_id}"]))
    draft = await rooms.notices.write(number, "明天穿校服。")

    preview = await rooms.notices.preview(draft, Language.ZH_HANS)
    sent = await rooms.notices.send(number)

    assert (await texts(rooms, sent))[A_MOTHER] == preview.text


async def test_before_sending_one_sees_whom_it_reaches(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    await join_parent(rooms, class_id, A_FATHER, seat=1)
    await join_parent(rooms, class_id, AN_AUNT, seat=2)
    await rooms.people.mark_gone(AN_AUNT)

    reach = await rooms.notices.reach(await make_draft(rooms, f"class:{class_id}"))

    assert (reach.chats, reach.children, reach.unreached) == (2, 2, 1)


async def test_a_notice_for_later_waits_and_leaves_at_its_time(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    later = await announce(rooms, f"class:{class_id}", when=rooms.clock.now() + AN_HOUR)

    rooms.clock.move(AN_HOUR - timedelta(seconds=1))
    assert await make_due(rooms) == 0
    assert later.state is State.SCHEDULED
    assert await texts(rooms, later) == {}

    rooms.clock.move(timedelta(seconds=1))
    assert await make_due(rooms) == 1
    assert (await rooms.notices.find(later.id)).state is State.SENDING
    assert set(await texts(rooms, later)) == {A_MOTHER}


async def test_a_scheduled_notice_leaves_once_however_often_the_bell_rings(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    later = await announce(rooms, f"class:{class_id}", when=rooms.clock.now() + AN_HOUR)
    rooms.clock.move(2 * AN_HOUR)

    assert sorted(await asyncio.gather(make_due(rooms), make_due(rooms))) == [0, 1]
    assert (await rooms.notices.status(later.id)).recipients == 1


async def test_a_notice_for_later_reaches_families_that_join_until_then(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER)
    later = await announce(rooms, f"class:{class_id}", when=rooms.clock.now() + AN_HOUR)

    await join_parent(rooms, class_id, A_FATHER)
    rooms.clock.move(AN_HOUR)
    await make_due(rooms)

    assert set(await texts(rooms, later)) == {A_MOTHER, A_FATHER}


async def test_a_notice_missed_by_a_stopped_service_leaves_late_and_bears_that_day(
    rooms: Rooms,
) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    later = await announce(rooms, f"class:{class_id}", when=rooms.clock.now() + AN_HOUR)

    rooms.clock.set(at(12, day=21))
    await make_due(rooms)

    assert "11月21日" in (await texts(rooms, later))[A_MOTHER]


async def test_in_quiet_hours_a_notice_is_scheduled_for_the_morning(rooms: Rooms) -> None:
    rooms.clock.set(at(21, 30))
    class_id = await make_class(rooms, grade=3)
    await join_parent(rooms, class_id)

    notice = await announce(rooms, f"class:{class_id}")
    assert (notice.state, notice.send_at) == (State.SCHEDULED, at(7, day=20))

    rooms.clock.set(at(7, day=20))
    await make_due(rooms)
    assert (notice.state, notice.send_at) == (State.SCHEDULED, at(7, day=20))
    assert "11月20日" in (await texts(rooms, notice))[A_MOTHER]


async def test_each_family_has_the_quiet_hours_of_its_own_children(rooms: Rooms) -> None:
    rooms.clock.set(at(21, 30))
    school = await make_school(rooms)
    await join_parent(rooms, await make_class(rooms, school, grade=3), A_MOTHER)
    junior = await make_class(rooms, school, grade=7, name="初一（1）班")
    await join_parent(rooms, junior, A_FATHER)

    notice = await announce(rooms, f"school:{school}")

    assert notice.state is State.SENDING
    assert await leave_times(rooms, notice) == {A_MOTHER: at(7, day=20), A_FATHER: at(21, 30)}
    read = await texts(rooms, notice)
    assert ("11月20日" in read[A_MOTHER], "11月19日" in read[A_FATHER]) == (True, True)


async def test_a_family_is_left_in_peace_because_of_a_child_the_notice_is_not_about(
    rooms: Rooms,
) -> None:
    rooms.clock.set(at(21, 30))
    school = await make_school(rooms)
    await join_parent(rooms, await make_class(rooms, school, grade=3), A_MOTHER)
    junior = await make_class(rooms, school, grade=7, name="初一（1）班")
    await join_parent(rooms, junior, A_MOTHER)

    notice = await announce(rooms, f"class:{junior}")

    assert (notice.state, notice.send_at) == (State.SCHEDULED, at(7, day=20))


async def test_an_urgent_notice_leaves_in_quiet_hours_too(rooms: Rooms) -> None:
    rooms.clock.set(at(23))
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)

    notice = await rooms.notices.announce(
        audience.parse_all([f"class:{class_id}"]), "明天停课。", Manner(urgent_because="台风")
    )

    assert notice.state is State.SENDING
    assert await leave_times(rooms, notice) == {A_MOTHER: at(23)}
    assert (await texts(rooms, notice))[A_MOTHER].startswith("【紧急通知】")


async def test_staff_are_told_in_quiet_hours_too(rooms: Rooms) -> None:
    rooms.clock.set(at(23))
    class_id = await make_class(rooms)
    await join_teacher(rooms, class_id)
    (post,) = (await who_is(rooms, A_TEACHER)).posts

    notice = await announce(rooms, f"staff:{post.school.id}")

    assert notice.state is State.SENDING


async def test_a_time_in_quiet_hours_becomes_the_morning_after(rooms: Rooms) -> None:
    class_id = await make_class(rooms, grade=3)
    await join_parent(rooms, class_id)

    notice = await announce(rooms, f"class:{class_id}", when=at(22))

    assert notice.send_at == at(7, day=20)


async def test_nobody_to_tell_is_said_and_the_draft_stays(rooms: Rooms) -> None:
    draft = await make_draft(rooms, f"class:{await make_class(rooms)}")

    with pytest.raises(NobodyToTell, match="--to: nobody has joined these classes yet"):
        await rooms.notices.send(draft.id)

    assert (await rooms.notices.find(draft.id)).state is State.DRAFT


async def test_a_time_that_has_passed_is_refused_and_the_draft_stays(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")

    with pytest.raises(TimeHasPassed, match="--at: this time has passed"):
        await rooms.notices.send(draft.id, at=rooms.clock.now() - timedelta(minutes=2))

    assert (await rooms.notices.find(draft.id)).state is State.DRAFT


async def test_a_time_that_passed_while_it_was_confirmed_means_now(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")

    sent = await rooms.notices.send(draft.id, at=rooms.clock.now() - timedelta(seconds=40))

    assert (sent.state, sent.send_at) == (State.SENDING, rooms.clock.now())


async def test_a_draft_without_text_cannot_be_sent(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    number = await rooms.notices.draft(None, None, audience.parse_all([f"class:{class_id}"]))

    with pytest.raises(TextUnusable):
        await rooms.notices.send(number)


async def test_of_two_who_send_at_once_one_is_told_it_is_on_its_way(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    draft = await make_draft(rooms, f"class:{class_id}")

    outcomes = await asyncio.gather(
        rooms.notices.send(draft.id), rooms.notices.send(draft.id), return_exceptions=True
    )

    assert {type(outcome) for outcome in outcomes} == {Notice, AlreadyOnItsWay}
    assert (await rooms.notices.status(draft.id)).recipients == 1


async def test_a_notice_on_its_way_cannot_be_rewritten(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    sent = await announce(rooms, f"class:{class_id}")

    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.write(sent.id, "后天穿校服。")
    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.ask(sent.id, Asks.READ)


@pytest.mark.parametrize(
    ("written", "when", "error"),
    [
        ("class:1", None, NobodyToTell),
        ("class:9", None, ClassMissing),
        ("unconfirmed:1", None, NoticeMissing),
        ("class:2", datetime(2026, 1, 1, tzinfo=UTC), TimeHasPassed),
    ],
)
async def test_an_announcement_that_fails_leaves_nothing_behind(
    rooms: Rooms, written: str, when: datetime | None, error: type[Exception]
) -> None:
    await make_class(rooms)
    await join_parent(rooms, await make_class(rooms))

    with pytest.raises(error):
        await announce(rooms, written, when=when)

    with pytest.raises(NoticeMissing):
        await rooms.notices.find(1)


async def test_an_announcement_stands_under_the_one_school_it_concerns(rooms: Rooms) -> None:
    here, there = await make_school(rooms, "第一小学"), await make_school(rooms, "第二小学")
    first, second = await make_class(rooms, here), await make_class(rooms, there)
    await join_parent(rooms, first, A_MOTHER)
    await join_parent(rooms, second, A_FATHER)

    for_one = await announce(rooms, f"class:{first}", f"grade:{here}/3")
    for_two = await announce(rooms, f"class:{first}", f"class:{second}")

    assert (for_one.school_id, for_two.school_id) == (here, None)


async def test_a_draft_is_found_again_in_the_chat_it_is_written_in(rooms: Rooms) -> None:
    first = await rooms.notices.draft(None, A_TEACHER, audience.parse_all(["class:1"]))
    await rooms.notices.prompted_by(first, 77)
    rooms.clock.move(timedelta(minutes=5))

    found = await rooms.notices.draft_in(A_TEACHER)

    assert found is not None
    assert (found.id, found.prompt_message_id) == (first, 77)
    assert await rooms.notices.draft_in(A_MOTHER) is None


async def test_a_draft_nobody_finishes_is_forgotten(rooms: Rooms) -> None:
    old = await rooms.notices.draft(None, A_TEACHER, audience.parse_all(["class:1"]))

    rooms.clock.move(timedelta(hours=13))
    assert await rooms.notices.draft_in(A_TEACHER) is None
    await rooms.notices.draft(None, A_FATHER, audience.parse_all(["class:1"]))

    with pytest.raises(NoticeMissing):
        await rooms.notices.find(old)


async def test_the_list_shows_the_newest_first_and_no_drafts(rooms: Rooms) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id)
    numbers = [(await announce(rooms, f"class:{class_id}")).id for _ in range(3)]
    await make_draft(rooms, f"class:{class_id}")

    listed = await rooms.notices.listed(limit=2)

    assert [notice.id for notice in listed] == [numbers[2], numbers[1]]


async def test_an_unknown_notice_is_named(rooms: Rooms) -> None:
    with pytest.raises(NoticeMissing, match="Notice 9: there is none with this number"):
        await rooms.notices.find(NoticeId(9))
