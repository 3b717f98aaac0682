"""A kill between a second person's word and the correction's leaving loses and doubles nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.audit.model import OPERATOR
from bot.delivery.model import State as Message
from bot.notices.errors import CorrectionDecided
from bot.notices.model import Notice
from bot.notices.particulars import Proposed
from bot.people import audience
from bot.sandbox import Sandbox
from bot.sandbox.values import ChatId
from bot.storage.database import Database
from tests.integration.notices.approving.office import A_COLLEAGUE, agree, proposed, state_of
from tests.support.agree_process import agreeing
from tests.support.builders import (
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    make_class,
    make_school,
    who_is,
)
from tests.support.crowd import meet
from tests.support.dispatching import until
from tests.support.outbox import until_settled
from tests.support.phone import NEW, OLD
from tests.support.plug import LATE, a_dispatcher
from tests.support.telegram import telegram

SCHOOL = range(1001, 1061)
IN_FLIGHT = 8


@pytest.fixture
async def sent(rooms: Rooms, database_url: str) -> Notice:
    """A notice of the office to sixty families, not delivered yet."""
    school = await make_school(rooms)
    school_class = await make_class(rooms, school)
    for address in SCHOOL:
        await join_parent(rooms, school_class, address)
    for address in (THE_OFFICE, A_COLLEAGUE):
        await join_office(rooms, school, address)
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    whom = audience.parse_all([f"school:{school}"])
    number = await rooms.notices.draft(post, THE_OFFICE, whom)
    await rooms.notices.write(number, OLD)
    return await rooms.notices.send(number, by=OPERATOR)


def got(sandbox: Sandbox, words: str) -> Counter[int]:
    return Counter(one.chat_id for one in sandbox.ledger.sends if words in one.text)


def standing(sandbox: Sandbox, words: str) -> list[int]:
    """List who has words in their chat, as it reads after all edits."""
    messages = sandbox.world.messages
    return [
        chat
        for chat in SCHOOL
        if any(words in message.text for message in messages[ChatId(chat)].values())
    ]


async def test_a_kill_between_the_agreement_and_the_sending(
    rooms: Rooms, database: Database, database_url: str, sent: Notice
) -> None:
    async with telegram(faults=LATE) as sandbox:
        meet(sandbox, [*SCHOOL, THE_OFFICE, A_COLLEAGUE])
        async with a_dispatcher(database_url, sandbox, IN_FLIGHT):
            await until_settled(database, sent.batch)
        await rooms.notices.close_finished()
        proposal = await proposed(rooms, sent)

        async with agreeing(database_url, proposal.id, A_COLLEAGUE, "unsaved"):
            pass
        assert await state_of(rooms, sent) is Proposed.WAITING
        assert (await rooms.notices.find(sent.id)).text == OLD

        async with agreeing(database_url, proposal.id, A_COLLEAGUE, "saved"):
            assert not got(sandbox, NEW)
        assert await state_of(rooms, sent) is Proposed.APPROVED
        with pytest.raises(CorrectionDecided):
            await agree(rooms, proposal)

        async with a_dispatcher(database_url, sandbox, IN_FLIGHT):
            await until(lambda: len(got(sandbox, NEW)) >= len(SCHOOL) // 3)
        async with a_dispatcher(database_url, sandbox, IN_FLIGHT):
            counts = await until_settled(database, sent.batch)
            await until_settled(database, f"edits:{sent.id}:1")

        new = got(sandbox, NEW)
        assert set(SCHOOL) <= set(new)
        assert sum(new[chat] for chat in SCHOOL) - len(SCHOOL) <= IN_FLIGHT
        assert counts == {Message.DELIVERED: len(SCHOOL)}
        assert got(sandbox, OLD)[SCHOOL[0]] == 1
        assert standing(sandbox, OLD) == []
        assert len(standing(sandbox, NEW)) == len(SCHOOL)
