"""Answering: a family's taps, handing in, and taking an answer back.

Who taps is known for the moment of the tap only. Nothing here logs an address or a family,
and the only rows that depend on who has answered are marks that mean nothing without the
wave's key file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.i18n.languages import Language
from bot.people.model import Person
from bot.storage.database import Database, DatabaseBroken, DatabaseUnwritable
from bot.surveys import store
from bot.surveys.answering import asking, screens
from bot.surveys.answering.entering import REFUSALS, Entrance
from bot.surveys.answering.intake import Entry, Intake, Taken
from bot.surveys.answering.screens import HandedIn, Screen
from bot.surveys.model import Answer, NotInvited, Respondent, Subject, UnfitAnswer, Wave
from bot.surveys.sealing import receipts
from bot.surveys.sealing.keys import KeysUnreachable
from bot.surveys.sealing.marks import asked_mark
from bot.surveys.sealing.seals import mark_of, seal_answer
from bot.surveys.store import Kind
from bot.surveys.taps import AnyTap, SurveyHandIn, SurveyLeave, SurveyStart, SurveyTap, WaveName

log = structlog.get_logger()


@dataclass(frozen=True)
class _Visit:
    """One tap on an open wave's message: who answers, and with which key marks are made."""

    wave: Wave
    who: Respondent
    key: bytes
    address: int
    language: Language

    def mark(self, subject: Subject) -> bytes:
        """Return the mark “there is an answer about this one”."""
        return mark_of(self.key, Kind.ANSWER, subject.mark)


class Answering:
    """Takes answers, and gives them back.

    Args:
        database: Where the rows are.
        clock: The time.
        entrance: Lets families into open waves.
    """

    def __init__(self, database: Database, clock: Clock, entrance: Entrance) -> None:
        self._database = database
        self._clock = clock
        self._entrance = entrance
        self._intake = Intake(database, entrance)

    async def press(
        self, address: int, tap: AnyTap, language: Language, person: Person | None
    ) -> Screen:
        """Answer a tap on a survey's message; see `Surveys.press`."""
        try:
            entered = await self._entrance.enter(address, tap.name, person)
            visit = _Visit(*entered, address, language)
            match tap:
                case SurveyLeave():
                    return screens.left(visit.wave, language)
                case SurveyHandIn():
                    return await self._hand_in(visit, tap)
                case SurveyStart():
                    return await self._begin(visit, tap)
                case SurveyTap():
                    return await self._show(visit, tap)
        except KeysUnreachable:
            return screens.paused(tap, language)
        except REFUSALS as refusal:
            return screens.refused(refusal.text_key, language)

    async def withdraw(self, address: int, code: str, name: WaveName) -> bool:
        """Delete the answer of a receipt with its mark; False if this wave has none.

        Raises:
            WaveMissing, WaveForgotten, WaveOver, WaveLost, NotInvited, KeysUnreachable: See
                `REFUSALS`.
        """
        wave, who, key = await self._entrance.enter(address, name)
        hashed = await asyncio.to_thread(receipts.slow_hash, code, wave.public_key)
        marks = {mark_of(key, Kind.ANSWER, subject.mark) for subject in who.subjects}
        async with self._database.begin() as connection:
            await self._entrance.hold(connection, wave.id)
            for mark in marks:
                record = receipts.record_id(hashed, mark)
                if await store.remove_sealed(connection, wave.id, record):
                    await store.remove_mark(connection, wave.id, mark)
                    return True
        return False

    async def _begin(self, visit: _Visit, tap: SurveyStart) -> Screen:
        there = [each for each in visit.who.subjects if each.school_class == tap.school_class]
        if there and not await self._unanswered(visit, there):
            return screens.already(visit.wave, visit.language)
        screen = asking.beginning(visit.wave, tap, visit.who, visit.language)
        if screen is None:
            raise NotInvited
        return screen

    async def _show(self, visit: _Visit, tap: SurveyTap) -> Screen:
        subject = visit.who.about(tap.about)
        concerned = visit.who.subjects if subject is None else (subject,)
        # Between the first question and the last nothing is at stake that is worth a look.
        is_midway = 0 < len(tap.choices) < len(visit.wave.survey.questions)
        if not is_midway and not await self._unanswered(visit, concerned):
            return screens.already(visit.wave, visit.language)
        return asking.answering(visit.wave, tap, visit.who, visit.language)

    async def _hand_in(self, visit: _Visit, tap: SurveyHandIn) -> Screen:
        asking.check_tap(visit.wave.survey, tap, visit.who)
        subject = visit.who.about(tap.about)
        if subject is None:
            raise UnfitAnswer
        answer = Answer(subject.grade, tap.choices)
        try:
            taken = await self._take(visit, subject, answer, tap.code or receipts.new_code())
        except (DatabaseUnwritable, DatabaseBroken) as error:
            # The transaction is undone as a whole, and the answer is still in the button.
            kind = type(error).__name__
            log.warning("survey_answer_not_stored", wave=visit.wave.id, kind=kind)
            return screens.paused(tap, visit.language)
        others = await self._others(visit, subject) if taken.is_new else ()
        outcome = HandedIn(taken.receipt, tap.code, taken.may_comment, others)
        return screens.handed_in(visit.wave, answer, outcome, visit.language)

    async def _take(self, visit: _Visit, subject: Subject, answer: Answer, code: str) -> Taken:
        """Seal an answer and store it; the same button again finds its own record."""
        wave, mark = visit.wave, visit.mark(subject)
        hashed = await asyncio.to_thread(receipts.slow_hash, code, wave.public_key)
        asks = wave.survey.comment is not None
        now = self._clock.now()
        entry = Entry(
            wave.id,
            receipts.record_id(hashed, mark),
            mark,
            seal_answer(answer, wave.public_key),
            said=mark_of(visit.key, Kind.COMMENT, visit.who.family),
            asked=asked_mark(visit.key, visit.address, now) if asks else None,
        )
        return await self._intake.take(entry)

    async def _others(self, visit: _Visit, subject: Subject) -> tuple[Subject, ...]:
        """Find the family's other children of a class, whom one invitation asked about."""
        others = [
            each
            for each in visit.who.subjects
            if each.school_class is not None
            and each.school_class == subject.school_class
            and each != subject
        ]
        return tuple(await self._unanswered(visit, others)) if others else ()

    async def _unanswered(self, visit: _Visit, subjects: Sequence[Subject]) -> list[Subject]:
        marks = {visit.mark(subject): subject for subject in subjects}
        async with self._database.read() as connection:
            there = await store.marks_among(connection, visit.wave.id, list(marks))
        return [subject for mark, subject in marks.items() if mark not in there]


class Withdrawing:
    """Finds the wave of a receipt.

    Args:
        database: Where the rows are.
        answering: Gives answers back.
    """

    def __init__(self, database: Database, answering: Answering) -> None:
        self._database = database
        self._answering = answering

    async def take_back(
        self, address: int, schools: Sequence[int], text: str, language: Language
    ) -> Screen | None:
        """Take an answer back by its receipt; see `Surveys.take_back`."""
        code = receipts.read(text)
        if code is None:
            return None
        async with self._database.read() as connection:
            waves = await store.open_waves(connection, schools)
        for name, _ in waves:
            try:
                if await self._answering.withdraw(address, code, name):
                    return screens.taken_back(name, language)
            except KeysUnreachable:
                return screens.refused("survey-paused-receipt", language)
            except REFUSALS:
                continue
        return screens.refused("survey-receipt-unknown", language)
