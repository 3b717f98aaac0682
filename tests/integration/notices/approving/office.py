"""A school whose office corrects notices with a second person: what its tests share."""

from __future__ import annotations

from bot.audit.model import InChat
from bot.audit.service import Account
from bot.notices.approving.second import Decision, deciding
from bot.notices.model import Notice, State
from bot.notices.particulars import Proposed
from bot.notices.store.proposals import Proposal
from bot.people import audience
from tests.support.builders import (
    THE_OFFICE,
    Rooms,
    texts_of,
    who_is,
)
from tests.support.phone import NEW, OLD, Phone, deliver

A_COLLEAGUE, ANOTHER = 203, 204


async def out(rooms: Rooms, phone: Phone, whom: str, *, author: int) -> Notice:
    """Send a notice, let a colleague agree if one must, and deliver it."""
    post = (await who_is(rooms, author)).posts[0]
    number = await rooms.notices.draft(post, author, audience.parse_all([whom]))
    await rooms.notices.write(number, OLD)
    sent = await rooms.notices.send(number, by=InChat(author))
    if sent.state is State.AWAITING_APPROVAL:
        await rooms.notices.approvals.approve(number, await as_(rooms, A_COLLEAGUE))
    await deliver(rooms, phone)
    return await rooms.notices.find(number)


async def as_(rooms: Rooms, address: int) -> Decision:
    return deciding(await who_is(rooms, address))


async def proposed(rooms: Rooms, notice: Notice, text: str = NEW) -> Proposal:
    await rooms.notices.correct(notice.id, text, by=InChat(THE_OFFICE))
    found = await rooms.notices.correction_asked(notice.id)
    assert found is not None
    return found


async def agree(rooms: Rooms, proposal: Proposal, address: int = A_COLLEAGUE) -> Notice:
    return await rooms.notices.approve_correction(proposal.id, await as_(rooms, address))


async def state_of(rooms: Rooms, notice: Notice) -> Proposed:
    found = await rooms.notices.correction_asked(notice.id)
    assert found is not None
    return found.state


async def told(rooms: Rooms, notice: Notice) -> str:
    """Return the last word the author got."""
    return (await texts_of(rooms, f"notice-word:{notice.id}"))[-1][1]


async def deeds(rooms: Rooms) -> list[str]:
    listed = await Account(rooms.database).listed()
    return [item.entry.action for item in listed if "correct" in item.entry.action]
