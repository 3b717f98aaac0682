"""What the inbox keeps, for how long, and what it never keeps."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delivery.model import Body
from bot.i18n.languages import Language
from bot.inbox import sweeping
from bot.inbox.errors import GroupMissing
from bot.inbox.model import MOST_WORDINGS, Why
from bot.inbox.service import Inbox
from bot.storage import backups
from bot.storage.database import Database
from bot.storage.tables.topics import last_topics
from tests.support import builders
from tests.support.builders import Rooms
from tests.support.databases import ON_SQLITE
from tests.support.inbox import (
    A_QUESTION,
    ANOTHER,
    THE_SAME,
    count,
    deliver_all,
    everything,
    families,
    sent_to,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.permutations([901, 901, 902, 902, 902]),
    st.lists(st.sampled_from([A_QUESTION, THE_SAME]), min_size=5, max_size=5),
)
async def test_in_whatever_order_two_families_ask_they_are_two(
    rooms: Rooms, inbox: Inbox, askers: list[int], questions: list[str]
) -> None:
    async with rooms.database.begin() as connection:
        await connection.execute(sa.text("DELETE FROM question_groups"))

    for asker, question in zip(askers, questions, strict=True):
        await inbox.note(question, asker, Why.ABSTAINED)

    assert await count(rooms.database, "question_marks") == 2
    assert await inbox.open_groups() == []


async def test_marks_of_a_family_in_two_groups_have_nothing_in_common(
    rooms: Rooms, inbox: Inbox
) -> None:
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)
    await inbox.note(ANOTHER, 901, Why.ABSTAINED)

    async with rooms.database.read() as connection:
        marks = (await connection.execute(sa.text("SELECT mark FROM question_marks"))).scalars()
        assert len(set(marks)) == 2


async def test_a_mark_counts_for_thirty_days(rooms: Rooms, inbox: Inbox) -> None:
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)
    rooms.clock.move(timedelta(days=20))
    await inbox.note(A_QUESTION, 902, Why.ABSTAINED)
    rooms.clock.move(timedelta(days=11))
    await inbox.sweep(rooms.clock.now())
    assert await count(rooms.database, "question_marks") == 1

    await inbox.note(A_QUESTION, 903, Why.ABSTAINED)

    assert await inbox.open_groups() == []


async def test_whoever_waits_is_forgotten_after_half_a_year(rooms: Rooms, inbox: Inbox) -> None:
    await inbox.tell_me(A_QUESTION, 901)
    for _ in range(7):
        rooms.clock.move(timedelta(days=29))
        await inbox.note(A_QUESTION, 902, Why.ABSTAINED)
        await inbox.sweep(rooms.clock.now())

    assert await count(rooms.database, "question_groups") == 1
    assert await count(rooms.database, "answer_waiters") == 0
    (told,) = await sent_to(rooms.database, 901)
    assert "没有等到答案" in told


async def test_whoever_waits_for_a_question_that_fades_is_told_so_once(
    rooms: Rooms, inbox: Inbox
) -> None:
    await inbox.tell_me(A_QUESTION, 987654321)
    await inbox.tell_me(A_QUESTION, 902, language=Language.EN)
    rooms.clock.move(timedelta(days=31))

    for _ in range(2):
        await inbox.sweep(rooms.clock.now())

    (told,) = await sent_to(rooms.database, 987654321)
    assert "没有等到答案" in told
    assert A_QUESTION not in told
    assert "no answer came" in (await sent_to(rooms.database, 902))[0]
    await deliver_all(rooms)
    await inbox.sweep(rooms.clock.now())
    left = await everything(rooms.database)
    assert "987654321" not in left
    assert A_QUESTION not in left


async def test_beyond_the_most_that_are_kept_even_awaited_questions_go_and_it_is_said(
    rooms: Rooms, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "MOST_AWAITED", 1)
    await inbox.tell_me(A_QUESTION, 901)
    rooms.clock.move(timedelta(days=1))
    await inbox.tell_me(ANOTHER, 902)

    await inbox.sweep(rooms.clock.now())

    assert len(await sent_to(rooms.database, 901)) == 1
    assert await sent_to(rooms.database, 902) == []
    assert await count(rooms.database, "question_groups") == 1


async def test_once_waiters_are_told_neither_they_nor_the_question_are_left(
    rooms: Rooms, inbox: Inbox
) -> None:
    await inbox.tell_me(A_QUESTION, 987654321)
    group = await inbox.note(A_QUESTION, 902, Why.ABSTAINED)
    assert group is not None
    await inbox.close_group(group, "playground")
    with pytest.raises(GroupMissing):
        await inbox.close_group(group, "playground")
    await deliver_all(rooms)

    await inbox.sweep(rooms.clock.now())

    assert await count(rooms.database, "question_groups") == 0
    left = await everything(rooms.database)
    assert "987654321" not in left
    assert A_QUESTION not in left


async def test_a_dismissed_group_leaves_nothing(rooms: Rooms, inbox: Inbox) -> None:
    await inbox.tell_me(A_QUESTION, 901)
    group = await inbox.note(A_QUESTION, 902, Why.ABSTAINED)
    assert group is not None

    await inbox.dismiss(group)

    for table in ("question_groups", "question_wordings", "question_marks", "answer_waiters"):
        assert await count(rooms.database, table) == 0
    (told,) = await sent_to(rooms.database, 901)
    assert "没有等到答案" in told


async def test_last_topics_go_after_half_an_hour(rooms: Rooms, inbox: Inbox) -> None:
    now = rooms.clock.now()
    async with rooms.database.begin() as connection:
        for address, minutes in ((901, 31), (902, 29)):
            await connection.execute(
                sa.insert(last_topics).values(
                    address=address,
                    entry="homework-time-limit",
                    answered_at=now - timedelta(minutes=minutes),
                )
            )

    await inbox.sweep(now)

    async with rooms.database.read() as connection:
        rows = await connection.execute(sa.select(last_topics.c.address))
        assert list(rows.scalars()) == [902]


async def test_a_group_keeps_a_score_of_sentences(rooms: Rooms, inbox: Inbox) -> None:
    for number in range(MOST_WORDINGS + 5):
        await inbox.note(f"{A_QUESTION}{'啊' * number}", 901, Why.ABSTAINED)

    assert await count(rooms.database, "question_groups") == 1
    assert await count(rooms.database, "question_wordings") == MOST_WORDINGS


async def test_votes_are_two_counts(rooms: Rooms, inbox: Inbox) -> None:
    await asyncio.gather(*(inbox.vote("sports-time", is_up=up) for up in (True, True, False)))

    async with rooms.database.read() as connection:
        rows = await connection.execute(sa.text("SELECT entry, up, down FROM answer_votes"))
        assert [tuple(row) for row in rows] == [("sports-time", 2, 1)]


@ON_SQLITE
async def test_a_backup_holds_no_key(rooms: Rooms, inbox: Inbox, keys: Path) -> None:
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)
    backup = keys.parent / "backup.db"

    await backups.back_up(rooms.database, backup)

    key = (keys / "inbox.key").read_bytes()
    assert len(key) == 32
    assert key not in backup.read_bytes()
    assert not list(keys.parent.glob("*.key"))


async def test_without_a_usable_key_nothing_is_kept_and_the_log_names_no_question(
    rooms: Rooms, inbox: Inbox, keys: Path
) -> None:
    keys.write_text("no folder", encoding="utf-8")

    with structlog.testing.capture_logs() as logged:
        assert await inbox.note(A_QUESTION, 901, Why.ABSTAINED) is None

    assert logged == [
        {"event": "question_not_noted", "kind": "KeyUnusable", "log_level": "warning"}
    ]
    assert await count(rooms.database, "question_groups") == 0


async def test_nothing_the_inbox_does_logs_a_sentence_or_a_chat(
    rooms: Rooms, inbox: Inbox
) -> None:
    with structlog.testing.capture_logs() as logged:
        for address in (901, 902, 903):
            await inbox.note(A_QUESTION, address, Why.THUMBS_DOWN, "sports-time")
        await inbox.tell_me(A_QUESTION, 901, language=Language.EN)
        (group,) = await inbox.open_groups()
        await inbox.close_group(group.id, "playground")
        await inbox.sweep(rooms.clock.now())

    assert logged == []


async def test_no_row_of_the_outbox_is_left_with_its_times(rooms: Rooms, inbox: Inbox) -> None:
    made = await builders.make_class(rooms)
    await builders.join_teacher(rooms, made)
    await families(rooms, made, 5)
    await inbox.ask_school(A_QUESTION, 301)
    await deliver_all(rooms)

    await inbox.sweep(rooms.clock.now())

    assert await count(rooms.database, "help_requests") == 1
    assert await count(rooms.database, "outgoing") == 0
    async with rooms.database.read() as connection:
        kept = await connection.exec_driver_sql("SELECT batch, text FROM outgoing_bodies")
        assert [tuple(row) for row in kept] == [("", "")]


async def test_no_log_of_the_database_shows_an_erased_question(rooms: Rooms, inbox: Inbox) -> None:
    if not rooms.database.is_sqlite:
        return
    log = Path(f"{rooms.database.url.database}-wal")
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)
    rooms.clock.move(timedelta(days=31))
    async with rooms.database.read() as reader:
        await reader.execute(sa.text("SELECT count(*) FROM question_groups"))
        await inbox.sweep(rooms.clock.now())
        assert A_QUESTION.encode() in log.read_bytes()

    await inbox.sweep(rooms.clock.now())

    assert log.read_bytes() == b""
    assert A_QUESTION.encode() not in Path(str(rooms.database.url.database)).read_bytes()


async def test_a_batch_is_erased_only_when_all_of_it_is_settled(
    rooms: Rooms, database: Database
) -> None:
    async with database.begin() as connection:
        await rooms.outbox.enqueue(
            connection,
            batch="inbox:group:1",
            body=Body("现在有答案了"),
            addresses=[901],
            now=rooms.clock.now(),
        )
        await rooms.outbox.enqueue(
            connection,
            batch="notice:1",
            body=Body("明天放假"),
            addresses=[901],
            now=rooms.clock.now(),
        )
        await rooms.outbox.erase(connection, "inbox:")
    assert await sent_to(database, 901) == ["现在有答案了", "明天放假"]
    await deliver_all(rooms)

    async with database.begin() as connection:
        await rooms.outbox.erase(connection, "inbox:")
        assert (await rooms.outbox.progress(connection, "inbox:group:1")).total == 0
        assert (await rooms.outbox.progress(connection, "notice:1")).total == 1

    left = await everything(database)
    assert "现在有答案了" not in left
    assert "明天放假" in left
