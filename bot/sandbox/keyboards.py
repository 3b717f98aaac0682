"""The `reply_markup` of a call: checked as Telegram checks it, kept as the bot sent it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.values import JsonObject, JsonValue

LONGEST_DATA = 64
LONGEST_PLACEHOLDER = 64
MOST_BUTTONS = 100
_ACTIONS = frozenset(
    {
        "callback_data",
        "callback_game",
        "copy_text",
        "login_url",
        "pay",
        "switch_inline_query",
        "switch_inline_query_chosen_chat",
        "switch_inline_query_current_chat",
        "url",
        "web_app",
    }
)
_URL = re.compile(
    r"(?:https?://)?[^\s/:?#]+\.[^\s/:?#]+(?:[:/?#]\S*)?|(?:tg|ton)://\S+", re.IGNORECASE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_UNSUPPORTED = "Unsupported URL protocol"
_SCHEMES = frozenset({"http", "https", "tg", "ton"})


def read_markup(params: Params, *, inline_only: bool = False) -> JsonObject | None:
    """Return the markup of a call, None where there is none or an empty keyboard.

    Edits take inline keyboards only.

    Raises:
        Refusal: 400, the markup is not one that Telegram takes.
    """
    value = params.json("reply_markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return _inline(value["inline_keyboard"])
    if inline_only and value:
        raise bad_request("inline keyboard expected")
    if "keyboard" in value:
        _check_rows(value["keyboard"])
    elif value.get("remove_keyboard") is not True and value.get("force_reply") is not True:
        return None
    placeholder = value.get("input_field_placeholder")
    if placeholder is not None and len(str(placeholder)) > LONGEST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    return value


def _inline(rows: object) -> JsonObject | None:
    kept: list[Sequence[JsonValue]] = []
    for row in _check_rows(rows):
        buttons: list[JsonValue] = [_button(button) for button in row]
        if buttons:
            kept.append(buttons)
    if sum(len(row) for row in kept) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _check_rows(rows: object) -> list[list[object]]:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return rows


def _button(button: object) -> JsonObject:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    if not _ACTIONS & button.keys():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button:
        _check_data(button["callback_data"])
    elif "url" in button:
        _check_url(str(button["url"]))
    return button


def _check_data(data: object) -> None:
    """Telegram counts bytes: 64 are only 21 Chinese characters."""
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: str) -> None:
    """A host without a dot, such as localhost, is refused: nobody's phone could open it."""
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in _SCHEMES:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {_UNSUPPORTED}")
    if not _URL.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
