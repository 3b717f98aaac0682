"""Whom at school a question concerns, inside the caller's transaction.

The class's own teachers are asked first, because they know its days. A class that few
families have joined would give the asker away, so the office is asked without its name.
"""

from __future__ import annotations

from bot.inbox.errors import NoSchool, TooManyRequests, WhichChild
from bot.inbox.model import MOST_REQUESTS, SMALLEST_CLASS, Colleague, HelpRequest, HelpRequestId
from bot.inbox.store import requests
from bot.people.audience import Audience, Kind
from bot.people.model import ClassId, Person, Role, SchoolId
from bot.people.service import People
from bot.storage.database import Connection


class Routing:
    """Finds who is asked, and what somebody may see.

    Args:
        people: Who belongs to a class and a school.
    """

    def __init__(self, people: People) -> None:
        self._people = people

    async def whom(
        self, connection: Connection, person: Person, child_id: int | None
    ) -> tuple[SchoolId, ClassId | None]:
        """Return the school that is asked, and the class if its own teachers are.

        Raises:
            NoSchool: The person has joined no school, or the child is not theirs.
            WhichChild: The children attend several schools and none was named.
        """
        mine = [child.school_class for child in person.children if child_id in (None, child.id)]
        if not mine and (child_id is not None or not person.posts):
            raise NoSchool
        if not mine:
            return person.posts[0].school.id, None
        if len({item.school_id for item in mine}) > 1:
            raise WhichChild
        school_id, class_id = mine[0].school_id, mine[0].id
        is_one = len({item.id for item in mine}) == 1
        if is_one and await self._may_name(connection, class_id):
            return school_id, class_id
        return school_id, None

    async def colleagues(
        self, connection: Connection, school_id: SchoolId, class_id: ClassId | None
    ) -> tuple[str | None, list[Colleague]]:
        """Return the class's name and its teachers, or no name and the office."""
        if class_id is None:
            return None, await requests.office_of(connection, school_id)
        name = (await self._people.school_class(connection, class_id)).name
        return name, await requests.teachers_of(connection, class_id)

    async def requests_for(self, connection: Connection, person: Person) -> list[HelpRequest]:
        """List the requests a person may see and answer, oldest first."""
        taught = [post for post in person.posts if post.role is Role.TEACHER]
        classes = {item.id for post in taught for item in post.classes}
        offices = {post.school.id for post in person.posts if post.role is Role.SCHOOL}
        found = await requests.requests_for_classes(connection, classes)
        found += await requests.requests_for_office(connection, offices)
        return sorted({one.id: one for one in found}.values(), key=lambda one: one.id)

    async def _may_name(self, connection: Connection, class_id: ClassId) -> bool:
        if not await requests.teachers_of(connection, class_id):
            return False
        families = set()
        audience = Audience(Kind.CLASS, class_id)
        for recipient in await self._people.recipients(connection, [audience]):
            families.add(await self._people.family_of(connection, recipient.address))
            if len(families) >= SMALLEST_CLASS:
                return True
        return False


async def asked_before(
    connection: Connection, address: int, sentence: str
) -> HelpRequestId | None:
    """Return the request of a chat that asks the same and waits; None if it may ask.

    Raises:
        TooManyRequests: Five others of this chat are waiting.
    """
    mine = await requests.requests_by(connection, address)
    for known in mine:
        if known.sentence == sentence and known.is_open:
            return known.id
    if len(mine) >= MOST_REQUESTS:
        raise TooManyRequests
    return None
