"""The demo's school: who is there, and what has happened before you look.

Everybody joins through the chat, as real people do, so the demo begins with the same
messages a real school would see. It is made once; a restart finds it as it was left.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.app import Services
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.model import Asks
from bot.people.audience import Audience, Kind
from bot.people.model import Role
from bot.sandbox import Sandbox, acting
from bot.surveys.questions.loader import load_survey

SCHOOL = "阳光学校（示例）"
REGION = "example"
CLASSES = ((2, "二年级(1)班"), (5, "五年级(2)班"), (7, "初一(1)班"))
TIMETABLE = Path(__file__).with_name("demo_timetable.csv")
SURVEY = "surveys/homework-burden.yaml"
WELCOME = (
    "各位家长好！从今天起，通知和课后服务安排都会发到这里。\n"
    "下周五下午三点半开家长会，请每家来一位家长，带好笔。看到请点「已阅」。"
)
JOINS_WITHIN = 20.0
"""Seconds everybody has to join before the demo goes on without them."""


@dataclass(frozen=True)
class Guest:
    """A person of the demo: a parent by classes and seats, staff by a role."""

    number: int
    name: str
    language: str
    seats: tuple[tuple[str, int], ...] = ()
    role: Role | None = None
    teaches: tuple[str, ...] = ()

    @property
    def joins_count(self) -> int:
        """How many invitations this person follows."""
        return len(self.seats) + (self.role is not None)


GUESTS = (
    Guest(1001, "李奶奶", "zh-hans", (("二年级(1)班", 12),)),
    Guest(1002, "周老师", "zh-hans", role=Role.TEACHER, teaches=("二年级(1)班",)),
    Guest(1003, "王爸爸", "zh-hans", (("二年级(1)班", 7), ("五年级(2)班", 21))),
    Guest(1004, "教务处", "zh-hans", role=Role.SCHOOL),
    Guest(1005, "陳媽媽", "zh-hant", (("初一(1)班", 3),)),
    Guest(1006, "Anna", "en", (("五年级(2)班", 9),)),
    Guest(1007, "刘妈妈（还没加入）", "zh-hans"),
    Guest(1008, "校长室", "zh-hans", role=Role.SCHOOL),
)


async def settle(services: Services, sandbox: Sandbox) -> None:
    """Make the school, let everybody join, and send the first messages; once."""
    if await services.people.schools():
        return
    school_id = await services.office.add_school(SCHOOL, REGION)
    classes = {
        name: await services.office.add_class(school_id, grade, name) for grade, name in CLASSES
    }
    await services.timetable.import_slots(school_id, TIMETABLE)
    for guest in GUESTS:
        sandbox.world.add_person(guest.name, guest.language, guest.number)
        for code in await _codes(services, guest, school_id, classes):
            acting.start(sandbox.world, guest.number, code)
    await _everybody_in(services)
    await services.notices.announce(
        [Audience(Kind.SCHOOL, school_id)], WELCOME, Manner(asks=Asks.READ)
    )
    survey = services.configuration.knowledge.path / SURVEY
    await services.surveys.open(load_survey(survey), school_id)


async def _codes(
    services: Services, guest: Guest, school_id: int, classes: Mapping[str, int]
) -> list[str]:
    codes = [
        (await services.office.invite_family(classes[name], seat=seat)).code
        for name, seat in guest.seats
    ]
    if guest.role is not None:
        taught = [classes[name] for name in guest.teaches]
        made = await services.office.invite_staff(
            guest.role, school_id=school_id, class_ids=taught
        )
        codes.append(made.code)
    return codes


async def _everybody_in(services: Services) -> None:
    async def is_in(guest: Guest) -> bool:
        person = await services.people.person(guest.number, Language.ZH_HANS)
        return len(person.children) + len(person.posts) >= guest.joins_count

    with suppress(TimeoutError):
        async with asyncio.timeout(JOINS_WITHIN):
            for guest in GUESTS:
                while not await is_in(guest):  # noqa: ASYNC110 - they join through the chat
                    await asyncio.sleep(0.1)
