"""The last topic of a chat: one row, half an hour, and for some answers none at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
import sqlalchemy as sa

from bot.faq.files.loader import load
from bot.faq.model import Category, Entry, EntryId
from bot.faq.recalled import LASTS_FOR, LastTopic, may_be_kept
from bot.faq.recent import RecentTopics
from bot.storage.database import Database, DatabaseBroken
from bot.storage.tables.topics import last_topics
from tests.support.clocks import FixedClock
from tests.unit.faq.folders import KNOWLEDGE

A_MOTHER, A_FATHER = 101, 102
ENTRIES = load(KNOWLEDGE).entries


def any_of(category: Category) -> Entry:
    return next(entry for entry in ENTRIES.values() if entry.category is category)


@pytest.fixture
def topics(database: Database, clock: FixedClock) -> RecentTopics:
    return RecentTopics(database, clock)


async def rows(database: Database) -> int:
    async with database.read() as connection:
        count = sa.select(sa.func.count()).select_from(last_topics)
        return int((await connection.execute(count)).scalar_one())


async def test_each_answer_overwrites_the_one_before(
    topics: RecentTopics, database: Database, clock: FixedClock
) -> None:
    first, second = any_of(Category.HOMEWORK), any_of(Category.EXAMS)

    await topics.keep(A_MOTHER, first, (3, 6))
    await topics.keep(A_MOTHER, second, None)

    assert await topics.last(A_MOTHER) == LastTopic(second.id, None, clock.now())
    assert await rows(database) == 1


async def test_every_chat_has_its_own(topics: RecentTopics) -> None:
    await topics.keep(A_MOTHER, any_of(Category.HOMEWORK), (2, 2))

    known = await topics.last(A_MOTHER)

    assert known is not None
    assert known.grades == (2, 2)
    assert await topics.last(A_FATHER) is None


async def test_a_crowd_answered_at_once_is_remembered_each_by_their_own(
    topics: RecentTopics, database: Database
) -> None:
    kept = {101 + number: entry for number, entry in enumerate(ENTRIES.values())}

    await asyncio.gather(*(topics.keep(address, entry, None) for address, entry in kept.items()))
    found = await asyncio.gather(*(topics.last(address) for address in kept))

    remembered = [address for address, entry in kept.items() if may_be_kept(entry)]
    assert [one and one.entry for one in found] == [
        entry.id if may_be_kept(entry) else None for entry in kept.values()
    ]
    assert await rows(database) == len(remembered) < len(kept)


async def test_of_two_answers_at_once_the_later_is_remembered(
    topics: RecentTopics, database: Database
) -> None:
    first, second = any_of(Category.HOMEWORK), any_of(Category.EXAMS)

    await asyncio.gather(
        topics.keep(A_MOTHER, first, None),
        topics.keep(A_MOTHER, second, None),
        topics.keep(A_FATHER, first, None),
        topics.forget(A_FATHER),
    )

    known = await topics.last(A_MOTHER)
    assert known is not None
    assert known.entry == second.id
    assert await rows(database) == 1


async def test_what_cannot_be_kept_is_said_to_each_and_the_next_is_kept(
    topics: RecentTopics, database: Database
) -> None:
    entry = any_of(Category.HOMEWORK)
    broken = replace(entry, id=cast(EntryId, None))

    found = await asyncio.gather(
        topics.keep(A_MOTHER, broken, None),
        topics.keep(A_FATHER, entry, None),
        return_exceptions=True,
    )

    assert [isinstance(one, DatabaseBroken) for one in found] == [True, True]
    assert await rows(database) == 0
    await topics.keep(A_FATHER, entry, None)
    assert await rows(database) == 1


async def test_half_an_hour_later_it_counts_no_more(
    topics: RecentTopics, clock: FixedClock
) -> None:
    await topics.keep(A_MOTHER, any_of(Category.HOMEWORK), None)
    clock.move(LASTS_FOR)
    assert await topics.last(A_MOTHER) is not None

    clock.move(timedelta(seconds=1))

    assert await topics.last(A_MOTHER) is None


@pytest.mark.parametrize("category", [Category.COMPLAINTS, Category.WELLBEING])
async def test_reports_and_anxiety_leave_nothing_and_erase_what_was_there(
    topics: RecentTopics, database: Database, category: Category
) -> None:
    await topics.keep(A_MOTHER, any_of(Category.HOMEWORK), None)

    await topics.keep(A_MOTHER, any_of(category), None)

    assert await rows(database) == 0


async def test_a_chat_may_be_forgotten_twice(topics: RecentTopics, database: Database) -> None:
    await topics.keep(A_MOTHER, any_of(Category.HOMEWORK), None)

    await topics.forget(A_MOTHER)
    await topics.forget(A_MOTHER)

    assert await rows(database) == 0
