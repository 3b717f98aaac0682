"""A whole town for end-to-end tests: the sandbox, a school, and the bot serving it.

The bot runs as it does for a real school (same `serve`, real HTTP); only its base_url
points at the sandbox, and its clock may stand where a test wants it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import aiohttp
import yaml

from bot.app import Services
from bot.clock import Clock
from bot.config import Configuration, load
from bot.i18n.languages import Language
from bot.people.model import Role
from bot.running import serve
from bot.sandbox import Sandbox, SandboxOptions
from tests.support.clocks import awake
from tests.support.dialogue import Someone

TOKEN = "7000000001:TEST-token-for-the-sandbox-only-00000"
REPOSITORY = Path(__file__).parents[2]


@dataclass
class Town:
    """Everything a journey needs."""

    sandbox: Sandbox
    services: Services
    configuration: Configuration
    http: aiohttp.ClientSession
    school: int = 0
    classes: dict[str, int] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        return Language.ZH_HANS

    async def until_gone(self, number: int) -> None:
        """Wait until the bot knows that a person has blocked it."""
        for _ in range(500):
            person = await self.services.people.person(number, self.language)
            if person.chat is not None and person.chat.gone_at is not None:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(number)

    async def person(self, number: int, name: str = "家长", language: str = "zh-hans") -> Someone:
        body = {"id": number, "name": name, "language": language}
        async with self.http.post("/sandbox/people", json=body) as answer:
            assert answer.status < 300, await answer.text()
        return Someone(self.http, number)

    async def parent(
        self, number: int, class_name: str, seat: int, *, language: str = "zh-hans"
    ) -> Someone:
        """A parent who has joined by a seat's invitation."""
        someone = await self.person(number, f"家长{number}", language)
        made = await self.services.office.invite_family(self.classes[class_name], seat=seat)
        await someone.starts(made.code)
        await someone.sees(class_name)
        return someone

    async def teacher(self, number: int, *class_names: str) -> Someone:
        """A teacher of these classes; of none, somebody from the school's office."""
        someone = await self.person(number, f"老师{number}")
        role = Role.TEACHER if class_names else Role.SCHOOL
        made = await self.services.office.invite_staff(
            role,
            school_id=self.school,
            class_ids=[self.classes[name] for name in class_names],
        )
        await someone.starts(made.code)
        await someone.sees("老师您好")
        return someone


def write_config(folder: Path, sandbox: Sandbox, changes: Mapping[str, object]) -> Path:
    """Write a configuration whose bot lives in the sandbox."""
    values: dict[str, object] = {
        "telegram": {
            "token": TOKEN,
            "base_url": sandbox.base_url,
            "base_file_url": sandbox.base_file_url,
        },
        "database": {"url": f"sqlite:///{folder}/school.db"},
        "knowledge": {"path": str(REPOSITORY / "knowledge")},
        "surveys": {"keys_path": str(folder / "keys")},
        "quiet_hours": {"primary": "", "junior": ""},
        **changes,
    }
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    return path


CLASSES = {"二年级(1)班": 2, "五年级(2)班": 5}


@asynccontextmanager
async def a_town(
    folder: Path,
    *,
    classes: Mapping[str, int] = MappingProxyType(CLASSES),
    clock: Clock | None = None,
    options: SandboxOptions | None = None,
    changes: Mapping[str, object] | None = None,
) -> AsyncIterator[Town]:
    """Open a town with one school and its classes (name to grade), the bot serving."""
    async with a_sandbox(options) as (sandbox, http):
        configuration = load(write_config(folder, sandbox, changes or {}))
        async with serving(configuration, clock or awake()) as services:
            yield await founded(Town(sandbox, services, configuration, http), classes)


@asynccontextmanager
async def a_sandbox(
    options: SandboxOptions | None = None,
) -> AsyncIterator[tuple[Sandbox, aiohttp.ClientSession]]:
    """Open only the sandbox, and a way to act in it; for tests that restart the bot."""
    async with (
        Sandbox(options or SandboxOptions(port=0, limits=False)) as sandbox,
        aiohttp.ClientSession(sandbox.address) as http,
    ):
        yield sandbox, http


async def founded(town: Town, classes: Mapping[str, int] = MappingProxyType(CLASSES)) -> Town:
    """Register the town's school and classes."""
    town.school = await town.services.office.add_school("阳光小学", "example")
    for name, grade in classes.items():
        number = await town.services.office.add_class(town.school, grade, name)
        town.classes[name] = number
    return town


@asynccontextmanager
async def serving(
    configuration: Configuration, clock: Clock | None = None
) -> AsyncIterator[Services]:
    """Run the service in the background until the block ends."""
    ready: asyncio.Future[Services] = asyncio.get_running_loop().create_future()

    async def when_ready(services: Services) -> None:
        ready.set_result(services)

    task = asyncio.create_task(serve(configuration, clock=clock, on_ready=when_ready))
    task.add_done_callback(lambda _: None if ready.done() else ready.cancel())
    with suppress(asyncio.CancelledError):
        await asyncio.shield(ready)
    if task.done():
        await task
    try:
        yield await ready
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def at(text: str, clock: Clock) -> datetime:
    """Read a time such as 2026-11-23 07:20 in the school's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.zone)
