"""Who may be the second person for a notice: of its school or region, and not its author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.audit.model import Actor, AtPost, InChat
from bot.delivery.model import counted
from bot.notices.addressees import Addressees, Whole
from bot.notices.errors import NotAsked, NotYours, ReturnReasonTooLong
from bot.notices.model import Notice
from bot.people.model import Person, Recipient, StaffMember
from bot.people.permissions import Action, posts_for
from bot.people.service import People
from bot.storage.database import Connection

WAITS_FOR = timedelta(hours=24)
LONGEST_REASON = 300


@dataclass(frozen=True)
class Decision:
    """Who decides, and as what they stand in the account."""

    person: Person
    by: Actor


class SecondPersons:
    """Finds who may agree to a notice, or to a correction of it.

    Args:
        people: Who has which post.
        addressees: Whom notices concern.
    """

    def __init__(self, people: People, addressees: Addressees) -> None:
        self._people = people
        self._addressees = addressees

    async def others(self, connection: Connection, notice: Notice) -> list[Recipient]:
        """List everybody who may agree but for the author."""
        whole = await self._addressees.whole(connection, notice.audiences)
        if whole.region:
            found = await self._people.who_may(
                connection, Action.AGREE_DISTRICT, region=whole.region
            )
        else:
            found = await self._people.who_may(
                connection, Action.AGREE_SCHOOL, school_ids=whole.schools
            )
        return [other for other in found if other.address != notice.author_address]

    async def required_post(
        self, connection: Connection, person: Person, notice: Notice
    ) -> StaffMember:
        """Return the post that lets somebody agree.

        Raises:
            NotAsked: They have none that does.
            NotYours: It is their own.
        """
        whole = await self._addressees.whole(connection, notice.audiences)
        post = _post_to_agree(person, whole)
        if post is None:
            raise NotAsked
        if _wrote(person, notice):
            raise NotYours
        return post

    async def nobody(self, connection: Connection, notice: Notice) -> str:
        """Say that nobody else may agree, and what to do."""
        whole = await self._addressees.whole(connection, notice.audiences)
        post = "district" if whole.region else "school"
        why = "it is urgent" if notice.is_urgent else f"it goes to a whole {post}"
        return (
            f"{why}, so a second person must agree, and there is nobody else who may; "
            f"invite one (jiaxiao people invite --staff {post})"
        )


def deciding(person: Person, post: StaffMember | None = None) -> Decision:
    """Return who decides: somebody in the chat, or the holder of a post at the command line."""
    return Decision(person, AtPost(post.id) if post else InChat(person.address))


def checked_reason(because: str) -> str:
    """Return why something is returned, as its author reads it; it may be empty.

    Raises:
        ReturnReasonTooLong: It is longer than 300 characters, an emoji counting as two.
    """
    plain = because.strip()
    if counted(plain) > LONGEST_REASON:
        raise ReturnReasonTooLong
    return plain


def is_author(by: Actor, notice: Notice) -> bool:
    """Say whether somebody acts who wrote a notice."""
    if isinstance(by, InChat):
        return by.address == notice.author_address
    return isinstance(by, AtPost) and by.staff == notice.author_id


def _post_to_agree(person: Person, whole: Whole) -> StaffMember | None:
    if whole.region:
        found = posts_for(person, Action.AGREE_DISTRICT)
        return next((post for post in found if post.school.region == whole.region), None)
    found = posts_for(person, Action.AGREE_SCHOOL)
    return next((post for post in found if post.school.id in whole.schools), None)


def _wrote(person: Person, notice: Notice) -> bool:
    by_post = any(post.id == notice.author_id for post in person.posts)
    return by_post or person.address == notice.author_address
