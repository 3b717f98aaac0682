"""Erasing a person: everything that leads to them, at once, in one transaction.

What is erased is decided by tables, not by a list of features: the chat's row takes joins,
posts, confirmations and the owner of its number in the account with it, and each room is
told the address so that it empties its own rows. What was counted stays counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.audit.model import BY_ITSELF, About, Actor, Deed, InChat, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.i18n.languages import Language
from bot.people.membership import OnErased
from bot.people.model import Person
from bot.people.service import People
from bot.people.store import posts, registry
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class Forgotten:
    """What was there to be erased.

    Attributes:
        known_since: When the chat was first saved; None if it never was.
        children: How many children it read for.
        posts: How many posts it held.
    """

    known_since: datetime | None
    children: int
    posts: int


class Forgetting:
    """Erases people.

    Args:
        database: Where the rows are.
        clock: The time.
        people: To find who is to be erased.
        on_erased: Told inside the transaction, so that every room empties its rows.
    """

    def __init__(
        self, database: Database, clock: Clock, people: People, on_erased: OnErased
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._on_erased = on_erased

    async def forget(self, address: int, *, by: Actor = BY_ITSELF) -> Forgotten:
        """Erase a chat and everything that leads to it; a stranger's traces too.

        Either all of it is erased or, if anything fails, nothing.

        Args:
            address: The chat's number at Telegram.
            by: Who wants it, for the account: the operator; by default the person, who
                stands there without a number.
        """
        async with self._database.begin() as connection:
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            since = await registry.known_since(connection, address)
            if person.chat is not None:
                await self._note(connection, person, by)
                await self._leave_children(connection, person)
                await posts.remove_posts(connection, person.chat.id)
                await registry.remove_chat(connection, person.chat.id)
            await self._on_erased(connection, address)
        return Forgotten(since, len(person.children), len(person.posts))

    async def _note(self, connection: Connection, person: Person, by: Actor) -> None:
        now = self._clock.now()
        for post in person.posts:
            subject, who = Subject(About.SCHOOL, post.school.id), InChat(person.address)
            role = post.role.value
            await note(connection, who, Deed.STAFF_LEFT, subject, at=now, role=role)
        await note(connection, by, Deed.PERSON_FORGOTTEN, Subject(About.CHAT), at=now)

    async def _leave_children(self, connection: Connection, person: Person) -> None:
        assert person.chat is not None
        for child in person.children:
            await registry.leave(connection, person.chat.id, child.id)
            if child.seat is None and not await registry.chats_of_child(connection, child.id):
                await registry.remove_child(connection, child.id)
