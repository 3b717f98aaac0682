from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.inbox import sweeping
from bot.inbox.model import Why, Wording
from bot.inbox.service import Inbox
from tests.support import builders
from tests.support.builders import Rooms
from tests.support.inbox import (
    A_QUESTION,
    ANOTHER,
    THE_SAME,
    count,
    families,
    open_inbox,
    sent_to,
)


async def test_editors_see_a_question_once_three_families_have_asked_it(
    rooms: Rooms, inbox: Inbox
) -> None:
    askers = await families(rooms, await builders.make_class(rooms), 3)
    await inbox.note(A_QUESTION, askers[0], Why.ABSTAINED)
    await inbox.note(THE_SAME, askers[1], Why.THUMBS_DOWN, "sports-time")
    assert await inbox.open_groups() == []

    await inbox.note(A_QUESTION, askers[2], Why.ABSTAINED)

    (group,) = await inbox.open_groups()
    assert {one.text: one.shown for one in group.wordings} == {
        A_QUESTION: "",
        THE_SAME: "sports-time",
    }


async def test_two_parents_of_a_child_and_a_second_time_count_once(
    rooms: Rooms, inbox: Inbox
) -> None:
    school_class = await builders.make_class(rooms)
    for address in (101, 102):
        await builders.join_parent(rooms, school_class, address, seat=7)
    (other,) = await families(rooms, school_class, 1)
    for address in (101, 102, 101, other, other):
        await inbox.note(A_QUESTION, address, Why.ABSTAINED)

    assert await inbox.open_groups() == []
    assert await count(rooms.database, "question_marks") == 2


async def test_a_stranger_counts_as_a_family(rooms: Rooms, inbox: Inbox) -> None:
    for address in (901, 902, 903):
        await inbox.note(A_QUESTION, address, Why.ABSTAINED)

    assert len(await inbox.open_groups()) == 1


async def test_the_marks_go_when_three_families_have_asked(rooms: Rooms, inbox: Inbox) -> None:
    for address in (901, 902, 903, 904):
        await inbox.note(A_QUESTION, address, Why.ABSTAINED)

    assert await count(rooms.database, "question_marks") == 0
    assert len(await inbox.open_groups()) == 1


async def test_editors_see_first_what_most_wait_for_then_what_is_newest(
    rooms: Rooms, inbox: Inbox
) -> None:
    for question in (A_QUESTION, ANOTHER, "图书馆开到几点"):
        for address in (901, 902, 903):
            await inbox.note(question, address, Why.ABSTAINED)
        rooms.clock.move(timedelta(days=1))
    await inbox.tell_me(ANOTHER, 904)

    shown = [one.gist for one in await inbox.open_groups()]

    assert shown == [ANOTHER, "图书馆开到几点", A_QUESTION]


async def test_a_question_that_another_process_has_just_written_is_found(
    rooms: Rooms, inbox: Inbox, keys: Path
) -> None:
    other = open_inbox(rooms, keys)
    async with inbox._recorder.placing(A_QUESTION) as place:
        await other.note(A_QUESTION, 901, Why.ABSTAINED)
        async with rooms.database.begin() as connection:
            wording = Wording(THE_SAME, Why.ABSTAINED)
            await inbox._recorder.record(connection, place, wording, 902)

    assert await count(rooms.database, "question_groups") == 1
    assert await count(rooms.database, "question_marks") == 2


async def test_two_families_at_the_same_moment_make_one_group(rooms: Rooms, inbox: Inbox) -> None:
    await asyncio.gather(
        *(inbox.note(A_QUESTION, address, Why.ABSTAINED) for address in (901, 901, 902))
    )

    assert await count(rooms.database, "question_groups") == 1
    assert await count(rooms.database, "question_marks") == 2


async def test_whoever_waits_is_told_once_and_forgotten(rooms: Rooms, inbox: Inbox) -> None:
    await inbox.tell_me(A_QUESTION, 901)
    await inbox.tell_me(A_QUESTION, 901)
    await inbox.tell_me(A_QUESTION, 902, language=Language.EN)
    group = await inbox.note(A_QUESTION, 903, Why.ABSTAINED)
    assert group is not None

    assert await inbox.close_group(group, "playground") == 2

    assert await sent_to(rooms.database, 901) == [
        "您之前想知道的问题，现在有答案了：放学后可以在操场玩吗？"
    ]
    assert "There is now an answer" in (await sent_to(rooms.database, 902))[0]
    assert await count(rooms.database, "answer_waiters") == 0
    assert await inbox.open_groups() == []


async def test_an_unopened_group_is_erased_thirty_days_after_its_last_question(
    rooms: Rooms, inbox: Inbox
) -> None:
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)
    await inbox.note(ANOTHER, 901, Why.ABSTAINED)
    rooms.clock.move(timedelta(days=20))
    await inbox.note(ANOTHER, 902, Why.ABSTAINED)
    rooms.clock.move(timedelta(days=11))

    await inbox.sweep(rooms.clock.now())

    assert await count(rooms.database, "question_groups") == 1
    assert await count(rooms.database, "question_wordings") == 1


async def test_many_questions_of_one_chat_push_out_nothing_that_somebody_waits_for(
    rooms: Rooms, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "MOST_GROUPS", 1)
    await inbox.tell_me(A_QUESTION, 901)
    for other in ("校车几点来", "运动会在哪天", "图书馆开到几点"):
        await inbox.note(other, 902, Why.ABSTAINED)

    await inbox.sweep(rooms.clock.now())

    async with rooms.database.read() as connection:
        found = await connection.execute(sa.text("SELECT gist FROM question_groups"))
        left = set(found.scalars())
    assert left == {A_QUESTION, "图书馆开到几点"}


async def test_the_key_is_a_file_of_its_own_that_only_the_service_may_read(
    inbox: Inbox, keys: Path
) -> None:
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)

    assert (keys / "inbox.key").stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
