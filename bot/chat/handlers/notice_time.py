"""When a notice in the chat goes out: at a time, or before one; see also `notice_repeat`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.chat import moments
from bot.chat.handlers import notice_sending, notice_whom
from bot.chat.keyboards import button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChangeDraft, SendAt, SendBefore
from bot.clock import at_school
from bot.delivery.model import Button
from bot.errors import BadInput
from bot.notices.model import Notice, State
from bot.notices.times import timing
from bot.notices.wording import saying
from bot.taps import UnreadableTap

TYPE_TIME, BACK, DROP = "time", "back", "drop"
REPEAT, LIMIT = "repeat", "limit"


async def offer_times(talk: Talk, notice: Notice) -> None:
    """Offer the usual times of today and tomorrow, and what else there is."""
    words = talk.words
    keys = [button(spoken(talk, at), _send_tap(notice, at)) for at in moments.offered(_here(talk))]
    others = (
        button(words("notices-button-limit"), ChangeDraft(notice.id, LIMIT)),
        button(words("notices-button-repeat"), ChangeDraft(notice.id, REPEAT)),
    )
    typed = button(words("notices-button-type-time"), ChangeDraft(notice.id, TYPE_TIME))
    await talk.edit_buttons((*grid(keys, 2), (typed,), others, (back(talk, notice),)))


async def ask_time(talk: Talk, notice: Notice) -> None:
    """Ask for a time to be typed."""
    words = talk.words
    message_id = await talk.say(words("notices-when"), force_reply=words("notices-when-hint"))
    await talk.services.notices.prompted_by(notice.id, message_id)


async def time_given(talk: Talk, notice: Notice, *, was_asked: bool) -> bool:
    """Take what was typed as a time; False if it is none and nobody had asked for one."""
    words = talk.words
    try:
        meant = moments.typed(talk.text, _here(talk))
        for moment in meant:
            timing.check(moment, talk.services.clock.now())
    except BadInput as error:
        await talk.say(words(error.text_key))
        await ask_time(talk, notice)
        return True
    if meant:
        await _make_sure(talk, notice, meant)
    elif was_asked:
        await talk.say(words("notices-time-unreadable"))
        await ask_time(talk, notice)
    return bool(meant) or was_asked


async def send_at(talk: Talk, tap: SendAt) -> None:
    """Send at the time of a button."""
    await talk.toast()
    moment = _moment(tap.minute)
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    if notice.state is State.DRAFT:
        await notice_sending.send(talk, notice, moment)
    else:
        await notice_sending.sent_before(talk, notice)


async def send_before(talk: Talk, tap: SendBefore) -> None:
    """Send now, and nothing any more after the time of a button."""
    await talk.toast()
    moment = _moment(tap.minute)
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    if notice.state is State.DRAFT:
        await notice_sending.send(talk, notice, not_after=moment)
    else:
        await notice_sending.sent_before(talk, notice)


async def offer_limits(talk: Talk, notice: Notice) -> None:
    """Offer the times after which nothing leaves any more."""
    words = talk.words
    keys = [
        button(
            words("notices-button-before", when=spoken(talk, at)),
            SendBefore(notice.id, int(at.timestamp()) // 60),
        )
        for at in moments.offered(_here(talk))
    ]
    await talk.edit_buttons((*grid(keys, 2), (back(talk, notice),)))


async def _make_sure(talk: Talk, notice: Notice, meant: Sequence[datetime]) -> None:
    """Ask whether a time is right, or which of those it may mean; the day is spelt out."""
    words = talk.words
    sure = [
        button(words("notices-button-send-at", when=spoken(talk, at)), _send_tap(notice, at))
        for at in meant
    ]
    drop = button(words("notices-button-drop"), ChangeDraft(notice.id, DROP))
    other = button(words("notices-button-type-time"), ChangeDraft(notice.id, TYPE_TIME))
    if len(sure) > 1:
        question = words("notices-time-which")
    else:
        weekday = words(f"notices-weekday-{_there(talk, meant[0]).isoweekday()}")
        question = words("notices-time-sure", when=spoken(talk, meant[0]), weekday=weekday)
    await talk.say(question, column([*sure, other, drop]))


def spoken(talk: Talk, moment: datetime) -> str:
    """Say a time as people do."""
    return saying.spoken(moment, _here(talk), talk.words)


def back(talk: Talk, notice: Notice) -> Button:
    """Return the button that leads back to the preview's own buttons."""
    return button(talk.words("notices-button-back"), ChangeDraft(notice.id, BACK))


def _send_tap(notice: Notice, moment: datetime) -> SendAt:
    return SendAt(notice.id, int(moment.timestamp()) // 60)


def _moment(minute: int) -> datetime:
    try:
        return datetime.fromtimestamp(minute * 60, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise UnreadableTap from error


def _here(talk: Talk) -> datetime:
    return _there(talk, talk.services.clock.now())


def _there(talk: Talk, moment: datetime) -> datetime:
    return at_school(moment, talk.services.clock)
