"""Which notices also go to which other channel, and what they say there.

A group sees a notice when everybody in it is among those the notice is for: a class's group
gets what is for the class, its grade or the school, but the school's group gets nothing of
one class or course. A mailbox that is to keep everything asks for parts as well. What is posted
is the notice's own text, with nothing of any pupil, and since nobody can tap there, a line that
says where to confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.clock import Clock, at_school
from bot.config import BadConfiguration, MirrorSettings
from bot.errors import NotFound
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.mirrors.model import Mirror, PostStatus
from bot.mirrors.service import Mirrors
from bot.notices.model import Asks, Notice
from bot.notices.wording import compose
from bot.people import audience
from bot.people.audience import Audience, BadAudience, Kind
from bot.people.model import GRADES, Recipient
from bot.people.service import People
from bot.storage.database import Connection

LeavesAt = Callable[[Notice, Recipient, datetime], datetime]
"""Says when a notice wanted at an instant leaves for somebody."""

_FOR_GROUPS: Final = (Kind.SCHOOL, Kind.GRADE, Kind.CLASS, Kind.DISTRICT, Kind.STAFF)


@dataclass(frozen=True)
class Rule:
    """Which notices a mirror gets.

    Attributes:
        takes_parts: Also those for only a part of its audiences.
    """

    mirror: Mirror
    audiences: tuple[Audience, ...]
    takes_parts: bool = False


@dataclass(frozen=True)
class Scope:
    """Whom an audience takes in: what is empty is not asked for."""

    is_staff: bool
    region: str
    school: int | None = None
    grade: int | None = None
    class_id: int | None = None
    course_id: int | None = None

    def takes_in(self, other: Scope) -> bool:
        """Say whether everybody of another is in this one."""
        return (
            self.is_staff == other.is_staff
            and self.region == other.region
            and self.school in (None, other.school)
            and self.grade in (None, other.grade)
            and self.class_id in (None, other.class_id)
            and self.course_id in (None, other.course_id)
        )


def rules_of(settings: Sequence[MirrorSettings]) -> tuple[Rule, ...]:
    """Read the mirrors of the settings.

    Raises:
        BadConfiguration: An audience is not one a group can be for; names the key.
    """
    problems: list[str] = []
    rules = []
    for number, given in enumerate(settings):
        key = f"mirrors.{number}.audiences"
        try:
            audiences = audience.parse_all(given.audiences)
        except BadAudience as error:
            problems.append(f"{key}: {str(error).removeprefix('--to ')}")
            continue
        if not {item.kind for item in audiences} <= set(_FOR_GROUPS):
            problems.append(f"{key}: name schools, grades, classes, districts or staff only.")
            continue
        url = given.url.get_secret_value()
        mirror = Mirror(given.name, url, Language(given.language))
        rules.append(Rule(mirror, audiences, given.takes_parts))
    if problems:
        raise BadConfiguration(problems)
    return tuple(rules)


class Mirroring:
    """Puts posts down when notices leave.

    Args:
        clock: The school's zone.
        people: Who belongs where.
        mirrors: Where posts are put.
        rules: Which mirror gets what.
    """

    def __init__(
        self, clock: Clock, people: People, mirrors: Mirrors, rules: Sequence[Rule]
    ) -> None:
        self._clock = clock
        self._people = people
        self._mirrors = mirrors
        self._rules = rules

    async def leaves(
        self,
        connection: Connection,
        notice: Notice,
        *,
        school: str,
        has_files: bool,
        now: datetime,
        leaves_at: LeavesAt,
    ) -> None:
        """Put a post down for each mirror that gets a notice; of a reminder none.

        Args:
            connection: The transaction in which the notice leaves.
            notice: The notice, or its corrected text.
            school: The name it stands under.
            has_files: Whether something is attached, which is not posted.
            now: This instant.
            leaves_at: Keeps quiet hours, for a group rings in the evening, too.
        """
        if notice.reminds_of is not None:
            return
        wanted = await self._scopes(connection, notice.audiences)
        for rule in self._rules:
            scopes = await self._scopes(connection, rule.audiences)
            found = [mine for mine in scopes if any(_gets(mine, of, rule) for of in wanted)]
            if not found:
                continue
            names = await self._class_names(connection, found, wanted)
            at = leaves_at(notice, _reader(rule, found), now)
            title, text = self._said(notice, rule, school, names, at, has_files=has_files)
            await self._mirrors.put(
                connection,
                batch=_batch(notice),
                mirror=rule.mirror,
                title=title,
                text=text,
                not_before=at,
            )

    async def stopped(self, connection: Connection, notice: Notice, now: datetime) -> None:
        """Withdraw what has not been posted."""
        for batch in _batches(notice):
            await self._mirrors.cancel(connection, batch, now=now)

    async def withdrawn(self, connection: Connection, notice: Notice, now: datetime) -> None:
        """Withdraw what has not been posted, and say so where it has been."""
        await self.stopped(connection, notice, now)
        where = await self._mirrors.reached(connection, _batches(notice))
        for rule in self._rules:
            if rule.mirror.name in where:
                words = speaking(rule.mirror.language)
                first = notice.text.splitlines()[0][:_GIST]
                await self._mirrors.put(
                    connection,
                    batch=f"{notice.batch}-",
                    mirror=rule.mirror,
                    title=words("mirrors-withdrawn-title"),
                    text=words("mirrors-withdrawn", gist=first),
                    not_before=now,
                )

    async def statuses(self, connection: Connection, notice: Notice) -> list[PostStatus]:
        """List what became of a notice's posts, of all its texts."""
        return await self._mirrors.statuses(connection, [*_batches(notice), f"{notice.batch}-"])

    def _said(
        self,
        notice: Notice,
        rule: Rule,
        school: str,
        names: Sequence[str],
        at: datetime,
        *,
        has_files: bool,
    ) -> tuple[str, str]:
        words = speaking(rule.mirror.language)
        body = compose.body(
            notice,
            words,
            school=school,
            class_names=names,
            sent_on=at_school(at, self._clock),
            is_correction=notice.version > 1,
        )
        title, _, text = body.text.partition("\n\n")
        lines = [text, *_where_to_go(notice, words, has_files=has_files)]
        return title, "\n\n".join(lines)

    async def _scopes(self, connection: Connection, audiences: Sequence[Audience]) -> list[Scope]:
        """Find whom audiences take in; those that are not there any more take in nobody."""
        found = []
        for item in audiences:
            try:
                scope = await self._scope(connection, item)
            except NotFound:
                continue
            if scope is not None:
                found.append(scope)
        return found

    async def _scope(self, connection: Connection, item: Audience) -> Scope | None:
        match item.kind:
            case Kind.DISTRICT:
                return Scope(is_staff=False, region=item.region)
            case Kind.CLASS:
                mine = await self._people.school_class(connection, item.number)
                school = await self._people.school(connection, mine.school_id)
                return Scope(
                    is_staff=False,
                    region=school.region,
                    school=school.id,
                    grade=mine.grade,
                    class_id=mine.id,
                )
            case Kind.COURSE:
                course = await self._people.course(connection, item.number)
                school = await self._people.school(connection, course.school_id)
                return Scope(
                    is_staff=False, region=school.region, school=school.id, course_id=course.id
                )
            case Kind.SCHOOL | Kind.GRADE | Kind.STAFF:
                school = await self._people.school(connection, item.number)
                is_staff = item.kind is Kind.STAFF
                return Scope(is_staff, school.region, school.id, item.grade)
            case _:
                return None

    async def _class_names(
        self, connection: Connection, mine: Sequence[Scope], wanted: Sequence[Scope]
    ) -> list[str]:
        """Name the classes of the group; of a mailbox those of the notice."""
        ids = [scope.class_id for scope in mine if scope.class_id is not None]
        ids = ids or [scope.class_id for scope in wanted if scope.class_id is not None]
        return [(await self._people.school_class(connection, item)).name for item in ids]


_GIST: Final = 30
"""Characters of a notice's first line that tell which one was taken back."""


def _gets(mine: Scope, wanted: Scope, rule: Rule) -> bool:
    return wanted.takes_in(mine) or (rule.takes_parts and mine.takes_in(wanted))


def _reader(rule: Rule, scopes: Sequence[Scope]) -> Recipient:
    """Stand for everybody in a group, whose quiet hours are those of all its grades."""
    grades: set[int] = set()
    for scope in scopes:
        if not scope.is_staff:
            grades |= set(GRADES) if scope.grade is None else {scope.grade}
    return Recipient(0, rule.mirror.language, grades=frozenset(grades))


def _where_to_go(notice: Notice, words: Words, *, has_files: bool) -> list[str]:
    lines = []
    if has_files:
        lines.append(words("mirrors-files"))
    if notice.asks is Asks.READ:
        lines.append(words("mirrors-read"))
    if notice.asks is Asks.AGREE:
        lines.append(words("mirrors-agree"))
    return lines


def _batch(notice: Notice) -> str:
    return notice.batch if notice.version == 1 else f"{notice.batch}+{notice.version}"


def _batches(notice: Notice) -> list[str]:
    later = (f"{notice.batch}+{version}" for version in range(2, notice.version + 1))
    return [notice.batch, *later]
