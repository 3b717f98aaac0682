"""Whom a notice concerns: the chats that get it, and the children it is about.

Most audiences are a question for the people room. “Whoever has not confirmed notice 12” is
not: only this room knows who that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.notices import store
from bot.notices.model import Notice
from bot.notices.store import confirming
from bot.people.audience import Audience, Kind
from bot.people.model import ChildId, ClassId, Recipient, SchoolClass, SchoolId
from bot.people.service import People
from bot.storage.database import Connection


@dataclass(frozen=True)
class Whole:
    """How far audiences go.

    Attributes:
        is_school: Whether they take in the whole of a school with several classes.
        schools: The schools they belong to.
        region: The region, when they take in all of its schools.
    """

    is_school: bool
    schools: frozenset[SchoolId]
    region: str = ""


class Addressees:
    """Finds whom notices concern.

    Args:
        people: Who belongs to an audience.
    """

    def __init__(self, people: People) -> None:
        self._people = people

    async def of(self, connection: Connection, notice: Notice) -> list[Recipient]:
        """List the chats a notice goes to, each once.

        Raises:
            NotFound: An audience names a school, class, course or notice that is not there.
        """
        plain = [item for item in notice.audiences if item.kind is not Kind.UNCONFIRMED]
        found = await self._people.recipients(connection, plain) if plain else []
        known = {recipient.address for recipient in found}
        for audience in notice.audiences:
            if audience.kind is Kind.UNCONFIRMED:
                earlier = await store.required(connection, audience.number)
                if earlier.reminds_of is not None:
                    earlier = await store.required(connection, earlier.reminds_of)
                waiting = await confirming.unconfirmed(connection, earlier) - known
                before = await self.of(connection, earlier)
                found += [recipient for recipient in before if recipient.address in waiting]
                known |= waiting
        return found

    async def children(self, connection: Connection, notice: Notice) -> set[ChildId]:
        """List every child a notice's audiences name, reached by a chat or not."""
        return await self._people.children_in(connection, notice.audiences)

    async def note_children(
        self, connection: Connection, notice: Notice, recipients: Sequence[Recipient]
    ) -> None:
        """Keep whom a notice concerned when it left, so that the unreached can be named."""
        pairs: list[tuple[ChildId, int | None]] = [
            (child.id, recipient.address)
            for recipient in recipients
            for child in recipient.children
        ]
        alone = await self.children(connection, notice) - {child for child, _ in pairs}
        await store.concern(connection, notice.id, [*pairs, *((child, None) for child in alone)])

    async def school_name(self, connection: Connection, notice: Notice) -> str:
        """Return the name a notice stands under, empty for a district's."""
        if notice.school_id is None:
            return ""
        return (await self._people.school(connection, notice.school_id)).name

    async def school_of(self, connection: Connection, audiences: Sequence[Audience]) -> int | None:
        """Return the one school audiences belong to, None for several or a district."""
        schools: set[int | None] = set()
        for audience in audiences:
            match audience.kind:
                case Kind.CLASS:
                    found = await self._people.school_class(connection, audience.number)
                    schools.add(found.school_id)
                case Kind.COURSE:
                    course = await self._people.course(connection, audience.number)
                    schools.add(course.school_id)
                case Kind.SCHOOL | Kind.GRADE | Kind.STAFF:
                    schools.add(audience.number)
                case Kind.UNCONFIRMED:
                    earlier = await store.required(connection, audience.number)
                    schools.add(earlier.school_id)
                case Kind.DISTRICT:
                    schools.add(None)
        return schools.pop() if len(schools) == 1 else None

    async def whole(self, connection: Connection, audiences: Sequence[Audience]) -> Whole:
        """Say how far audiences go, those of an earlier notice included.

        Raises:
            NotFound: An audience names a school, class or notice that is not there.
        """
        plain = await self.plain(connection, audiences)
        regions = [item.region for item in plain if item.kind is Kind.DISTRICT]
        if regions:
            return Whole(is_school=True, schools=frozenset(), region=regions[0])
        covered: set[ClassId] = set()
        schools: set[SchoolId] = set()
        for item in plain:
            if item.kind is Kind.COURSE:
                course = await self._people.course(connection, item.number)
                schools.add(course.school_id)
                continue
            found = await self._classes(connection, item)
            covered |= {each.id for each in found}
            schools |= {each.school_id for each in found} or {SchoolId(item.number)}
        everybody = any(item.kind is Kind.SCHOOL for item in plain)
        is_school = everybody or await self._is_every_class(connection, schools, covered)
        return Whole(is_school, frozenset(schools))

    async def plain(self, connection: Connection, audiences: Sequence[Audience]) -> list[Audience]:
        """Return audiences with those of earlier notices in the place of their numbers."""
        found: list[Audience] = []
        for item in audiences:
            if item.kind is Kind.UNCONFIRMED:
                earlier = await store.required(connection, item.number)
                found += await self.plain(connection, earlier.audiences)
            else:
                found.append(item)
        return found

    async def _classes(self, connection: Connection, whom: Audience) -> list[SchoolClass]:
        if whom.kind is Kind.CLASS:
            return [await self._people.school_class(connection, whom.number)]
        if whom.kind is Kind.GRADE:
            school = await self._people.school(connection, whom.number)
            every = await self._people.classes(connection, school)
            return [item for item in every if item.grade == whom.grade]
        return []

    async def _is_every_class(
        self, connection: Connection, schools: Iterable[SchoolId], covered: set[ClassId]
    ) -> bool:
        for number in schools:
            school = await self._people.school(connection, number)
            every = {item.id for item in await self._people.classes(connection, school)}
            if len(every) > 1 and every <= covered:
                return True
        return False
