"""A Chromium, a sandbox and a page on it; one browser serves all tests of a run.

Everything lives in one event loop for the whole run, because a browser belongs to the loop
that started it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from bot.sandbox import Sandbox, SandboxOptions, acting
from tests.browser.desk import Desk
from tests.browser.scripted_bot import ScriptedBot

OpenDesk = Callable[..., Awaitable[Desk]]

TEACHER, PARENT, GRANDMA, NEWCOMER = 1001, 1002, 1003, 1004
_PEOPLE = {TEACHER: "王老师", PARENT: "林小雨妈妈", GRANDMA: "陈浩然外婆", NEWCOMER: "周可爸爸"}
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE_MS = 15_000
_ADVICE = "No Chromium on this machine; install one to run these: apt-get install chromium"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Find the program, or skip; where nothing may be skipped silently, fail."""
    for program in _PROGRAMS:
        if (path := shutil.which(program)) is not None:
            return path
    if os.environ.get("CI") == "true":
        pytest.fail(_ADVICE)
    pytest.skip(_ADVICE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Start a browser with a fresh profile."""
    expect.set_options(timeout=_PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(chromium: str) -> AsyncIterator[Sandbox]:
    """A world in which everybody but the newcomer has started the bot."""
    options = SandboxOptions(port=0, limits=False, name="家校小助手", username="test_school_bot")
    async with Sandbox(options) as sandbox:
        for person_id, name in _PEOPLE.items():
            sandbox.world.add_person(name, "zh-hans", person_id)
            if person_id != NEWCOMER:
                acting.start(sandbox.world, person_id)
        sandbox.world.updates.clear()
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[ScriptedBot]:
    async with aiohttp.ClientSession() as session:
        yield ScriptedBot(sandbox.base_url, session)


@pytest_asyncio.fixture(loop_scope="session")
async def open_desk(browser: Browser, sandbox: Sandbox) -> AsyncIterator[OpenDesk]:
    """Return a function that opens the page; a test with an error in a script fails."""
    troubles: list[str] = []
    context = await browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 860}
    )
    context.set_default_timeout(_PATIENCE_MS)

    async def open_desk(*people: int, query: str = "", width: int = 1280) -> Desk:
        page = await context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.set_viewport_size({"width": width, "height": 860})
        shown = ",".join(str(person) for person in people)
        await page.goto(f"{sandbox.address}/?people={shown}{query}")
        desk = Desk(page)
        await expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
        await expect(page.locator("section.phone")).to_have_count(len(people))
        return desk

    yield open_desk
    await context.close()
    assert troubles == []
