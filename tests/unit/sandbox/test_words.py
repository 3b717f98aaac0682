"""The refusals that a library would never provoke, by bare requests."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.sandbox import Sandbox
from tests.unit.sandbox.conftest import TOKEN, Page

ROW = [{"text": "是", "callback_data": "y"}]


def inline(*rows: object) -> dict[str, object]:
    return {"chat_id": 501, "text": "好", "reply_markup": {"inline_keyboard": list(rows)}}


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "好"}, "chat_id is empty"),
        ("sendMessage", inline(*[ROW] * 101), "reply markup is too long"),
        ("sendMessage", inline("是"), "can't parse reply keyboard markup JSON object"),
        ("sendMessage", inline([{"text": 1}]), 'Field "text" must be of type String'),
        ("sendMessage", inline([{"text": " ", "url": "a.cn"}]), "Text must be non-empty"),
        (
            "sendMessage",
            {"chat_id": 501, "text": "好", "reply_markup": {"inline_keyboard": 1}},
            "must be an Array",
        ),
        (
            "sendMessage",
            {
                "chat_id": 501,
                "text": "好",
                "reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 65},
            },
            "input field placeholder is too long",
        ),
        ("editMessageText", {"chat_id": 501, "text": "好"}, "message identifier is not specified"),
        (
            "editMessageText",
            {"chat_id": 501, "message_id": 1, "text": "好", "reply_markup": {"force_reply": True}},
            "inline keyboard expected",
        ),
        ("sendDocument", {"chat_id": 501, "document": "http://a.cn/x"}, "failed to get HTTP URL"),
        ("copyMessage", {"chat_id": 501, "from_chat_id": "x"}, "chat not found"),
        ("deleteMessage", {"chat_id": 1, "message_id": 1}, "chat not found"),
        ("sendChatAction", {"chat_id": 501}, "wrong parameter action in request"),
        ("answerCallbackQuery", {"text": "长" * 201}, "MESSAGE_TOO_LONG"),
        ("setMyCommands", {}, "can't parse commands JSON array"),
        ("setMyCommands", {"commands": [1]}, "expected an Object as BotCommand"),
        ("setMyCommands", {"commands": [{}] * 101}, "there can't be more than 100"),
        ("setMyCommands", {"commands": [{"command": ""}]}, "command must be non-empty"),
        ("setMyCommands", {"commands": [], "scope": 1}, "object expected as bot command scope"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "chat", "chat_id": "x"}},
            "chat not found",
        ),
        ("setChatMenuButton", {"menu_button": 1}, "object expected as menu button"),
        ("getUpdates", {"allowed_updates": 1}, "can't parse allowed_updates JSON array"),
    ],
)
async def test_the_refusal_is_in_telegrams_words(
    page: Page, parent: int, method: str, params: dict[str, object], words: str
) -> None:
    as_json = await page.client.post(f"/bot{TOKEN}/{method}", json=params)
    form = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in params.items()
    }
    as_form = await page.client.post(f"/bot{TOKEN}/{method}", data=form)

    assert as_json.status_code == 400
    body = as_json.json()
    assert (body["ok"], body["error_code"]) == (False, 400)
    assert body["description"].startswith("Bad Request: ")
    assert words in body["description"]
    assert as_form.json() == body


async def test_a_text_must_be_a_text(page: Page, parent: int) -> None:
    answer = await page.client.post(
        f"/bot{TOKEN}/sendMessage", json={"chat_id": parent, "text": [1]}
    )

    assert answer.json()["description"] == "Bad Request: parameter text must be a String"


async def test_a_refusal_by_rate_carries_its_parameters(page: Page, parent: int) -> None:
    await page.post("limits", enforced=True)
    message = {"chat_id": parent, "text": "好"}

    answers = [await page.client.post(f"/bot{TOKEN}/sendMessage", json=message) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_a_requested_429_locks_the_bot_where_limits_are_on(page: Page, parent: int) -> None:
    await page.post("limits", enforced=True)
    planned = [{"kind": "too_many_requests", "method": "sendMessage"}]
    await page.post("faults", next=planned, retry_after=30)
    message = {"chat_id": parent, "text": "好"}

    answers = [await page.client.post(f"/bot{TOKEN}/sendMessage", json=message) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert answers[1].json()["parameters"]["retry_after"] == 30
    assert (await page.client.get(f"/bot{TOKEN}/getMe")).status_code == 200


async def test_a_body_beyond_every_measure_is_refused_unread(sandbox: Sandbox) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", sandbox.port)
    writer.write(
        f"POST /bot{TOKEN}/sendDocument HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".encode()
        + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999\r\n\r\n"
    )

    status = await reader.readline()

    assert b" 413 " in status
    writer.close()
    await writer.wait_closed()
