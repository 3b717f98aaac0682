"""What an author may tap under the message that shows how far a notice is."""

from __future__ import annotations

from bot.chat.keyboards import Keyboard, button, column
from bot.chat.taps import ListUnreached, RemindOf, StopNotice
from bot.delivery.model import Button
from bot.i18n.catalogue import Words
from bot.notices.model import OPEN, Asks, Notice, State, Status

_DONE = frozenset({State.SENT, State.CANCELLED})


def after_buttons(notice: Notice, status: Status, words: Words) -> Keyboard:
    """Return the buttons that make sense now."""
    if notice.state in OPEN:
        return column([button(words("notices-button-stop"), StopNotice(notice.id))])
    keys: list[Button] = []
    if notice.state is State.SENT and notice.asks is not Asks.NOTHING and status.waiting:
        label = words("reminders-button", count=status.waiting)
        keys.append(button(label, RemindOf(notice.id, None)))
    if notice.state in _DONE and status.children_unreached:
        label = words("unreached-button", count=status.children_unreached)
        keys.append(button(label, ListUnreached(notice.id)))
    return column(keys) if keys else ()
