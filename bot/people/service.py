"""Who is speaking, and who belongs to an audience.

What other rooms ask about people. The parts that change something stand beside it:
`office.py` sets a school up and invites, `membership.py` lets people in and out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.clock import Clock
from bot.i18n.languages import Language
from bot.people import permissions
from bot.people.audience import Audience, Kind
from bot.people.errors import ClassMissing, CourseMissing, PostMissing, SchoolMissing
from bot.people.model import (
    Chat,
    Child,
    ChildId,
    ClassId,
    CourseId,
    FamilyId,
    Person,
    Recipient,
    School,
    SchoolClass,
    SchoolCourse,
    SchoolId,
    SchoolTotals,
    SeatCount,
    StaffMember,
)
from bot.people.permissions import Action
from bot.people.quiet_hours import Span
from bot.people.store import courses, keepsakes, posts, registry, speech
from bot.storage.database import Connection, Database

BOT_NAME = "bot_username"


class People:
    """Everybody the bot knows.

    Args:
        database: Where the rows are.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # Looking

    async def person(self, address: int, language: Language) -> Person:
        """Say who is speaking; `language` is used for a stranger."""
        async with self._database.read() as connection:
            return await self.person_at(connection, address, language)

    async def known_since(self, address: int) -> datetime | None:
        """Say since when a chat is known; None for a stranger."""
        async with self._database.read() as connection:
            return await registry.known_since(connection, address)

    async def choose_language(self, address: int, language: Language) -> None:
        """Remember the language a person chose."""
        async with self._database.begin() as connection:
            await self.chat_at(connection, address, language)
            await registry.change_chat(
                connection, address, language=language, has_chosen_language=True
            )

    async def choose_quiet(self, address: int, language: Language, quiet: Span | None) -> None:
        """Remember the hours in which a person wants to be left in peace; None is no wish."""
        begin, end = quiet or (None, None)
        async with self._database.begin() as connection:
            await self.chat_at(connection, address, language)
            await registry.change_chat(connection, address, quiet_from=begin, quiet_until=end)

    async def quiet_of(self, address: int) -> Span | None:
        """Return the quiet hours a person has asked for."""
        async with self._database.read() as connection:
            return await registry.quiet_of(connection, address)

    async def mark_gone(self, address: int) -> None:
        """Remember that a person has blocked the bot."""
        async with self._database.begin() as connection:
            now = self._clock.now()
            await registry.change_chat(connection, address, gone_at=now)

    async def mark_back(self, address: int) -> None:
        """Remember that a person writes to the bot again."""
        async with self._database.begin() as connection:
            await registry.change_chat(connection, address, gone_at=None)

    async def seats(self, class_id: int) -> list[SeatCount]:
        """List the seats of a class with their number of chats."""
        async with self._database.read() as connection:
            return await registry.seats_of(connection, ClassId(class_id))

    async def readers(self, child_id: int) -> tuple[Child | None, list[Chat]]:
        """List the chats that read along for a child."""
        async with self._database.read() as connection:
            child = await registry.child(connection, ChildId(child_id))
            return child, await registry.chats_of_child(connection, ChildId(child_id))

    async def schools(self) -> list[School]:
        """List every school."""
        async with self._database.read() as connection:
            return await registry.all_schools(connection)

    async def totals(self, region: str) -> list[SchoolTotals]:
        """Count how far each school of a region has come."""
        async with self._database.read() as connection:
            return await registry.totals(connection, region)

    async def staff_list(self, school_id: int) -> list[StaffMember]:
        """List the posts at a school by number.

        Raises:
            SchoolMissing: There is no such school.
        """
        async with self._database.read() as connection:
            school = await self.school(connection, school_id)
            return await posts.listed(connection, school.id)

    async def remember_bot_name(self, username: str) -> None:
        """Keep the bot's user name, which invitations' links are made from."""
        async with self._database.begin() as connection:
            await keepsakes.keep(connection, BOT_NAME, username)

    # For neighbours, inside their transaction

    async def school(self, connection: Connection, school_id: int) -> School:
        """Find a school.

        Raises:
            SchoolMissing: There is none with this number.
        """
        school = await registry.school(connection, SchoolId(school_id))
        if school is None:
            message = f"School {school_id}: there is none with this number."
            raise SchoolMissing(message)
        return school

    async def schools_in(self, connection: Connection) -> list[School]:
        """List every school."""
        return await registry.all_schools(connection)

    async def school_class(self, connection: Connection, class_id: int) -> SchoolClass:
        """Find a class.

        Raises:
            ClassMissing: There is none with this number.
        """
        school_class = await registry.school_class(connection, ClassId(class_id))
        if school_class is None:
            message = f"Class {class_id}: there is none with this number."
            raise ClassMissing(message)
        return school_class

    async def classes(self, connection: Connection, school: School) -> list[SchoolClass]:
        """List a school's classes by grade and name; those that have left are not among them."""
        return await registry.classes_of(connection, school.id)

    async def course(self, connection: Connection, course_id: int) -> SchoolCourse:
        """Find a course of after-school service by its number.

        Raises:
            CourseMissing: There is none with this number.
        """
        course = await courses.find(connection, course_id)
        if course is None:
            raise CourseMissing(f"Course {course_id}: there is none with this number.")
        return course

    async def children_of_course(self, connection: Connection, course_id: CourseId) -> list[Child]:
        """List the children that have a place in a course, by class and seat, no seat last."""
        return await courses.children_of(connection, course_id)

    async def children_of_class(self, connection: Connection, class_id: ClassId) -> list[Child]:
        """List the children of a class by seat, no seat last."""
        return [seat.child for seat in await registry.seats_of(connection, class_id)]

    async def recipients(
        self, connection: Connection, audiences: Sequence[Audience]
    ) -> list[Recipient]:
        """List the chats of audiences, each once; staff audiences included.

        Raises:
            SchoolMissing: An audience names a school that is not there.
            ClassMissing: An audience names a class that is not there.
            CourseMissing: An audience names a course that is not there.
        """
        for audience in audiences:
            await self._check_there(connection, audience)
        found = await registry.recipients(connection, audiences)
        found = await courses.named(connection, found, audiences)
        known = {recipient.address for recipient in found}
        for audience in audiences:
            if audience.kind is Kind.STAFF:
                members = await posts.staff_of(connection, SchoolId(audience.number))
                found += [member for member in members if member.address not in known]
                known |= {member.address for member in members}
        return found

    async def children_in(
        self, connection: Connection, audiences: Sequence[Audience]
    ) -> set[ChildId]:
        """List every child of audiences, reached by a chat or not."""
        return await registry.children_in(connection, audiences)

    async def languages(
        self, connection: Connection, addresses: Collection[int]
    ) -> dict[int, Language]:
        """Return the languages of chats that are known, by address."""
        return await speech.languages(connection, addresses)

    async def staff_of(self, connection: Connection, school_id: int) -> list[Recipient]:
        """List the chats of a school's teachers and office."""
        return await posts.staff_of(connection, SchoolId(school_id))

    async def who_may(
        self,
        connection: Connection,
        action: Action,
        *,
        school_ids: Collection[SchoolId] = (),
        region: str | None = None,
    ) -> list[Recipient]:
        """List the chats whose posts at some schools or in a region let them do something."""
        roles = permissions.roles_that(action)
        return await posts.holders(connection, roles, school_ids=school_ids, region=region)

    async def holder(
        self, connection: Connection, staff_id: int, *, option: str = "--as"
    ) -> tuple[Person, StaffMember]:
        """Find who holds a post, as `--as STAFF` names it, or another option.

        Raises:
            PostMissing: Nobody does.
        """
        address = await posts.holder(connection, staff_id)
        if address is not None:
            person = await self.person_at(connection, address, Language.ZH_HANS)
            for post in person.posts:
                if post.id == staff_id:
                    return person, post
        message = f"{option} {staff_id}: nobody holds this post; jiaxiao people staff lists them."
        raise PostMissing(message)

    async def family_of(self, connection: Connection, address: int) -> FamilyId | None:
        """Return the family a chat belongs to, None for a stranger."""
        chat = await registry.chat_at(connection, address)
        return await registry.family_of(connection, chat.id) if chat else None

    async def family_of_chat(self, connection: Connection, chat: Chat) -> FamilyId | None:
        """Return the family a known chat belongs to; None if it has no child."""
        return await registry.family_of(connection, chat.id)

    async def person_at(self, connection: Connection, address: int, language: Language) -> Person:
        """Say who is speaking, inside a transaction; `language` is used for a stranger."""
        chat = await registry.chat_at(connection, address)
        if chat is None:
            return Person(address, language)
        return Person(
            address,
            chat.language,
            chat,
            await registry.children_of(connection, chat.id),
            await posts.posts_of(connection, chat.id),
        )

    async def chat_at(self, connection: Connection, address: int, language: Language) -> Chat:
        """Find a chat, or save it with this language."""
        chat = await registry.chat_at(connection, address)
        if chat is not None:
            return chat
        number = await registry.add_chat(connection, address, language, self._clock.now())
        return Chat(number, address, language)

    async def _check_there(self, connection: Connection, audience: Audience) -> None:
        if audience.kind is Kind.CLASS:
            await self.school_class(connection, audience.number)
        elif audience.kind is Kind.COURSE:
            await self.course(connection, audience.number)
        elif audience.kind in (Kind.SCHOOL, Kind.GRADE, Kind.STAFF):
            await self.school(connection, audience.number)
