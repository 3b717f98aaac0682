"""A family's own calendar: as a file, and under a private address that telephones subscribe to.

An address is nothing but a long random token. Only its hash is kept, so whoever reads the
database or a backup can subscribe to nothing; a lost address cannot be shown again, only
replaced, and from then on the old one leads nowhere. What it shows is looked up anew each
time: the children this chat reads for now, and the courses they have a place in.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.clock import Clock
from bot.i18n.languages import Language
from bot.people.model import Child, Person
from bot.people.service import People
from bot.storage.database import Connection, Database
from bot.timetable.calendar_files import CalendarFiles
from bot.timetable.store import addresses as store
from bot.timetable.store import courses as course_store

TOKEN_BYTES: Final = 32
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class OwnCalendars:
    """Calendars of families.

    Args:
        database: Where hashes are kept.
        clock: The time.
        people: Knows who reads for which child.
        files: Writes calendar files.
    """

    def __init__(
        self, database: Database, clock: Clock, people: People, files: CalendarFiles
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._files = files

    async def file(self, children: Sequence[Child], language: Language) -> str:
        """Return one calendar file of some children; at least one."""
        async with self._database.read() as connection:
            return await self._text(connection, children, language)

    async def make_address(self, person: Person) -> str | None:
        """Make a private address in the place of an older one.

        Returns:
            Its token, which is told this once; None if the person has no child with us.
        """
        if person.chat is None or not person.is_parent:
            return None
        token = secrets.token_urlsafe(TOKEN_BYTES)
        async with self._database.begin() as connection:
            now = self._clock.now()
            await store.put(connection, person.chat.id, _hash(token), now)
        return token

    async def revoke(self, person: Person) -> bool:
        """Let a person's address lead nowhere from now on; say whether there was one."""
        if person.chat is None:
            return False
        async with self._database.begin() as connection:
            return await store.remove(connection, person.chat.id)

    async def address_since(self, person: Person) -> datetime | None:
        """Return since when a person has an address; None if they have none."""
        if person.chat is None:
            return None
        async with self._database.read() as connection:
            return await store.made_at(connection, person.chat.id)

    async def behind(self, token: str) -> str | None:
        """Return the calendar behind a token.

        Two texts of the same day differ only where the calendar does, so they can be compared.

        Returns:
            None for whatever leads nowhere: not a token, unknown, revoked, no child left.
        """
        if not _TOKEN.fullmatch(token):
            return None
        async with self._database.read() as connection:
            address = await store.owner(connection, _hash(token))
            if address is None:
                return None
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            if not person.is_parent:
                return None
            return await self._text(connection, person.children, person.language)

    async def _text(
        self, connection: Connection, children: Sequence[Child], language: Language
    ) -> str:
        numbers = [child.id for child in children]
        enrolled = await course_store.enrolments_of_children(connection, numbers)
        having = {
            child.id: [
                one.course_id for one in enrolled if one.child_id == child.id and one.has_place
            ]
            for child in children
        }
        wanted = [(child.school_class, having[child.id]) for child in children]
        return await self._files.of_family(connection, wanted, language)


def path_of(token: str) -> str:
    """Return the path of a token's calendar, behind the public address."""
    return f"/calendar/{token}.ics"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
