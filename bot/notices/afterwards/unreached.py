"""The children a notice has not reached, and why: class and seat, nobody's name.

A child is reached once Telegram has accepted the message to one chat of its family. What
may have arrived is listed too, as uncertain, for a school would rather telephone in vain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from bot.delivery.model import Reason
from bot.delivery.model import State as Message
from bot.notices import store
from bot.notices.errors import NoticeMissing
from bot.notices.model import Notice, State
from bot.notices.room import Room
from bot.notices.store import reaching
from bot.notices.store.reaching import Fate


class Why(StrEnum):
    """Why a child is on the list; each has words in the catalogue."""

    UNCERTAIN = "uncertain"  # may have arrived, nobody knows
    WAITING = "waiting"  # on its way at this moment
    STOPPED = "stopped"  # the notice was stopped before it left
    REFUSED = "refused"  # Telegram refuses this message
    BLOCKED = "blocked"  # the family has shut the bot out
    ACCOUNT_GONE = "account-gone"  # the family's account is gone
    ERASED = "erased"  # the family has had its data erased before it arrived
    NOBODY = "nobody"  # no chat of the family has joined


@dataclass(frozen=True)
class Unreached:
    """A child nobody was reached for; without a number as long as the family gave none."""

    school: str
    class_name: str
    seat: int | None
    why: Why


@dataclass(frozen=True)
class UnreachedList:
    """The children of one notice whom nobody was reached for, by school, class and seat."""

    notice: Notice
    children: tuple[Unreached, ...]
    total: int

    @property
    def has_schools(self) -> bool:
        """Whether several schools are on it, so that each must be named."""
        return len({child.school for child in self.children}) > 1


class Listing(Room):
    """Lists whom a notice has not reached."""

    async def unreached(self, notice_id: int) -> UnreachedList:
        """List the children whom a notice has not reached by now.

        Raises:
            NoticeMissing: There is none with this number, or it has not left yet.
        """
        async with self._database.read() as connection:
            notice = await store.required(connection, notice_id)
            if notice.state not in _LEFT:
                message = f"Notice {notice_id}: it has not left yet; see `jiaxiao notice status`."
                raise NoticeMissing(message)
            total, _ = await reaching.children_counted(connection, notice)
            fates = await reaching.fates(connection, notice)
        return UnreachedList(notice, tuple(children_of(fates)), total)


_LEFT: Final = frozenset({State.SENDING, State.SENT, State.CANCELLED, State.WITHDRAWN})

_OF_STATE: Final = {
    Message.AMBIGUOUS: Why.UNCERTAIN,
    Message.SENDING: Why.WAITING,
    Message.PENDING: Why.WAITING,
    Message.CANCELLED: Why.STOPPED,
}

_OF_REASON: Final = {
    Reason.REFUSED: Why.REFUSED,
    Reason.BLOCKED: Why.BLOCKED,
    Reason.NEVER_STARTED: Why.BLOCKED,
    Reason.ACCOUNT_GONE: Why.ACCOUNT_GONE,
    Reason.NO_SUCH_CHAT: Why.ACCOUNT_GONE,
}


def children_of(fates: Sequence[Fate]) -> Iterable[Unreached]:
    """Make one line of all the chats of a child; they must stand together."""
    for _, of_child in groupby(fates, key=lambda fate: fate.child_id):
        chats = list(of_child)
        first = chats[0]
        yield Unreached(first.school, first.class_name, first.seat, why_of(chats))


def why_of(chats: Sequence[Fate]) -> Why:
    """Choose what to say of a family with several chats: what leaves most hope."""
    found = {_why(chat) for chat in chats}
    return next(why for why in Why if why in found)


def _why(chat: Fate) -> Why:
    if chat.state is None:
        if chat.was_reached is not None:
            return Why.ERASED
        return Why.BLOCKED if chat.has_gone_chat else Why.NOBODY
    if chat.state == Message.FAILED:
        return _OF_REASON.get(Reason(chat.reason or Reason.REFUSED), Why.REFUSED)
    return _OF_STATE[Message(chat.state)]
