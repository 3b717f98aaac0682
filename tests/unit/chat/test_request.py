from __future__ import annotations

import asyncio
import io
import socket
import traceback
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram.error import NetworkError, TimedOut

from bot.chat.request import (
    AiohttpRequest,
    BadProxy,
    NotSent,
    NotSentInTime,
    Unanswered,
    UnansweredInTime,
)
from tests.support.telegram import TOKEN, bot_of, telegram

Answering = Callable[[Reader, Writer], Awaitable[None]]

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@asynccontextmanager
async def server(answering: Answering) -> AsyncIterator[int]:
    """Answer each connection as told; yield the port."""

    async def serve(reader: Reader, writer: Writer) -> None:
        try:
            await answering(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    running = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with running:
        yield running.sockets[0].getsockname()[1]


async def answer(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWER)
    await writer.drain()


async def read_and_hang_up(reader: Reader, _writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def never_answer(reader: Reader, _writer: Writer) -> None:
    await reader.read()


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_an_answer_comes_as_status_and_bytes() -> None:
    async with server(answer) as port, AiohttpRequest() as request:
        assert await request.do_request(address(port), "POST") == (200, b"{}")


async def test_a_refused_connection_means_that_nothing_was_sent() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent):
            await request.do_request(address(free_port()), "POST")


async def test_a_connection_that_ends_without_an_answer_leaves_us_in_doubt() -> None:
    async with server(read_and_hang_up) as port, AiohttpRequest() as request:
        with pytest.raises(Unanswered) as caught:
            await request.do_request(address(port), "POST")

    assert not isinstance(caught.value, TimedOut)


async def test_an_answer_that_takes_too_long_leaves_us_in_doubt() -> None:
    async with server(never_answer) as port, AiohttpRequest(read_timeout=0.05) as request:
        with pytest.raises(UnansweredInTime):
            await request.do_request(address(port), "POST")


async def test_a_time_out_given_with_the_call_wins() -> None:
    async with server(never_answer) as port, AiohttpRequest(read_timeout=60) as request:
        with pytest.raises(TimedOut):
            await request.do_request(address(port), "POST", read_timeout=0.05)


async def test_who_finds_no_free_connection_in_time_has_sent_nothing() -> None:
    async with (
        server(never_answer) as port,
        AiohttpRequest(connections=1, connect_timeout=0.1) as request,
    ):
        busy = asyncio.create_task(request.do_request(address(port), "POST"))
        await asyncio.sleep(0.01)
        with pytest.raises(NotSentInTime):
            await request.do_request(address(port), "POST")
        busy.cancel()


async def test_a_request_that_was_not_opened_sends_nothing() -> None:
    with pytest.raises(NotSent):
        await AiohttpRequest().do_request(address(1), "POST")


async def test_a_request_can_be_opened_again() -> None:
    request = AiohttpRequest()
    async with server(answer) as port:
        for _ in range(2):
            async with request:
                assert (await request.do_request(address(port), "POST"))[0] == 200


@pytest.mark.parametrize("answering", [read_and_hang_up, never_answer, None])
async def test_no_error_ever_shows_the_token(answering: Answering | None) -> None:
    async with (
        server(answering or answer) as port,
        AiohttpRequest(read_timeout=0.05) as request,
    ):
        to = address(port if answering else free_port())
        with pytest.raises(NetworkError) as caught:
            await request.do_request(to, "POST")

    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in repr(caught.value)


async def test_an_address_that_is_none_shows_no_token() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent) as caught:
            await request.do_request(f"http://[{TOKEN}/sendMessage", "POST")

    assert TOKEN not in "".join(traceback.format_exception(caught.value))


async def test_a_file_goes_up_and_comes_down_as_it_was() -> None:
    content = bytes(range(256)) * 300
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        sent = await bot.send_document(1, io.BytesIO(content), filename="课程表.csv")
        assert sent.document is not None
        file = await bot.get_file(sent.document.file_id)
        back = await bot.request.retrieve(
            f"{sandbox.base_file_url}{TOKEN}/{(file.file_path or '').rsplit(TOKEN)[-1].strip('/')}"
        )

    assert sent.document.file_name == "课程表.csv"
    assert back == content


async def test_an_http_proxy_is_used() -> None:
    heads: list[bytes] = []

    async def proxy(reader: Reader, writer: Writer) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(ANSWER)
        await writer.drain()

    async with (
        server(proxy) as port,
        AiohttpRequest(proxy=f"http://name:word@127.0.0.1:{port}") as request,
    ):
        status, _ = await request.do_request("http://telegram.example/botX/getMe", "POST")

    assert status == 200
    assert heads[0].startswith(b"POST http://telegram.example/botX/getMe ")
    assert b"Proxy-Authorization: Basic" in heads[0]


async def test_a_socks_proxy_is_used_and_looks_up_the_name_itself() -> None:
    asked: list[bytes] = []

    async def proxy(reader: Reader, writer: Writer) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        *_, length = await reader.readexactly(5)
        asked.append(await reader.readexactly(length))
        await reader.readexactly(2)
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        await answer(reader, writer)

    async with (
        server(proxy) as port,
        AiohttpRequest(proxy=f"socks5://127.0.0.1:{port}") as request,
    ):
        status, _ = await request.do_request("http://telegram.example/botX/getMe", "POST")

    assert status == 200
    assert asked == [b"telegram.example"]


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_away_means_that_nothing_was_sent(scheme: str) -> None:
    async with AiohttpRequest(proxy=f"{scheme}://127.0.0.1:{free_port()}") as request:
        with pytest.raises(NotSent):
            await request.do_request(address(1), "POST")


@pytest.mark.parametrize(
    "proxy", ["ftp://host:1", "host:1080", "http://", "socks5://host", "socks4://host:1"]
)
def test_another_kind_of_proxy_is_refused_by_its_key(proxy: str) -> None:
    with pytest.raises(BadProxy, match=r"telegram\.proxy"):
        AiohttpRequest(proxy=proxy)
