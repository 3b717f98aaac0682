"""A real school over a real database, and eyes for what its outbox holds."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from bot.delivery.outbox import Outbox
from bot.i18n.languages import Language
from bot.people.model import ClassId, SchoolId
from bot.people.office import Office
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Database
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.storage.tables.people import chats, children, joins, staff
from bot.timetable.pushes.room import PushSettings
from bot.timetable.service import Timetable
from tests.support.clocks import FixedClock
from tests.support.databases import PostgresDatabases

HEADER = "class,weekday,start,end,title,place,teacher,valid_from,valid_until"

FURTHER_THAN_ANY_TEST = 2040
"""Warnings of unknown years have tests of their own and would stand between the others."""


@dataclass
class School:
    """A school with its people; every person is a chat with an address."""

    database: Database
    clock: FixedClock
    id: SchoolId
    people: People
    office: Office
    plans: Plans
    timetable: Timetable
    folder: Path
    classes: dict[str, ClassId] = field(default_factory=dict)

    async def add_class(self, name: str, grade: int = 2) -> ClassId:
        self.classes[name] = await self.office.add_class(self.id, grade, name)
        return self.classes[name]

    async def add_parent(
        self, address: int, *class_names: str, language: Language = Language.ZH_HANS
    ) -> None:
        async with self.database.begin() as connection:
            chat = await self.people.chat_at(connection, address, language)
            for name in class_names:
                child = await connection.execute(
                    sa.insert(children)
                    .values(class_id=self.classes[name])
                    .returning(children.c.id)
                )
                await connection.execute(
                    sa.insert(joins).values(
                        chat_id=chat.id, child_id=child.scalar_one(), joined_at=self.clock.now()
                    )
                )

    async def add_staff(self, address: int, language: Language = Language.ZH_HANS) -> None:
        async with self.database.begin() as connection:
            chat = await self.people.chat_at(connection, address, language)
            await connection.execute(
                sa.insert(staff).values(
                    chat_id=chat.id,
                    school_id=self.id,
                    role="school",
                    joined_at=self.clock.now(),
                )
            )

    async def mark_gone(self, address: int) -> None:
        async with self.database.begin() as connection:
            statement = sa.update(chats).where(chats.c.address == address)
            await connection.execute(statement.values(gone_at=self.clock.now()))

    def write(self, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = self.folder / "slots.csv"
        path.write_bytes("\n".join([header, *rows]).encode(encoding))
        return path

    async def has_slots(self, *rows: str) -> None:
        await self.timetable.import_slots(self.id, self.write(*rows))

    async def has_calendar(self, text: str) -> None:
        path = self.folder / "calendar.yaml"
        path.write_text(text, encoding="utf-8")
        await self.timetable.import_calendar(self.id, path)

    async def messages(self, state: str | None = None) -> list[tuple[int, str]]:
        """Every message in the outbox: address and text, in the order they were put in."""
        query = (
            sa.select(outgoing.c.address, outgoing_bodies.c.text)
            .join(outgoing_bodies, outgoing_bodies.c.id == outgoing.c.body_id)
            .order_by(outgoing.c.id)
        )
        if state is not None:
            query = query.where(outgoing.c.state == state)
        async with self.database.read() as connection:
            return [(row.address, row.text) for row in await connection.execute(query)]

    async def everything_arrives(self) -> None:
        """Let every message that waits reach its chat."""
        waiting = sa.update(outgoing).where(outgoing.c.state == "pending")
        async with self.database.begin() as connection:
            await connection.execute(waiting.values(state="delivered"))

    async def states(self) -> set[str]:
        """What became of the messages in the outbox."""
        async with self.database.read() as connection:
            return set((await connection.execute(sa.select(outgoing.c.state))).scalars())

    async def departures(self) -> list[tuple[int, datetime]]:
        """When each message may leave, at school, in the order they were put in."""
        query = sa.select(outgoing.c.address, outgoing.c.not_before).order_by(outgoing.c.id)
        async with self.database.read() as connection:
            rows = await connection.execute(query)
            return [(row.address, row.not_before.astimezone(self.clock.zone)) for row in rows]


def build_timetable(database: Database, clock: FixedClock) -> tuple[People, Plans, Timetable]:
    people, plans = People(database, clock), Plans(database, clock)
    quiet = QuietHours(clock.zone, (time(21, 20), time(7)), (time(22), time(6, 30)))
    timetable = Timetable(
        database,
        clock,
        people,
        Outbox(),
        plans,
        pushes=PushSettings(quiet=quiet),
        known_until=lambda: FURTHER_THAN_ANY_TEST,
    )
    return people, plans, timetable


async def found_school(database: Database, clock: FixedClock, folder: Path) -> School:
    """Found a school without a class."""
    people, plans, timetable = build_timetable(database, clock)
    office = Office(database, clock, people)
    number = await office.add_school("阳光小学", "example")
    return School(database, clock, number, people, office, plans, timetable, folder)


@asynccontextmanager
async def a_school(url: str, clock: FixedClock, folder: Path) -> AsyncIterator[School]:
    """Found a school in a database, for tests that need a fresh one for each example."""
    database = Database(url)
    try:
        yield await found_school(database, clock, folder)
    finally:
        await database.close()


@contextmanager
def on_sqlite(template: Path) -> Iterator[tuple[str, Path]]:
    """Lend a fresh file of SQLite; gives its address and a folder."""
    with TemporaryDirectory() as name:
        shutil.copy(template, Path(name) / "school.db")
        yield f"sqlite:///{name}/school.db", Path(name)


@contextmanager
def on_postgresql(server: PostgresDatabases) -> Iterator[tuple[str, Path]]:
    """Lend a fresh database of a PostgreSQL server; gives its address and a folder."""
    with server.migrated() as url, TemporaryDirectory() as name:
        yield url, Path(name)


@pytest.fixture
async def school(database: Database, clock: FixedClock, tmp_path: Path) -> School:
    made = await found_school(database, clock, tmp_path)
    await made.add_class("二年级(1)班")
    await made.add_class("三年级(2)班", grade=3)
    return made


@pytest.fixture
def another_process(database_url: str, clock: FixedClock) -> Callable[[], tuple[Database, Plans]]:
    """Open the same database once more, with services of its own."""

    def opened() -> tuple[Database, Plans]:
        other = Database(database_url)
        _, plans, _ = build_timetable(other, clock)
        return other, plans

    return opened
