"""The composition root: builds every part from the ground up and hands it to the others.

There is one way in. Tests, the command line and the demo open the services through
`open_services`; `jiaxiao run` adds the parts that never sleep (chat, dispatcher,
scheduler) through `bot.running`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.audit.service import Account
from bot.clock import Clock, SystemClock, today
from bot.config import Configuration, quiet_span
from bot.delivery.outbox import Outbox
from bot.errors import NotFound
from bot.faq.crisis import danger
from bot.faq.model import EntryId
from bot.faq.problems import BrokenKnowledge
from bot.faq.recent import RecentTopics
from bot.faq.sets.building import build_elsewhere
from bot.faq.sets.watcher import CurrentAnswers
from bot.faq.taps import ShowEntry
from bot.i18n.languages import Language
from bot.inbox.keys import InboxKey
from bot.inbox.service import Inbox
from bot.notices.service import Notices
from bot.people.class_lists import ClassLists
from bot.people.forgetting import Forgetting
from bot.people.membership import Membership
from bot.people.office import Office
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.schoolyear.service import SchoolYear
from bot.storage import backup_log, migrate
from bot.storage.backup_log import Holding
from bot.storage.database import Connection, Database
from bot.surveys.anonymity import Limits
from bot.surveys.keys import KeyFolder
from bot.surveys.service import Surveys
from bot.timetable.service import Timetable

if TYPE_CHECKING:
    from bot.faq.service import Answers


@dataclass(frozen=True)
class Services:
    """Everything a front door may ask for."""

    configuration: Configuration
    clock: Clock
    database: Database
    people: People
    office: Office
    class_lists: ClassLists
    membership: Membership
    forgetting: Forgetting
    quiet_hours: QuietHours
    account: Account
    outbox: Outbox
    plans: Plans
    notices: Notices
    timetable: Timetable
    surveys: Surveys
    school_year: SchoolYear
    inbox: Inbox
    topics: RecentTopics
    knowledge: CurrentAnswers

    @property
    def answers(self) -> Answers:
        """The knowledge in use; a question is answered from one set, so ask for it once."""
        return self.knowledge.answers

    async def still_in_backup(self, since: datetime | None) -> Holding | None:
        """Find the newest backup that holds somebody who was known since an instant."""
        if since is None:
            return None
        days = self.configuration.backups.keep_days
        return await backup_log.holding(self.database, since, self.clock.now(), days)


@asynccontextmanager
async def open_services(
    configuration: Configuration,
    *,
    clock: Clock | None = None,
    make_absent: bool = False,
    wake: Callable[[], None] | None = None,
) -> AsyncIterator[Services]:
    """Open everything that needs no Telegram, and close it in order.

    Args:
        configuration: The settings.
        clock: The time; the machine's by default.
        make_absent: Whether an absent database is made.
        wake: Called when messages were put into the outbox of this process.

    Raises:
        DatabaseNotCurrent: The database is absent, older or newer; says what to type.
        BadDatabaseUrl: `database.url` is no address we can open.
    """
    timing = clock or SystemClock(configuration.zone)
    database = Database(configuration.database.url)
    try:
        await migrate.require_current(database, make_absent=make_absent)
        yield _wired(configuration, timing, database, wake)
    finally:
        await database.close()


def _wired(
    configuration: Configuration,
    clock: Clock,
    database: Database,
    wake: Callable[[], None] | None,
) -> Services:
    people = People(database, clock)
    outbox, plans = Outbox(wake), Plans(database, clock)
    quiet_hours = _quiet_hours(configuration)
    knowledge = CurrentAnswers(configuration.knowledge.path, _reader(clock), build_elsewhere)
    notices = Notices(
        database, clock, people=people, outbox=outbox, plans=plans, quiet_hours=quiet_hours
    )

    inbox = Inbox(
        database,
        clock,
        people=people,
        outbox=outbox,
        key=InboxKey(configuration.surveys.keys_path),
        is_danger=danger.is_danger,
        titles=_titles(knowledge),
        show_tap=lambda entry: ShowEntry(entry, None).pack(),
    )

    async def forget(connection: Connection, address: int) -> None:
        await notices.forget(connection, address)
        await outbox.drop_address(connection, address, now=clock.now())
        await inbox.forget(connection, address)

    membership = Membership(database, clock, people, forget)
    return Services(
        configuration=configuration,
        clock=clock,
        database=database,
        people=people,
        office=Office(database, clock, people),
        class_lists=ClassLists(database, clock, people),
        membership=membership,
        quiet_hours=quiet_hours,
        forgetting=Forgetting(database, clock, people, forget),
        account=Account(database),
        outbox=outbox,
        plans=plans,
        notices=notices,
        timetable=Timetable(
            database, clock, people, outbox, plans, push_at=configuration.timetable.push_at
        ),
        surveys=Surveys(
            database,
            clock,
            people=people,
            outbox=outbox,
            plans=plans,
            keys=KeyFolder(configuration.surveys.keys_path),
            limits=Limits(
                configuration.surveys.smallest_group, configuration.surveys.smallest_group_text
            ),
            quiet_hours=quiet_hours,
        ),
        school_year=SchoolYear(
            database,
            clock,
            people=people,
            membership=membership,
            outbox=outbox,
            plans=plans,
            quiet_hours=quiet_hours,
        ),
        inbox=inbox,
        topics=RecentTopics(database, clock),
        knowledge=knowledge,
    )


def _reader(clock: Clock) -> Callable[[Path], Answers]:
    def read(folder: Path) -> Answers:
        from bot.faq.sets.cache import load_answers  # noqa: PLC0415 - brings NumPy and the matching

        return load_answers(folder, lambda: today(clock))

    return read


def _titles(knowledge: CurrentAnswers) -> Callable[[str, Language], str | None]:
    def title(entry: str, language: Language) -> str | None:
        try:
            shown = knowledge.answers.answer_for(EntryId(entry), None, language)
        except (NotFound, BrokenKnowledge):
            return None
        return shown.question

    return title


def _quiet_hours(configuration: Configuration) -> QuietHours:
    hours = configuration.quiet_hours
    return QuietHours(
        configuration.zone,
        quiet_span(hours.primary) if hours.primary else None,
        quiet_span(hours.junior) if hours.junior else None,
    )
