"""Questions without an answer: noted without the asker, shown, answered, forgotten.

What is kept is decided here and nowhere else: a sentence is scrubbed before it is compared
or stored, a message of danger is never taken, and who asked is a keyed hash until three
families have. The one place with a chat's number is a parent's own wish to be answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.audit.model import OPERATOR, About, Actor, Deed, InChat, Subject
from bot.audit.trail import note
from bot.clock import Clock, today
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.inbox import messages, sweeping
from bot.inbox.batches import answer_batch, group_batch, staff_batch
from bot.inbox.errors import (
    GroupMissing,
    KeyUnusable,
    NothingToKeep,
    RequestMissing,
)
from bot.inbox.keys import InboxKey
from bot.inbox.model import (
    GroupId,
    HelpRequest,
    HelpRequestId,
    OpenGroup,
    Votes,
    Waiting,
    Why,
    Wording,
)
from bot.inbox.recording import Recorder, required
from bot.inbox.routing import Routing, asked_before
from bot.inbox.store import groups, leaving, requests
from bot.people.model import ClassId, Person, SchoolId
from bot.people.service import People
from bot.storage import erasing
from bot.storage.database import Connection, Database

log = structlog.get_logger()

LETS_RELOAD = timedelta(seconds=10)
"""Before waiters are told, every process has read the new answer."""

Titles = Callable[[str, Language], str | None]
"""Gives the question that an answer's id stands for; None if it is unknown here."""


class Inbox:
    """What parents asked in vain.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Who belongs to a family, a class, a school.
        outbox: Where messages are put.
        key: Under which families are counted.
        is_danger: Says whether a message may speak of self-harm or violence.
        titles: Names an answer for those who waited for it.
        show_tap: Packs the button that shows an answer.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        outbox: Outbox,
        key: InboxKey,
        is_danger: Callable[[str], bool],
        titles: Titles,
        show_tap: Callable[[str], str],
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._recorder = Recorder(database, clock, people, key, is_danger)
        self._routing = Routing(people)
        self._titles = titles
        self._show_tap = show_tap

    # For whoever asks

    async def note(
        self, question: str, address: int, why: Why, entry: str | None = None
    ) -> GroupId | None:
        """Keep a question that was not answered, without its asker.

        Args:
            question: As it was typed; it is scrubbed here.
            address: The chat, only to count families.
            why: What went wrong.
            entry: The id of the answer that was wrong, if one was shown.

        Returns:
            The group, None when nothing was kept: the message may speak of danger, nothing
            was left of it, or the key cannot be used (which is logged).
        """
        sentence = self._recorder.sentence(question)
        if not sentence:
            return None
        try:
            async with (
                self._recorder.placing(sentence) as place,
                self._database.begin() as connection,
            ):
                wording = Wording(sentence, why, entry or "")
                return await self._recorder.record(connection, place, wording, address)
        except KeyUnusable as error:
            log.warning("question_not_noted", kind=type(error).__name__)
            return None

    async def vote(self, entry: str, *, is_up: bool) -> None:
        """Count a thumb for an answer; nobody is kept."""
        async with self._database.begin() as connection:
            await leaving.vote(connection, entry, up=int(is_up), down=int(not is_up))

    async def votes(self) -> list[Votes]:
        """List the thumbs of every answer that has any, the worst answer first."""
        async with self._database.read() as connection:
            found = await leaving.votes(connection)
        return sorted(found, key=lambda one: (one.up - one.down, -one.down, one.entry))

    async def preview(self, question: str) -> str:
        """Return the sentence as people at school would see it.

        Raises:
            NothingToKeep: Nothing is left of it, or it may speak of danger.
        """
        sentence = self._recorder.sentence(question)
        if not sentence:
            raise NothingToKeep
        return sentence

    async def ask_school(
        self,
        question: str,
        address: int,
        child_id: int | None = None,
        *,
        language: Language = Language.ZH_HANS,
    ) -> HelpRequestId:
        """Ask the class's teachers, else the office, to look at a question.

        The asker has seen the scrubbed sentence and agreed. Asking the same again while it
        waits changes nothing.

        Raises:
            NothingToKeep: Nothing is left of the question, or it may speak of danger.
            NoSchool: The chat has joined no school, or the child is not theirs.
            WhichChild: The children attend several schools and none was named.
            TooManyRequests: Five questions of this chat are waiting.
        """
        sentence = await self.preview(question)
        async with (
            self._recorder.placing(sentence) as place,
            self._database.begin() as connection,
        ):
            person = await self._people.person_at(connection, address, language)
            school_id, class_id = await self._routing.whom(connection, person, child_id)
            if asked := await asked_before(connection, address, sentence):
                return asked
            await self._recorder.record(connection, place, Wording(sentence, Why.ASKED), address)
            request_id = await requests.add_request(
                connection,
                sentence=sentence,
                school_id=school_id,
                class_id=class_id,
                address=address,
                language=person.language,
                asked_at=self._clock.now(),
            )
            await self._tell_staff(connection, request_id, sentence, school_id, class_id)
            return request_id

    async def tell_me(
        self, question: str, address: int, *, language: Language = Language.ZH_HANS
    ) -> None:
        """Remember a chat until the question has an answer.

        Raises:
            NothingToKeep: Nothing is left of the question, or it may speak of danger.
        """
        sentence = await self.preview(question)
        async with (
            self._recorder.placing(sentence) as place,
            self._database.begin() as connection,
        ):
            person = await self._people.person_at(connection, address, language)
            group_id = await self._recorder.group_of(connection, place, sentence)
            if group_id is None:
                wording = Wording(sentence, Why.ASKED)
                group_id = await self._recorder.record(connection, place, wording, address)
            on = today(self._clock)
            await groups.add_waiter(connection, group_id, address, person.language, on)

    async def waiting_of(self, address: int) -> Waiting:
        """Return what a chat has waiting here, for its own eyes."""
        async with self._database.read() as connection:
            mine = await requests.requests_by(connection, address)
            answers = await groups.waits_of(connection, address)
        return Waiting(tuple(request.sentence for request in mine), answers)

    # For staff

    async def open_groups(self) -> list[OpenGroup]:
        """List what three families have asked; first where most wait, then what is newest.

        Below three families an editor of any school sees nothing, and a school only what was
        sent to it (`requests_for`).
        """
        async with self._database.read() as connection:
            found = await groups.open_groups(connection)
        newest_first = sorted(found, key=lambda one: (one.asked_on, one.id), reverse=True)
        return sorted(newest_first, key=lambda one: -one.waiting)

    async def open_group(self, group_id: int) -> OpenGroup:
        """Return what editors may see of one group.

        Raises:
            GroupMissing: There is no such group for editors, or it has its answer already.
        """
        found = next((one for one in await self.open_groups() if one.id == group_id), None)
        if found is None:
            raise GroupMissing(f"--group {group_id}: {GroupMissing.__doc__}")
        return found

    async def requests_for(self, person: Person) -> list[HelpRequest]:
        """List the requests this person may answer, and note that they have looked."""
        async with self._database.begin() as connection:
            if person.chat is not None:
                await requests.looked(connection, person.chat.id)
            return await self._routing.requests_for(connection, person)

    async def answer_request(self, request_id: int, text: str, by: Person) -> None:
        """Send an answer to whoever asked.

        Raises:
            AnswerUnusable: The text is empty, too long or cannot be shown.
            RequestMissing: It is answered or withdrawn, or not this person's.
        """
        answer = messages.checked_answer(text)
        async with self._database.begin() as connection:
            allowed = {request.id for request in await self._routing.requests_for(connection, by)}
            request = await requests.request(connection, request_id)
            if request is None or request.id not in allowed:
                raise RequestMissing
            now = self._clock.now()
            await requests.change_request(connection, request.id, answered_at=now)
            await self._outbox.enqueue(
                connection,
                batch=answer_batch(request.id),
                body=messages.for_asker(request.sentence, answer, speaking(request.language)),
                addresses=[request.address],
                now=now,
            )
            subject = Subject(About.REQUEST, request.id)
            await note(connection, InChat(by.address), Deed.REQUEST_ANSWERED, subject, at=now)

    async def close_group(
        self,
        group_id: int,
        entry_id: str,
        *,
        title: str | None = None,
        by: Actor = OPERATOR,
    ) -> int:
        """Erase a group that has its answer, and tell those who waited.

        Args:
            group_id: The group.
            entry_id: The id of its answer.
            title: The answer's question where it is so new that this process may not know it.
            by: Who has written the answer or the wording, for the account.

        Returns:
            How many chats are told.

        Raises:
            GroupMissing: There is no such group, or it has its answer already.
        """
        async with self._database.begin() as connection:
            await required(connection, group_id)
            waiters = await groups.take_waiters(connection, group_id)
            await groups.remove_groups(connection, [group_id])
            now = self._clock.now()
            for language, addresses in waiters.items():
                name = self._titles(entry_id, language) or title
                body = messages.for_waiter(name, self._show_tap(entry_id), speaking(language))
                await self._tell_waiters(connection, group_id, body, addresses, now)
            subject = Subject(About.QUESTION, group_id)
            await note(connection, by, Deed.KNOWLEDGE_WRITTEN, subject, at=now, entry=entry_id)
            return sum(map(len, waiters.values()))

    async def dismiss(self, group_id: int, *, by: Actor = OPERATOR) -> None:
        """Erase a group that needs no answer, and tell whoever waits that none will come.

        Args:
            group_id: The group.
            by: Who decides it, for the account.

        Raises:
            GroupMissing: There is no such group, or it has its answer already.
        """
        async with self._database.begin() as connection:
            await required(connection, group_id)
            subject, now = Subject(About.QUESTION, group_id), self._clock.now()
            await sweeping.end(connection, self._outbox, [group_id], now)
            await note(connection, by, Deed.QUESTION_DISMISSED, subject, at=now)

    # What time takes away

    async def sweep(self, now: datetime) -> None:
        """Erase everything whose time is over; safe to repeat, and to do late.

        What was erased is in the database's log until that is emptied, which has to wait for
        readers; then the next sweep does it.
        """
        day = now.astimezone(self._clock.zone).date()
        async with self._database.begin() as connection:
            await sweeping.sweep(connection, self._outbox, now, day)
        await erasing.empty_log(self._database)

    async def forget(self, connection: Connection, address: int) -> None:
        """Take a chat out of everything here, as when it leaves its last class."""
        await leaving.forget(connection, [address])

    async def forget_chat(self, address: int) -> None:
        """Take out a chat that has blocked the bot, whether it had joined a class or not."""
        async with self._database.begin() as connection:
            await self.forget(connection, address)

    # Inside

    async def _tell_waiters(
        self,
        connection: Connection,
        group_id: int,
        body: Body,
        addresses: Sequence[int],
        now: datetime,
    ) -> None:
        await self._outbox.enqueue(
            connection,
            batch=group_batch(group_id),
            body=body,
            addresses=addresses,
            now=now,
            not_before=now + LETS_RELOAD,
        )

    async def _tell_staff(
        self,
        connection: Connection,
        request_id: HelpRequestId,
        sentence: str,
        school_id: SchoolId,
        class_id: ClassId | None,
    ) -> None:
        """Tell those who may answer, except whoever has not looked since the last time."""
        name, staff = await self._routing.colleagues(connection, school_id, class_id)
        fresh = await requests.nudge(connection, [one.chat_id for one in staff])
        for one in staff:
            if one.chat_id in fresh:
                await self._outbox.enqueue(
                    connection,
                    batch=staff_batch(request_id),
                    body=messages.for_staff(request_id, sentence, name, speaking(one.language)),
                    addresses=[one.address],
                    now=self._clock.now(),
                )
