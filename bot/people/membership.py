"""Joining and leaving.

Joining is one transaction: whoever is told “you have joined” is reached by the next
notice, and whoever is not told anything may simply press the link again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.audit.model import OPERATOR, About, Actor, Deed, InChat, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.i18n.languages import Language
from bot.people import codes, invitations
from bot.people.errors import ClassMissing, InvitationMissing, InvitationUsed, SeatFull
from bot.people.model import (
    MOST_CHATS_A_SEAT,
    Chat,
    Child,
    ChildId,
    ClassId,
    Invitation,
    Role,
    School,
    SchoolClass,
    StaffMember,
)
from bot.people.office import check_seat
from bot.people.service import People
from bot.people.store import invitations as invitation_store
from bot.people.store import merging, posts, registry
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class Joined:
    """What joining brought about.

    `others` are the family's other chats, who are told. `asks_seat` is set after a class
    code, when the family may still say which seat is its own. `is_new` is False when this
    chat had joined before.
    """

    school: School
    child: Child | None = None
    role: Role | None = None
    classes: tuple[SchoolClass, ...] = ()
    asks_seat: bool = False
    is_new: bool = True
    others: tuple[Chat, ...] = field(default=())


OnErased = Callable[[Connection, int], Awaitable[None]]
"""Told the address of a chat that is being erased."""

OnParted = Callable[[Connection, int, ChildId], Awaitable[None]]
"""Told the address of a chat and the child it reads for no longer, while that is still there."""


class Membership:
    """Lets people in and out.

    Args:
        database: Where the rows are.
        clock: The time.
        people: To find who is speaking.
        on_erased: Told inside the transaction that a chat is erased, so that what still
            waits for it goes too.
        on_parted: Told inside the transaction that a chat is parted from a child.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        people: People,
        on_erased: OnErased,
        *,
        on_parted: OnParted,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._on_erased = on_erased
        self._on_parted = on_parted

    async def join(self, address: int, language: Language, code: str) -> Joined:
        """Let a chat in by a code.

        Raises:
            InvitationMissing: The code is unknown.
            InvitationExpired: The code's time is over, or the school revoked it.
            InvitationUsed: The code was for one person.
            SeatFull: Three chats read along for this seat.
        """
        now = self._clock.now()
        async with self._database.begin() as connection:
            invitation = await invitation_store.find(connection, codes.hash_of(code))
            if invitation is None:
                raise InvitationMissing
            chat = await self._people.chat_at(connection, address, language)
            again = await self._joined_before(connection, chat, invitation)
            if again is not None:
                return again
            invitations.check_usable(invitation, now)
            if invitations.is_for_one(invitation) and not await invitation_store.mark_used(
                connection, invitation.id, now
            ):
                raise InvitationUsed
            if invitation.class_id is None:
                return await self._join_staff(connection, chat, invitation)
            return await self._join_family(connection, chat, invitation)

    async def join_another(self, address: int, class_id: int) -> Joined:
        """Add a second child of the same class, for twins.

        Raises:
            ClassMissing: This chat has no child in that class.
        """
        async with self._database.begin() as connection:
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            in_class = [c for c in person.children if c.school_class.id == class_id]
            if person.chat is None or not in_class:
                raise ClassMissing
            if any(child.seat is None for child in in_class):
                waiting = next(child for child in in_class if child.seat is None)
                return await self._joined(connection, person.chat, waiting.id, asks_seat=True)
            child_id = await registry.add_child(connection, in_class[0].school_class.id, None)
            now = self._clock.now()
            await registry.join(connection, person.chat.id, child_id, now)
            return await self._joined(connection, person.chat, child_id, asks_seat=True)

    async def give_seat(self, address: int, child_id: int, seat: int) -> Joined | None:
        """Say which seat a child without one has; joins a family that is there already.

        Returns:
            None if the child is not this chat's, or has a seat (an old button).

        Raises:
            BadInput: The seat is not 1 to 99.
            SeatFull: Three chats read along for this seat.
        """
        check_seat(seat)
        async with self._database.begin() as connection:
            chat = await registry.chat_at(connection, address)
            mine = await registry.children_of(connection, chat.id) if chat else ()
            child = next((c for c in mine if c.id == child_id and c.seat is None), None)
            if chat is None or child is None:
                return None
            number = await self._seated(connection, chat, child, seat)
            return await self._joined(connection, chat, number)

    async def leave(self, address: int, child_id: int) -> bool:
        """Part a chat from a child; what nobody belongs to any more is erased."""
        async with self._database.begin() as connection:
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            child = next((c for c in person.children if c.id == child_id), None)
            if person.chat is None or child is None:
                return False
            await self._part(connection, person.chat, child)
            return True

    async def leave_posts(self, address: int) -> int:
        """Take every post from a chat, for a teacher who leaves."""
        async with self._database.begin() as connection:
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            if person.chat is None:
                return 0
            now = self._clock.now()
            for post in person.posts:
                subject = Subject(About.SCHOOL, post.school.id)
                await note(
                    connection,
                    InChat(address),
                    Deed.STAFF_LEFT,
                    subject,
                    at=now,
                    role=post.role.value,
                )
            removed = await posts.remove_posts(connection, person.chat.id)
            await self._forget_if_alone(connection, person.chat)
            return removed

    async def remove_staff(self, staff_id: int, *, by: Actor = OPERATOR) -> StaffMember:
        """Take one post from whoever holds it, on the school's word.

        Notices set for a time still go out: they are the school's.

        Raises:
            PostMissing: Nobody holds it.
        """
        async with self._database.begin() as connection:
            person, post = await self._people.holder(connection, staff_id, option="--staff")
            assert person.chat is not None
            subject, now = Subject(About.STAFF, post.id), self._clock.now()
            await note(connection, by, Deed.STAFF_REMOVED, subject, at=now, school=post.school.id)
            await posts.remove_post(connection, post.id)
            await self._forget_if_alone(connection, person.chat)
            return post

    async def remove_from_class(
        self, child_id: int, chat_id: int, *, by: Actor = OPERATOR
    ) -> Chat | None:
        """Part another person's chat from a child, on a teacher's word.

        Whether the teacher may is the caller's question; `by` stands in the account. Returns
        the chat that was parted, or None if it was not there.
        """
        async with self._database.begin() as connection:
            child = await registry.child(connection, ChildId(child_id))
            if child is None:
                return None
            readers = await registry.chats_of_child(connection, child.id)
            chat = next((item for item in readers if item.id == chat_id), None)
            if chat is not None:
                subject, now = Subject(About.CHILD, child.id), self._clock.now()
                await note(connection, by, Deed.READER_REMOVED, subject, at=now)
                await self._part(connection, chat, child)
            return chat

    async def dissolve(self, connection: Connection, class_id: int) -> int:
        """End the membership of everybody in a class that has left; returns how many children.

        What nobody belongs to any more is erased; the class's name stays for old notices.
        """
        listed = await registry.seats_of(connection, ClassId(class_id))
        for item in listed:
            chats = await registry.chats_of_child(connection, item.child.id)
            await registry.remove_child(connection, item.child.id)
            for chat in chats:
                await self._forget_if_alone(connection, chat)
        return len(listed)

    async def _joined_before(
        self, connection: Connection, chat: Chat, invitation: Invitation
    ) -> Joined | None:
        if invitation.class_id is None:
            return await self._held_before(connection, chat, invitation)
        for child in await registry.children_of(connection, chat.id):
            if child.school_class.id == invitation.class_id and (
                invitation.seat in (None, child.seat)
            ):
                return await self._joined(connection, chat, child.id, is_new=False)
        return None

    async def _held_before(
        self, connection: Connection, chat: Chat, invitation: Invitation
    ) -> Joined | None:
        given = set(await invitation_store.classes_given(connection, invitation.id))
        for post in await posts.posts_of(connection, chat.id):
            is_same = (post.role.value, post.school.id) == (
                invitation.kind.value,
                invitation.school_id,
            )
            if is_same and given <= {item.id for item in post.classes}:
                return Joined(post.school, role=post.role, classes=post.classes, is_new=False)
        return None

    async def _join_family(
        self, connection: Connection, chat: Chat, invitation: Invitation
    ) -> Joined:
        assert invitation.class_id is not None
        child_id = None
        if invitation.seat is not None:
            mine = await registry.children_of(connection, chat.id)
            in_class = [one for one in mine if one.school_class.id == invitation.class_id]
            unseated = next((one for one in in_class if one.seat is None), None)
            if unseated is not None:
                number = await self._seated(connection, chat, unseated, invitation.seat)
                return await self._joined(connection, chat, number)
            child_id = await registry.child_at_seat(
                connection, invitation.class_id, invitation.seat
            )
        if child_id is None:
            child_id = await registry.add_child(connection, invitation.class_id, invitation.seat)
        await self._take_place(connection, chat, child_id)
        return await self._joined(connection, chat, child_id, asks_seat=invitation.seat is None)

    async def _join_staff(
        self, connection: Connection, chat: Chat, invitation: Invitation
    ) -> Joined:
        role = Role(invitation.kind.value)
        now = self._clock.now()
        staff_id = await posts.add_post(connection, chat.id, invitation.school_id, role, now)
        given = await invitation_store.classes_given(connection, invitation.id)
        await posts.give_classes(connection, staff_id, given)
        school = await self._people.school(connection, invitation.school_id)
        held = await posts.posts_of(connection, chat.id)
        classes = next(post.classes for post in held if post.id == staff_id)
        subject, who = Subject(About.SCHOOL, school.id), InChat(chat.address)
        await note(
            connection,
            who,
            Deed.STAFF_JOINED,
            subject,
            at=now,
            role=role.value,
            invitation=invitation.id,
        )
        return Joined(school, role=role, classes=classes)

    async def _seated(
        self, connection: Connection, chat: Chat, child: Child, seat: int
    ) -> ChildId:
        """Give a chat's child its seat; at one on the class's list the two become one."""
        there = await registry.child_at_seat(connection, child.school_class.id, seat)
        if there is None:
            await registry.set_seat(connection, child.id, seat)
            return child.id
        if all(
            reader.id != chat.id for reader in await registry.chats_of_child(connection, there)
        ):
            await self._take_place(connection, chat, there)
        await merging.merge(connection, child.id, there)
        await registry.remove_child(connection, child.id)
        return there

    async def _take_place(self, connection: Connection, chat: Chat, child_id: ChildId) -> None:
        readers = await registry.chats_of_child(connection, child_id)
        if len(readers) >= MOST_CHATS_A_SEAT:
            raise SeatFull
        await registry.join(connection, chat.id, child_id, self._clock.now())

    async def _joined(
        self,
        connection: Connection,
        chat: Chat,
        child_id: ChildId,
        *,
        asks_seat: bool = False,
        is_new: bool = True,
    ) -> Joined:
        child = await registry.child(connection, child_id)
        assert child is not None
        school = await self._people.school(connection, child.school_class.school_id)
        readers = await registry.chats_of_child(connection, child_id)
        others = tuple(item for item in readers if item.id != chat.id and not item.gone_at)
        return Joined(
            school,
            child,
            asks_seat=asks_seat and child.seat is None,
            is_new=is_new,
            others=others if is_new else (),
        )

    async def _part(self, connection: Connection, chat: Chat, child: Child) -> None:
        await registry.leave(connection, chat.id, child.id)
        await self._on_parted(connection, chat.address, child.id)
        if child.seat is None and not await registry.chats_of_child(connection, child.id):
            await registry.remove_child(connection, child.id)
        await self._forget_if_alone(connection, chat)

    async def _forget_if_alone(self, connection: Connection, chat: Chat) -> None:
        if await registry.children_of(connection, chat.id):
            return
        if not await posts.posts_of(connection, chat.id):
            await registry.remove_chat(connection, chat.id)
            await self._on_erased(connection, chat.address)
