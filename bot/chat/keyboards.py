"""Keyboards: our buttons as Telegram's markup."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.delivery.model import Button
from bot.taps import Tap, prefix_of

Keyboard = tuple[tuple[Button, ...], ...]


def button(label: str, tap: Tap) -> Button:
    """Return a button that sends a tap."""
    return Button(label, tap.pack())


def column(buttons: Iterable[Button]) -> Keyboard:
    """Return a keyboard with one button in each row."""
    return tuple((item,) for item in buttons)


def grid(buttons: Iterable[Button], width: int) -> Keyboard:
    """Return a keyboard with up to `width` buttons in each row."""
    items = tuple(buttons)
    return tuple(items[start : start + width] for start in range(0, len(items), width))


def markup(
    keyboard: Keyboard, force_reply: str | None = None
) -> InlineKeyboardMarkup | ForceReply | None:
    """Return Telegram's markup; a reply field excludes buttons."""
    if force_reply is not None:
        return _reply_field(force_reply)
    return inline_markup(keyboard)


def inline_markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return Telegram's markup for buttons, None without any."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(item.label, callback_data=item.data) for item in row]
            for row in keyboard
        ]
    )


def markup_values(keyboard: Keyboard, force_reply: str | None = None) -> dict[str, object] | None:
    """Return the same as `markup` does, in the words of JSON and without PTB's objects."""
    if force_reply is not None:
        return _reply_field(force_reply).to_dict()
    if not keyboard:
        return None
    rows = [[{"text": item.label, "callback_data": item.data} for item in row] for row in keyboard]
    return {"inline_keyboard": rows}


def read_markup(found: InlineKeyboardMarkup | None) -> Keyboard:
    """Return a message's buttons as ours; those that are not ours are left out."""
    rows = found.inline_keyboard if found is not None else ()
    read = (
        tuple(
            Button(item.text, item.callback_data)
            for item in row
            if isinstance(item.callback_data, str)
        )
        for row in rows
    )
    return tuple(row for row in read if row)


def without(keyboard: Keyboard, *kinds: type[Tap]) -> Keyboard:
    """Return a keyboard without the buttons of some kinds."""
    gone = {kind.prefix for kind in kinds}
    rows = (tuple(item for item in row if prefix_of(item.data) not in gone) for row in keyboard)
    return tuple(row for row in rows if row)


def has(keyboard: Keyboard, tap: Tap) -> bool:
    """Say whether a keyboard holds a button that sends this tap."""
    return any(item.data == tap.pack() for row in keyboard for item in row)


def _reply_field(hint: str) -> ForceReply:
    return ForceReply(selective=True, input_field_placeholder=hint[:64] or None)
