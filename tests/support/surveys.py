"""Surveys to answer, and families who answer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from bot.faq.crisis import danger
from bot.i18n.languages import Language
from bot.people.model import SchoolId
from bot.people.quiet_hours import QuietHours
from bot.storage.database import Connection
from bot.surveys.answering.screens import Screen
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Wave, WaveId, WaveState
from bot.surveys.questions.loader import load_survey, parse_survey
from bot.surveys.questions.schema import Survey, Unit
from bot.surveys.sealing.keys import KeyFolder
from bot.surveys.service import Surveys
from bot.surveys.taps import AnyTap, SurveyHandIn
from bot.surveys.waves.series import IsFree
from tests.support.builders import Rooms, join_parent, make_class, make_school
from tests.support.clocks import A_THURSDAY_NOON

READY = Path(__file__).parents[2] / "knowledge" / "surveys"

TWO_QUESTIONS = """
id: short
version: 1
title: {zh-Hans: 小调查, en: Short}
about: {zh-Hans: 两题。, en: Two questions.}
questions:
  - id: homework
    kind: choice
    text: {zh-Hans: 作业多不多？, en: Much homework?}
    choices:
      - {id: little, text: {zh-Hans: 少, en: Little}}
      - {id: much, text: {zh-Hans: 多, en: Much}}
  - id: sleep
    kind: bands
    unit: hours
    text: {zh-Hans: 睡几个小时？, en: How many hours of sleep?}
    choices:
      - {id: short, below: 9, text: {zh-Hans: 不到 9, en: Under 9}}
      - {id: long, at_least: 9, text: {zh-Hans: 满 9, en: 9 or more}}
comment: {zh-Hans: 还想说什么？, en: Anything else?}
"""


def a_ready_survey(name: str) -> Survey:
    return load_survey(READY / f"{name}.yaml")


def a_survey(text: str = TWO_QUESTIONS) -> Survey:
    return parse_survey(text)


def a_wave(survey: Survey | None = None, state: WaveState = WaveState.OPEN) -> Wave:
    return Wave(
        id=WaveId(12),
        school_id=1,
        survey=survey or a_survey(),
        public_key=bytes(32),
        state=state,
        invited=40,
        opened_at=A_THURSDAY_NOON,
        closes_at=None,
        closed_at=A_THURSDAY_NOON if state is WaveState.CLOSED else None,
    )


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def tap_labelled(screen: Screen, label: str) -> AnyTap:
    """The button as it comes back from Telegram: packed and read again."""
    return next(each.tap for row in screen.rows for each in row if each.label == label)


@dataclass(frozen=True)
class School:
    """A school whose families are asked."""

    rooms: Rooms
    surveys: Surveys
    keys: KeyFolder
    id: SchoolId

    async def families(self, grade: int, count: int, first: int) -> list[int]:
        """Let families of one grade join, one chat each; return their addresses."""
        class_id = await make_class(self.rooms, self.id, grade=grade, name=f"{grade}年级{first}班")
        addresses = list(range(first, first + count))
        for seat, address in enumerate(addresses, start=1):
            await join_parent(self.rooms, class_id, address, seat=seat)
        return addresses

    async def opens(
        self,
        survey: Survey | None = None,
        until: datetime | None = None,
        remind_at: Sequence[datetime] = (),
    ) -> Wave:
        return await self.surveys.open(
            survey or a_survey(), self.id, until=until, remind_at=remind_at
        )

    async def about(self, wave: Wave, address: int, grade: int) -> int:
        """Return what an answer is about: the grade, or the family's first child in it."""
        if wave.survey.unit is Unit.FAMILY:
            return grade
        person = await self.rooms.people.person(address, Language.ZH_HANS)
        return next(one.id for one in person.children if one.school_class.grade == grade)

    async def hands_in(
        self, wave: Wave, address: int, grade: int, choices: str, code: str | None = None
    ) -> Screen:
        tap = SurveyHandIn(
            wave.id, await self.about(wave, address, grade), choices, code, wave.tag
        )
        return await self.surveys.press(address, tap, Language.ZH_HANS)

    async def says(self, wave: Wave, address: int, text: str) -> str:
        return await self.surveys.comment(address, wave.name, text, Language.ZH_HANS)


async def never_free(_connection: Connection, _school: int, _day: date) -> bool:
    return False


async def open_school(
    rooms: Rooms,
    keys: Path,
    limits: Limits | None = None,
    is_free: IsFree = never_free,
) -> School:
    surveys = surveys_over(rooms, keys, limits, is_free)
    return School(rooms, surveys, KeyFolder(keys), await make_school(rooms))


def surveys_over(
    rooms: Rooms, keys: Path, limits: Limits | None = None, is_free: IsFree = never_free
) -> Surveys:
    """The room as `bot.app` wires it, over other rooms."""
    return Surveys(
        rooms.database,
        rooms.clock,
        people=rooms.people,
        outbox=rooms.outbox,
        plans=rooms.plans,
        keys=KeyFolder(keys),
        limits=limits or Limits(),
        quiet_hours=QuietHours(rooms.clock.zone, (time(21, 20), time(7)), (time(22), time(6, 30))),
        is_danger=danger.is_danger,
        is_free=is_free,
    )
