"""The last topic of a chat: one row, half an hour, and for some answers none at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.faq.files.loader import load
from bot.faq.model import Category, Entry
from bot.faq.recalled import LASTS_FOR, LastTopic
from bot.faq.recent import RecentTopics
from bot.storage.database import Database
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
