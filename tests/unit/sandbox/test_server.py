from __future__ import annotations

import asyncio
import contextlib
import signal

import httpx
import pytest

from bot.sandbox import PortTaken, Sandbox, SandboxError, SandboxOptions
from tests.unit.sandbox.conftest import TOKEN, Page, eventually, make_client


async def test_a_taken_port_is_named_with_the_way_out(sandbox: Sandbox) -> None:
    other = Sandbox(SandboxOptions(port=sandbox.port))

    with pytest.raises(PortTaken) as error:
        await other.start()

    assert str(error.value) == (f"Port {sandbox.port} is in use; choose another with --port.")


async def test_an_address_that_is_not_ours_is_a_clear_error() -> None:
    with pytest.raises(SandboxError, match=r"Cannot listen on 203\.0\.113\.1 port 0"):
        await Sandbox(SandboxOptions(host="203.0.113.1", port=0)).start()


async def test_the_address_is_known_only_after_the_start() -> None:
    sandbox = Sandbox(SandboxOptions(port=0))

    with pytest.raises(SandboxError, match="has not been started"):
        _ = sandbox.address


async def test_the_chat_page_is_served(page: Page) -> None:
    answer = await page.client.get("/")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


async def test_two_sandboxes_live_side_by_side(sandbox: Sandbox, page: Page) -> None:
    async with Sandbox(SandboxOptions(port=0)) as other, make_client(other) as client:
        await page.post("people", name="王妈妈")

        assert (await client.get("/sandbox/world")).json()["people"] == []
        assert other.base_url == f"{other.address}/bot"
        assert other.base_file_url == f"{other.address}/file/bot"


async def test_it_stops_at_once_with_everything_open() -> None:
    sandbox = Sandbox(SandboxOptions(port=0))
    await sandbox.start()
    async with make_client(sandbox) as client:
        await client.post("/sandbox/people", json={"name": "王妈妈", "id": 5})
        await client.post("/sandbox/chats/5/start")
        await client.post(f"/bot{TOKEN}/deleteWebhook", json={"drop_pending_updates": True})
        planned = [{"kind": "timeout_after", "method": "sendMessage"}]
        await client.post("/sandbox/faults", json={"next": planned})
        held = [
            asyncio.create_task(read_events(client)),
            asyncio.create_task(call(client, "getUpdates", timeout=50)),
            asyncio.create_task(call(client, "sendMessage", chat_id=5, text="通知")),
        ]

        async def is_held() -> bool:
            return sandbox.world.events.wanted and len(sandbox.ledger.sends) == 1

        await eventually(is_held)

        async with asyncio.timeout(30):  # The question for updates would be held for longer.
            await sandbox.stop()
            await asyncio.gather(*held)


async def test_stopping_twice_is_once() -> None:
    sandbox = Sandbox(SandboxOptions(port=0))
    await sandbox.start()

    await sandbox.stop()
    await sandbox.stop()

    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient(trust_env=False) as client:
            await client.get(f"{sandbox.address}/sandbox/world")


async def test_signals_stay_with_the_program() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    async with Sandbox(SandboxOptions(port=0)):
        during = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    assert during == before


async def read_events(client: httpx.AsyncClient) -> None:
    async with client.stream("GET", "/sandbox/events", timeout=60) as answer:
        async for _ in answer.aiter_bytes():
            pass


async def call(client: httpx.AsyncClient, method: str, **fields: object) -> None:
    with contextlib.suppress(httpx.RemoteProtocolError):
        await client.post(f"/bot{TOKEN}/{method}", json=fields, timeout=60)
