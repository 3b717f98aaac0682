"""The composition root: builds every part from the ground up and hands it to the others.

There is one way in. Tests, the command line and the demo open the services through
`open_services`; `jiaxiao run` adds the parts that never sleep (chat, dispatcher,
scheduler) through `bot.running`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from bot.mirrors.service import Mirrors
from bot.notices.beforehand.previewing import Grounds
from bot.notices.beforehand.rehearsing import Rehearsals
from bot.notices.leaving.mirroring import Mirroring, rules_of
from bot.notices.ports import SchoolDays
from bot.notices.rules.loading import RuleBook
from bot.notices.rules.model import Basis, Ground
from bot.notices.service import Notices
from bot.notices.times.repeating import Day
from bot.people.class_lists import ClassLists
from bot.people.course_givers import CourseGivers
from bot.people.forgetting import Forgetting
from bot.people.membership import Membership, OnErased
from bot.people.model import SchoolId
from bot.people.office import Office
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.schoolyear.service import SchoolYear
from bot.storage import backup_log, migrate
from bot.storage.backup_log import Holding
from bot.storage.database import Connection, Database
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.sealing.keys import KeyFolder
from bot.surveys.service import Surveys
from bot.timetable.model import Reason
from bot.timetable.pushes.room import PushSettings
from bot.timetable.rules import Limits as Hours
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
    course_givers: CourseGivers
    membership: Membership
    forgetting: Forgetting
    quiet_hours: QuietHours
    account: Account
    outbox: Outbox
    mirrors: Mirrors
    plans: Plans
    notices: Notices
    rehearsals: Rehearsals
    grounds: Grounds
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
        yield _wired(_shared(configuration, timing, database, wake))
    finally:
        await database.close()


def _wired(shared: _Shared) -> Services:
    configuration, clock, database = shared.configuration, shared.clock, shared.database
    knowledge, rules = knowledge_at(configuration, clock), RuleBook(configuration.knowledge.path)
    timetable = _timetable(shared)
    mirrors, mirroring = _mirrors(shared)
    notices = _notices(shared, timetable, rules, mirroring)
    inbox = _inbox(shared, knowledge)
    forget = _forget(shared, notices, inbox, timetable)
    membership = Membership(database, clock, shared.people, forget, on_parted=notices.part)
    return Services(
        configuration=configuration,
        clock=clock,
        database=database,
        people=shared.people,
        office=Office(database, clock, shared.people),
        class_lists=ClassLists(database, clock, shared.people),
        course_givers=CourseGivers(database, clock, shared.people),
        membership=membership,
        quiet_hours=shared.quiet_hours,
        forgetting=Forgetting(database, clock, shared.people, forget),
        account=Account(database),
        outbox=shared.outbox,
        mirrors=mirrors,
        plans=shared.plans,
        notices=notices,
        rehearsals=_rehearsals(shared, rules),
        grounds=grounds_of(knowledge),
        timetable=timetable,
        surveys=_surveys(shared, timetable),
        school_year=_school_year(shared, membership),
        inbox=inbox,
        topics=RecentTopics(database, clock),
        knowledge=knowledge,
    )


@dataclass(frozen=True)
class _Shared:
    """What nearly every room is built from."""

    configuration: Configuration
    clock: Clock
    database: Database
    people: People
    outbox: Outbox
    plans: Plans
    quiet_hours: QuietHours


def _shared(
    configuration: Configuration,
    clock: Clock,
    database: Database,
    wake: Callable[[], None] | None,
) -> _Shared:
    return _Shared(
        configuration,
        clock,
        database,
        People(database, clock),
        Outbox(wake),
        Plans(database, clock),
        _quiet_hours(configuration),
    )


def _mirrors(shared: _Shared) -> tuple[Mirrors, Mirroring | None]:
    rules = rules_of(shared.configuration.mirrors)
    mirrors = Mirrors([rule.mirror for rule in rules])
    return mirrors, Mirroring(shared.clock, shared.people, mirrors, rules) if mirrors else None


def _forget(shared: _Shared, notices: Notices, inbox: Inbox, timetable: Timetable) -> OnErased:
    """Return what takes a person out of every room."""

    async def forget(connection: Connection, address: int) -> None:
        await notices.forget(connection, address)
        await shared.outbox.drop_address(connection, address, now=shared.clock.now())
        await inbox.forget(connection, address)
        await timetable.forget(connection)

    return forget


def _timetable(shared: _Shared) -> Timetable:
    hours = shared.configuration.timetable
    return Timetable(
        shared.database,
        shared.clock,
        shared.people,
        shared.outbox,
        shared.plans,
        pushes=PushSettings(
            push_at=hours.push_at,
            within=timedelta(minutes=hours.push_minutes),
            per_second=shared.configuration.delivery.messages_per_second,
            quiet=shared.quiet_hours,
        ),
        limits=lambda region: Hours(*hours.hours_of(region)),
    )


def _notices(
    shared: _Shared, timetable: Timetable, rules: RuleBook, mirroring: Mirroring | None
) -> Notices:
    return Notices(
        shared.database,
        shared.clock,
        people=shared.people,
        outbox=shared.outbox,
        plans=shared.plans,
        quiet_hours=shared.quiet_hours,
        school_days=school_days(timetable),
        second_person=shared.configuration.notices.second_person,
        rule_titles=rules.titles,
        mirroring=mirroring,
    )


def _rehearsals(shared: _Shared, rules: RuleBook) -> Rehearsals:
    return Rehearsals(
        shared.database,
        shared.clock,
        people=shared.people,
        outbox=shared.outbox,
        plans=shared.plans,
        quiet_hours=shared.quiet_hours,
        rules=rules,
        per_second=shared.configuration.delivery.messages_per_second,
    )


def _inbox(shared: _Shared, knowledge: CurrentAnswers) -> Inbox:
    return Inbox(
        shared.database,
        shared.clock,
        people=shared.people,
        outbox=shared.outbox,
        key=InboxKey(shared.configuration.surveys.keys_path),
        is_danger=danger.is_danger,
        titles=_titles(knowledge),
        show_tap=lambda entry: ShowEntry(entry, None).pack(),
    )


def _surveys(shared: _Shared, timetable: Timetable) -> Surveys:
    settings = shared.configuration.surveys
    return Surveys(
        shared.database,
        shared.clock,
        people=shared.people,
        outbox=shared.outbox,
        plans=shared.plans,
        keys=KeyFolder(settings.keys_path),
        limits=Limits(settings.smallest_group, settings.smallest_group_text),
        quiet_hours=shared.quiet_hours,
        is_danger=danger.is_danger,
        is_free=_is_free(timetable),
    )


def _school_year(shared: _Shared, membership: Membership) -> SchoolYear:
    return SchoolYear(
        shared.database,
        shared.clock,
        people=shared.people,
        membership=membership,
        outbox=shared.outbox,
        plans=shared.plans,
        quiet_hours=shared.quiet_hours,
    )


def school_days(timetable: Timetable) -> SchoolDays:
    """Return the school's calendar as notices that repeat ask for it."""

    async def days(
        connection: Connection, school: SchoolId | None, begin: date, end: date
    ) -> list[Day]:
        found = await timetable.days(connection, school, begin, end)
        free = (Reason.HOLIDAY, Reason.CLOSED, Reason.OUTSIDE_TERM)
        return [Day(day.on, day.is_open, day.reason in free) for day in found]

    return days


def _is_free(timetable: Timetable) -> Callable[[Connection, int, date], Awaitable[bool]]:
    days = school_days(timetable)

    async def is_free(connection: Connection, school: int, day: date) -> bool:
        [found] = await days(connection, SchoolId(school), day, day)
        return found.is_free

    return is_free


def knowledge_at(configuration: Configuration, clock: Clock) -> CurrentAnswers:
    """Return the answers that the settings name; they are read when they are first asked."""
    return CurrentAnswers(configuration.knowledge.path, _reader(clock), build_elsewhere)


def grounds_of(knowledge: CurrentAnswers) -> Grounds:
    """Return what finds the source that a rule for notices rests on.

    Without a source in the knowledge, or with knowledge that cannot be read, there is none.
    """

    def ground(basis: Basis, language: Language) -> Ground | None:
        try:
            entry = knowledge.answers.entry(EntryId(basis.entry))
            shown = knowledge.answers.answer_for(entry.id, None, language)
        except (NotFound, BrokenKnowledge):
            return None
        for source, in_language in zip(entry.sources, shown.sources, strict=False):
            if basis.means(source.document, source.clause):
                return Ground(in_language.document, in_language.clause)
        return None

    return ground


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
