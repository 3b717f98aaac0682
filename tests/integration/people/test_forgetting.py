"""After a person is forgotten no table leads to them, whatever they have done before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import Services, open_services
from bot.audit.model import OPERATOR
from bot.config import load
from bot.faq.model import EntryId
from bot.i18n.languages import Language
from bot.inbox.model import Why
from bot.notices.announcing import Manner
from bot.notices.model import Asks
from bot.people.audience import Audience, Kind
from bot.people.forgetting import Forgetting
from bot.people.model import Role
from bot.storage.database import Connection, Database
from bot.storage.tables.base import metadata
from bot.surveys.questions.loader import load_survey
from tests.support.clocks import FixedClock

WHO = 7_301_245_577
"""A number that occurs nowhere by chance."""
ANOTHER = 7_301_245_578
SURVEY = Path("knowledge/surveys/pulse.yaml").resolve()
QUESTION = "公积金怎么提取"


@pytest.fixture
async def services(
    database_url: str, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Services]:
    config = tmp_path / "config.yaml"
    config.write_text(
        f"database:\n  url: {database_url}\nsurveys:\n  keys_path: {tmp_path / 'keys'}\n",
        encoding="utf-8",
    )
    async with open_services(load(config), clock=clock) as services:
        yield services


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table the database really has."""

    def look(connection: sa.Connection) -> dict[str, list[dict[str, Any]]]:
        names = sa.inspect(connection).get_table_names()
        found = {}
        for name in names:
            rows = connection.execute(sa.text(f'SELECT * FROM "{name}"'))
            found[name] = [dict(row._mapping) for row in rows]
        return found

    async with database.read() as connection:
        return await connection.run_sync(look)


def traces(rows: dict[str, list[dict[str, Any]]], address: int) -> set[str]:
    """Name the tables in which a number stands, in any column and any shape."""
    sought = str(address)
    return {
        name
        for name, found in rows.items()
        for row in found
        if sought in " ".join(map(str, row.values()))
    }


async def school_of(services: Services) -> int:
    return await services.office.add_school("阳光小学", "example")


async def live_here(services: Services, address: int, school: int, class_id: int) -> None:
    """Do everything that leaves a trace: as a parent, as a teacher and as the office."""
    family = await services.office.invite_family(class_id)
    await services.membership.join(address, Language.ZH_HANS, family.code)
    for post in (
        await services.office.invite_staff(Role.TEACHER, class_ids=[class_id]),
        await services.office.invite_staff(Role.SCHOOL, school_id=school),
    ):
        await services.membership.join(address, Language.ZH_HANS, post.code)
    person = await services.people.person(address, Language.ZH_HANS)
    await services.people.choose_quiet(address, Language.ZH_HANS, None)
    draft = await services.notices.draft(
        person.posts[0], address, [Audience(Kind.CLASS, class_id)]
    )
    await services.notices.write(draft, "明天秋游。")
    sent = await services.notices.announce(
        [Audience(Kind.SCHOOL, school)], "请带水。", Manner(asks=Asks.READ)
    )
    await services.notices.confirm(sent.id, address)
    await services.surveys.open(load_survey(SURVEY), school)
    await services.inbox.note(QUESTION, address, Why.ABSTAINED)
    await services.inbox.ask_school(QUESTION, address)
    await services.inbox.tell_me(QUESTION, address)
    entry = services.answers.entry(EntryId("homework-time-limit"))
    await services.topics.keep(address, entry, None)


async def test_what_is_done_before_leaves_traces_in_every_table_with_an_address(
    services: Services,
) -> None:
    school = await school_of(services)
    class_id = await services.office.add_class(school, 3, "三年级(1)班")

    await live_here(services, WHO, school, class_id)

    addressed = {
        table.name
        for table in metadata.tables.values()
        for column in table.columns
        if "address" in column.name
    }
    assert traces(await everything(services.database), WHO) >= addressed


async def test_after_it_no_table_holds_the_chat(services: Services) -> None:
    school = await school_of(services)
    class_id = await services.office.add_class(school, 3, "三年级(1)班")
    await live_here(services, WHO, school, class_id)

    gone = await services.forgetting.forget(WHO)

    rows = await everything(services.database)
    assert traces(rows, WHO) == set()
    assert (gone.children, gone.posts) == (1, 2)
    assert rows["actors"] == []
    assert (await services.account.verify()).is_sound


async def test_what_was_sent_stays_counted_and_what_waits_is_cancelled(services: Services) -> None:
    school = await school_of(services)
    class_id = await services.office.add_class(school, 3, "三年级(1)班")
    await live_here(services, WHO, school, class_id)
    before = await everything(services.database)

    await services.forgetting.forget(WHO)

    after = await everything(services.database)
    assert len(after["outgoing"]) == len(before["outgoing"])
    assert {row["state"] for row in after["outgoing"]} == {"cancelled"}
    assert [row["text"] for row in after["notices"]] == ["请带水。"]


async def test_nobody_else_loses_anything(services: Services) -> None:
    school = await school_of(services)
    class_id = await services.office.add_class(school, 3, "三年级(1)班")
    for address in (WHO, ANOTHER):
        seat = await services.office.invite_family(class_id, seat=7)
        await services.membership.join(address, Language.ZH_HANS, seat.code)
    await services.notices.announce([Audience(Kind.SCHOOL, school)], "请带水。")

    await services.forgetting.forget(WHO)

    other = await services.people.person(ANOTHER, Language.ZH_HANS)
    assert [child.seat for child in other.children] == [7]
    async with services.database.read() as connection:
        assert await services.outbox.held(connection, ANOTHER) == (1, 1)


async def test_whoever_comes_back_is_a_new_person(services: Services) -> None:
    school = await school_of(services)
    class_id = await services.office.add_class(school, 3, "三年级(1)班")
    await live_here(services, WHO, school, class_id)
    await services.forgetting.forget(WHO)

    assert await services.people.known_since(WHO) is None
    invitation = await services.office.invite_family(class_id)
    joined = await services.membership.join(WHO, Language.ZH_HANS, invitation.code)

    assert joined.is_new
    person = await services.people.person(WHO, Language.ZH_HANS)
    assert not person.is_staff
    assert (await services.notices.held(WHO)) == (0, 0)


async def test_a_strangers_traces_go_too(services: Services) -> None:
    await services.inbox.tell_me(QUESTION, WHO)

    gone = await services.forgetting.forget(WHO)

    assert gone.known_since is None
    assert traces(await everything(services.database), WHO) == set()


async def test_a_failure_half_way_erases_nothing(services: Services, clock: FixedClock) -> None:
    school = await school_of(services)
    class_id = await services.office.add_class(school, 3, "三年级(1)班")
    await live_here(services, WHO, school, class_id)
    before = await everything(services.database)

    async def fail(_connection: Connection, _address: int) -> None:
        raise RuntimeError

    broken = Forgetting(services.database, clock, services.people, fail)
    with pytest.raises(RuntimeError):
        await broken.forget(WHO)

    assert await everything(services.database) == before


async def test_the_operators_erasing_stands_in_the_account_and_a_persons_own_too(
    services: Services,
) -> None:
    for address in (WHO, ANOTHER):
        await services.people.choose_language(address, Language.EN)
    await services.forgetting.forget(WHO, by=OPERATOR)
    await services.forgetting.forget(ANOTHER)

    listed = await services.account.listed()
    assert [(item.entry.action, item.by) for item in listed] == [
        ("person.forgotten", "operator"),
        ("person.forgotten", "service"),
    ]
