"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>.

A plain ASGI application instead of routes, because this is the path a broadcast takes. The
order of a call is fixed: token, method, parameters, troubles that come before acceptance,
limits, the method itself, troubles that come after acceptance, the answer.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Coroutine, Mapping
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

from bot.sandbox.connection import break_connection
from bot.sandbox.errors import Refusal, too_many_requests
from bot.sandbox.faults import FaultKind, Faults
from bot.sandbox.ledger import Ledger
from bot.sandbox.limits import Cost, Limiter
from bot.sandbox.methods import Method, method_table
from bot.sandbox.options import SandboxOptions
from bot.sandbox.params import Params, read_params
from bot.sandbox.values import FileId, JsonObject, JsonValue, StoredFile
from bot.sandbox.webhook import Deliveries
from bot.sandbox.world import World

_CALL = re.compile(r"/bot([^/]*)/(\w+)")
_FILE = re.compile(r"/file/bot([^/]*)/\w+/([\w-]+)")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class BotApi:
    """The front door for the bot."""

    def __init__(
        self,
        world: World,
        *,
        deliveries: Deliveries,
        ledger: Ledger,
        faults: Faults,
        limiter: Limiter,
        options: SandboxOptions,
    ) -> None:
        self._world = world
        self._ledger = ledger
        self._faults = faults
        self._limiter = limiter
        self._tokens = options.tokens
        self._closing = asyncio.Event()
        self._methods = method_table(ledger, deliveries, options.callback_seconds)

    @property
    def method_names(self) -> frozenset[str]:
        """The methods there are, as Telegram writes them."""
        return frozenset(method.name for method in self._methods.values())

    def close(self) -> None:
        """Let no answer be held back any longer, so that the server can stop."""
        self._closing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope["path"]
        if path.startswith("/file/"):
            await self._serve_file(path, send)
            return
        try:
            answer = await self._answer(path, scope, receive)
        except Refusal as refusal:
            self._ledger.refusals[refusal.kind] += 1
            answer = refusal.code, _refused(refusal)
        if answer is None:
            await break_connection(scope, receive)
        else:
            await _reply(send, *answer)

    async def _answer(
        self, path: str, scope: Scope, receive: Receive
    ) -> tuple[int, JsonObject] | None:
        """Return status and body, or None where the connection is to break."""
        match = _CALL.fullmatch(path)
        if match is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "Not Found")
        self._check_token(match[1])
        method = self._methods.get(match[2].lower())
        if method is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "Not Found: method not found")
        params = await read_params(scope, receive)
        faults = self._count_and_draw(method, params)
        if FaultKind.RESET_BEFORE in faults:
            return None
        self._refuse_by_fault(faults)
        result = self._carry_out(method, params)
        if isinstance(result, Coroutine):
            result = await _while_connected(result, receive)
        if faults:
            await self._hold_back(faults)
        if FaultKind.RESET_AFTER in faults:
            return None
        return HTTPStatus.OK, {"ok": True, "result": result}

    def _count_and_draw(self, method: Method, params: Params) -> frozenset[FaultKind]:
        self._ledger.calls[method.name] += 1
        counts = method.cost is not Cost.FREE
        faults = self._faults.draw(method.name, params.integer("chat_id"), counts=counts)
        self._ledger.faults.update(kind.value for kind in faults)
        return faults

    def _carry_out(
        self, method: Method, params: Params
    ) -> JsonValue | Coroutine[None, None, JsonValue]:
        chat_id = params.integer("chat_id")
        wait = self._limiter.refuse_for(method.cost, chat_id, time.monotonic())
        if wait:
            raise too_many_requests(wait)
        return method.call(self._world, params)

    def _refuse_by_fault(self, faults: frozenset[FaultKind]) -> None:
        if FaultKind.SERVER_ERROR in faults:
            raise Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
        if FaultKind.TOO_MANY in faults:
            seconds = self._faults.plan.retry_after
            if self._limiter.enforced:
                self._limiter.lock(seconds, time.monotonic())
            raise too_many_requests(seconds)

    async def _hold_back(self, faults: frozenset[FaultKind]) -> None:
        """Wait as long as the troubles say, or until the sandbox stops."""
        plan = self._faults.plan
        seconds = plan.delay_ms / 1000 if FaultKind.LATE in faults else 0.0
        if FaultKind.TIMEOUT_AFTER in faults:
            seconds += plan.hold_seconds
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._closing.wait()
            except TimeoutError:
                pass

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refusal(HTTPStatus.NOT_FOUND, "Not Found")
        if self._tokens and token not in self._tokens:
            raise Refusal(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    async def _serve_file(self, path: str, send: Send) -> None:
        try:
            file = self._find_file(path)
        except Refusal as refusal:
            await _reply(send, refusal.code, _refused(refusal))
        else:
            await _send_bytes(send, HTTPStatus.OK, file.content, b"application/octet-stream")

    def _find_file(self, path: str) -> StoredFile:
        match = _FILE.fullmatch(path)
        if match is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "Not Found")
        self._check_token(match[1])
        file = self._world.files.get(FileId(match[2]))
        if file is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "Not Found")
        return file


async def _while_connected(
    answering: Coroutine[None, None, JsonValue], receive: Receive
) -> JsonValue:
    """Wait for an answer, but no longer than somebody waits for it.

    Without this a bot that was killed during a long poll would be told of a conflict with
    itself when it comes back.
    """
    answer = asyncio.ensure_future(answering)
    gone = asyncio.ensure_future(receive())
    await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if not answer.done():
        answer.cancel()
        return None
    return answer.result()


def _refused(refusal: Refusal) -> JsonObject:
    body: dict[str, JsonValue] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return body


async def _reply(send: Send, status: int, body: Mapping[str, JsonValue]) -> None:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    await _send_bytes(send, status, content, b"application/json")


async def _send_bytes(send: Send, status: int, content: bytes, content_type: bytes) -> None:
    headers = [
        (b"content-type", content_type),
        (b"content-length", b"%d" % len(content)),
    ]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": content})
