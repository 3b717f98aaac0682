"""What people do with surveys: open one, answer it, leave a comment, close it, read it.

The front doors' one address; the work is done in `answering`, `waves` and `door`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.audit.model import BY_ITSELF, OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.i18n.languages import Language
from bot.people.model import Person
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.model import Occurrence
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.answering.answering import Answering, Withdrawing
from bot.surveys.answering.commenting import Commenting, Wanted
from bot.surveys.answering.entering import Entrance
from bot.surveys.answering.screens import Screen
from bot.surveys.door.districts import DistrictDoor, newest_of_each
from bot.surveys.door.door import Door
from bot.surveys.figures.derived import changes, to_compare_with
from bot.surveys.figures.results import Results
from bot.surveys.figures.trend import Trend
from bot.surveys.hiding.anonymity import Limits, rounded_down
from bot.surveys.hiding.districts import LEAST_SCHOOLS
from bot.surveys.model import DistrictTooSmall, Turnout, Wave, WaveId, WaveMissing, WaveState
from bot.surveys.questions.schema import Survey
from bot.surveys.repeating import Every, Series
from bot.surveys.sealing.keys import KeyFolder
from bot.surveys.taps import AnyTap, WaveName
from bot.surveys.waves.closing import Closing
from bot.surveys.waves.invitations import Invitations
from bot.surveys.waves.opening import Opening, Wish
from bot.surveys.waves.planning import PLAN, REMINDERS, SERIES, remove_plans
from bot.surveys.waves.series import AllSeries, Calendar, IsFree

MOST_IN_TREND = 12
"""Waves side by side; older ones are compared by the year."""


class Surveys:
    """Anonymous feedback.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Says who has a child at a school.
        outbox: Carries invitations.
        plans: Remembers when a wave ends.
        keys: Where the keys of open waves lie.
        limits: The smallest groups whose figures and texts may leave.
        quiet_hours: When families are left in peace.
        is_danger: Says whether words speak of self-harm, abuse or violence.
        is_free: Says whether a school is free on a day; series wait for its return.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        outbox: Outbox,
        plans: Plans,
        keys: KeyFolder,
        limits: Limits,
        quiet_hours: QuietHours,
        is_danger: Callable[[str], bool],
        is_free: IsFree,
    ) -> None:
        self._database = database
        self._clock = clock
        self._plans = plans
        self._people = people
        self._door = Door(database, clock, people, limits)
        self._districts = DistrictDoor(database, clock, self._door, limits)
        self._invitations = Invitations(clock, people, outbox, quiet_hours)
        self._opening = Opening(
            database, clock, invitations=self._invitations, plans=plans, keys=keys
        )
        self._series = AllSeries(
            database,
            people=people,
            plans=plans,
            opening=self._opening,
            calendar=Calendar(clock, is_free),
        )
        entrance = Entrance(database, clock, people=people, plans=plans, keys=keys)
        self._answering = Answering(database, clock, entrance)
        self._withdrawing = Withdrawing(database, self._answering)
        self._commenting = Commenting(
            database, clock, entrance=entrance, keys=keys, is_danger=is_danger
        )
        self._closing = Closing(database, clock, keys, plans)
        plans.register(PLAN, self.fall_due)
        for kind in REMINDERS:
            plans.register(kind, self._opening.remind)
        plans.register(SERIES, self._series.fall_due)

    async def open(
        self,
        survey: Survey,
        school_id: int,
        *,
        until: datetime | None = None,
        remind_at: Sequence[datetime] = (),
    ) -> Wave:
        """Ask every family of a school; wave, plans and invitations are saved together.

        In quiet hours invitations and reminders wait until they are over.

        Args:
            survey: What is asked; frozen in the wave from here on.
            school_id: Whose families.
            until: From when on no answer is taken; None until somebody closes it.
            remind_at: When everybody is reminded, at most twice.

        Raises:
            SchoolMissing: There is no such school.
            AlreadyOpen: The same survey is open there already.
            BadDeadline: `until` is not in the future.
            BadReminder: A reminder lies outside the wave, or there are too many.
            KeysUnreachable: The folder of the keys cannot be written.
        """
        return await self._opening.open(Wish(survey, school_id, until, remind_at))

    async def plan(self, survey: Survey, school_id: int, every: Every) -> int:
        """Ask a school again and again, from its next due day on; return the plan's number.

        A plan of the same survey at the school is replaced. The survey is frozen here; a
        changed file takes part once it is planned again, and never in a wave that is open.

        Raises:
            SchoolMissing: There is no such school.
        """
        return await self._series.put(survey, school_id, every)

    async def unplan(self, series_id: int) -> None:
        """End a plan; a wave that is open goes on to its end.

        Raises:
            SeriesMissing: There is none with this number.
        """
        await self._series.remove(series_id)

    async def planned(self) -> list[Series]:
        """List the plans."""
        return await self._series.listed()

    async def press(
        self, address: int, tap: AnyTap, language: Language, person: Person | None = None
    ) -> Screen:
        """Answer a tap on a survey's message; the chat edits the message to this screen.

        A survey that is over, lost, paused or another school's gives a screen that says so.

        Args:
            address: The chat.
            tap: What its button carried.
            language: The chat's language, or the client's for a stranger.
            person: Who taps, if the caller has just found out; looked up otherwise.

        Raises:
            UnfitAnswer: The button was made by hand, or belongs to another family.
        """
        return await self._answering.press(address, tap, language, person)

    async def take_back(
        self, address: int, schools: Sequence[int], text: str, language: Language
    ) -> Screen | None:
        """Take an answer back by the words of its receipt, while its wave is open.

        Answer and mark go in one transaction, so the family may answer again.

        Args:
            address: The chat; it must belong to the family that answered.
            schools: Those of its children.
            text: What was written.
            language: The chat's language.

        Returns:
            What to show; None if the text is no receipt.
        """
        return await self._withdrawing.take_back(address, schools, text, language)

    async def comment(
        self,
        address: int,
        wave: WaveName,
        text: str,
        language: Language,
        came_at: datetime | None = None,
    ) -> str:
        """Take a family's free comment, sealed as a record tied to no answer.

        Args:
            address: The chat.
            wave: As `screens.wave_of_prompt` reads it from the message replied to.
            text: What was written.
            language: The chat's language.
            came_at: When it was sent, aware; what comes right after a long text goes on with it.

        Returns:
            What to say: thanks, with the help lines first if the words ask for them, or
            why the comment could not be taken.

        Raises:
            CommentEmpty: There is no text in it.
            CommentTooLong: It is longer than a message can be.
        """
        return await self._commenting.comment(address, wave, text, language, came_at)

    async def comment_wanted(
        self, address: int, schools: Sequence[int], text: str = "", came_at: datetime | None = None
    ) -> Wanted | None:
        """Find the survey that words without a reply may be meant for, None if there is none.

        Its comment was asked for in the last fifteen minutes, or they go on with a comment.

        Args:
            address: The chat.
            schools: Those of its children; with none nothing is looked up.
            text: What was written.
            came_at: When it was sent, aware.
        """
        return await self._commenting.wanted(address, schools, text, came_at)

    async def comment_declined(self, address: int, schools: Sequence[int]) -> None:
        """Take the chat's next words for a question again."""
        await self._commenting.declined(address, schools)

    async def close(self, wave_id: int) -> Wave:
        """Close a wave now, whatever its deadline; repeating it does no harm.

        Returns:
            The wave: `closed`, or `lost` if its key is gone.

        Raises:
            WaveMissing: There is none with this number.
            KeysUnreachable: The folder of the keys cannot be reached; try again later.
        """
        wave = await self.wave(wave_id)
        async with self._database.begin() as connection:
            await remove_plans(self._plans, connection, wave.id)
            await self._invitations.take_back(connection, wave)
            closes = [WaveState.OPEN, WaveState.LOST]
            if await store.change_state(connection, wave.id, closes, WaveState.CLOSING):
                subject, now = Subject(About.SURVEY, wave.id), self._clock.now()
                await note(connection, OPERATOR, Deed.SURVEY_CLOSED, subject, at=now)
        await self._closing.finish(wave.id)
        return await self.wave(wave_id)

    async def fall_due(self, connection: Connection, occurrence: Occurrence) -> None:
        """Stop taking answers when a wave's time is over; `finish_closings` does the rest."""
        wave_id, opened = WaveId(occurrence.subject), [WaveState.OPEN]
        if await store.change_state(connection, wave_id, opened, WaveState.CLOSING):
            wave = await store.wave(connection, wave_id)
            assert wave is not None
            await self._invitations.take_back(connection, wave)
            subject, now = Subject(About.SURVEY, wave_id), occurrence.made_at
            await note(connection, BY_ITSELF, Deed.SURVEY_CLOSED, subject, at=now)

    async def finish_closings(self) -> int:
        """Finish what `fall_due` or a process that died left begun; return how many.

        To be called at start, after plans were made due, and now and then: emptying the
        write-ahead log has to wait for readers.
        """
        return await self._closing.finish_all()

    async def note_export(
        self, wave_id: int, kind: str, *, by: Actor = OPERATOR, digest: str = ""
    ) -> None:
        """Put into the account that figures were handed out.

        Args:
            wave_id: The survey.
            kind: As what, such as `csv`, or `chat`.
            by: To whom.
            digest: The hash that stands in the file.
        """
        async with self._database.begin() as connection:
            subject, now = Subject(About.SURVEY, wave_id), self._clock.now()
            what = {"kind": kind, **({"hash": digest[:32]} if digest else {})}
            await note(connection, by, Deed.SURVEY_EXPORTED, subject, at=now, **what)

    async def wave(self, wave_id: int) -> Wave:
        """Find a wave.

        Raises:
            WaveMissing: There is none with this number.
        """
        async with self._database.read() as connection:
            wave = await store.wave(connection, wave_id)
        if wave is None:
            message = f"Survey {wave_id}: there is none with this number; see `survey list`."
            raise WaveMissing(message)
        return wave

    async def waves(self) -> list[Wave]:
        """List all waves, the newest first."""
        async with self._database.read() as connection:
            return await store.waves(connection)

    async def turnout(self, wave_id: int) -> Turnout:
        """Say how many have answered, in steps of five; nothing else leaves an open wave.

        Raises:
            WaveMissing: There is none with this number.
        """
        wave = await self.wave(wave_id)
        async with self._database.read() as connection:
            return Turnout(wave, rounded_down(await store.count_sealed(connection, wave.id)))

    async def results(self, wave_id: int, grades: AbstractSet[int] = frozenset()) -> Results:
        """Return the figures of a closed wave, small groups hidden, and note what is shown.

        Args:
            wave_id: The wave.
            grades: Only these grades; none for the whole school.

        Raises:
            WaveMissing: There is none with this number.
            WaveStillOpen: It has not been closed; see `turnout`.
            WaveLost: Its key is gone, so there will never be figures.
        """
        return await self._door.results(await self.wave(wave_id), grades)

    async def district(self, region: str, survey: str) -> Results:
        """Return the totals over a district's schools, and note what is shown.

        Taken are the newest closed wave of each school, ended within 45 days of the newest.

        Args:
            region: The code that the district's schools share.
            survey: The survey's id.

        Raises:
            DistrictTooSmall: Fewer than five of its schools have closed this survey.
        """
        schools = {each.id for each in await self._people.schools() if each.region == region}
        waves = newest_of_each(await self.waves(), survey, schools)
        if len(waves) < LEAST_SCHOOLS:
            message = (
                f"Region {region}: {len(waves)} schools have closed {survey} lately; totals are "
                f"told of {LEAST_SCHOOLS} or more."
            )
            raise DistrictTooSmall(message)
        return await self._districts.results(waves)

    async def trend(self, results: Results) -> Trend:
        """Put earlier waves of the same survey and school beside a wave.

        Args:
            results: Its figures.
        """
        wave = results.wave
        others = [
            each
            for each in await self.waves()
            if (each.school_id, each.survey.id) == (wave.school_id, wave.survey.id)
            and each.state is WaveState.CLOSED
            and each.id < wave.id
        ]
        compared = to_compare_with(wave, others)
        wanted = {
            each.id: each for each in (*others[: MOST_IN_TREND - 1], *(w for _, w in compared))
        }
        found = {
            number: await self._door.results(each, results.grades)
            for number, each in wanted.items()
        }
        differences = [
            change
            for years, each in compared
            for change in changes(results, found[each.id], years)
        ]
        return Trend((*(found[number] for number in sorted(found)), results), tuple(differences))
