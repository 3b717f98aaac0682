"""What an author may tap under the message that shows how far a notice is."""

from __future__ import annotations

from bot.chat.after_taps import CorrectNotice, ListUnreached, RemindOf, WithdrawNotice
from bot.chat.keyboards import Keyboard, button, column
from bot.chat.taps import StopNotice, StopSeries
from bot.delivery.model import Button
from bot.i18n.catalogue import Words
from bot.notices.model import OPEN, Asks, Notice, State, Status
from bot.notices.particulars import Ending
from bot.notices.taps import WriteAgain

_GIVEN_UP = frozenset({Ending.WITHDRAWN, Ending.RETURNED, Ending.EXPIRED})
"""How a notice ends before anybody could have got it."""
_DONE = frozenset({State.SENT, State.CANCELLED})


def after_buttons(notice: Notice, status: Status, words: Words) -> Keyboard:
    """Return the buttons that make sense now."""
    if status.overtaken:
        return ()
    stop = button(words(_stopping(notice)), StopNotice(notice.id))
    if notice.state is State.SENDING:
        return (*column([stop, *_series(notice, words)]), *_mending(notice, status, words))
    if notice.state in OPEN:
        return column([stop, *_series(notice, words)])
    keys = [*_series(notice, words), *_again(notice, words)]
    if notice.state is State.SENT and notice.asks is not Asks.NOTHING and status.waiting:
        label = words("reminders-button", count=status.waiting)
        keys.append(button(label, RemindOf(notice.id, None)))
    if notice.state in _DONE and status.children_unreached:
        label = words("unreached-button", count=status.children_unreached)
        keys.append(button(label, ListUnreached(notice.id)))
    return (*column(keys), *_mending(notice, status, words))


def _stopping(notice: Notice) -> str:
    if notice.state is State.AWAITING_APPROVAL:
        return "notices-button-take-back"
    if notice.schedule.repeats is not None:
        return "notices-button-stop-once"
    return "notices-button-stop"


def _series(notice: Notice, words: Words) -> list[Button]:
    """Return the button that ends a series, under each notice of it."""
    is_over = notice.outcome.ending in _GIVEN_UP
    if notice.schedule.repeats is None or is_over:
        return []
    return [button(words("notices-button-stop-series"), StopSeries(notice.id))]


def _again(notice: Notice, words: Words) -> list[Button]:
    """Return the button that writes again what nobody got."""
    if notice.outcome.ending not in _GIVEN_UP:
        return []
    return [button(words("notices-button-again"), WriteAgain(notice.id))]


def _mending(notice: Notice, status: Status, words: Words) -> Keyboard:
    """Return the buttons that put right or take back what somebody has."""
    correct = button(words("notices-button-correct"), CorrectNotice(notice.id, "ask"))
    withdraw = button(words("notices-button-withdraw"), WithdrawNotice(notice.id, "ask"))
    if notice.state in _DONE and not status.delivered + status.ambiguous:
        return ()
    if notice.state in (State.SENDING, State.SENT) and notice.reminds_of is None:
        undo = button(words("notices-button-correct-undo"), CorrectNotice(notice.id, "undo"))
        return ((correct, withdraw), *(((undo,),) if status.correction_waits else ()))
    return ((withdraw,),) if notice.state in (*_DONE, State.SENDING) else ()
