"""When a notice in the chat goes out: at a time, before one, or again and again.

Each step is a button that carries what was chosen before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.chat import moments
from bot.chat.handlers import notice_sending, notice_whom
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChangeDraft, Repeat, SendAt, SendBefore
from bot.clock import at_school
from bot.delivery.model import Button
from bot.errors import BadInput
from bot.notices.model import Notice, State
from bot.notices.particulars import Repeats
from bot.notices.times import timing
from bot.notices.times.repeating import Every
from bot.notices.wording import saying
from bot.taps import UnreadableTap

TYPE_TIME, BACK, DROP = "time", "back", "drop"
REPEAT, LIMIT = "repeat", "limit"
HOURS = (time(7, 30), time(8), time(12), time(16, 30), time(18, 30), time(20))
WEEKS = (4, 8, 16, 26, 40, 52)
MONTHLY = 0
"""The day of the first school day of each month."""


async def offer_times(talk: Talk, notice: Notice) -> None:
    """Offer the usual times of today and tomorrow, and what else there is."""
    words = talk.words
    keys = [button(spoken(talk, at), _send_tap(notice, at)) for at in moments.offered(_here(talk))]
    others = (
        button(words("notices-button-limit"), ChangeDraft(notice.id, LIMIT)),
        button(words("notices-button-repeat"), ChangeDraft(notice.id, REPEAT)),
    )
    typed = button(words("notices-button-type-time"), ChangeDraft(notice.id, TYPE_TIME))
    await talk.edit_buttons((*grid(keys, 2), (typed,), others, (_back(talk, notice),)))


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
    await talk.edit_buttons((*grid(keys, 2), (_back(talk, notice),)))


async def offer_days(talk: Talk, notice: Notice) -> None:
    """Offer the days on which a notice may repeat."""
    keys = [
        button(
            talk.words(f"notices-every-{day or 'month'}"), Repeat(notice.id, day, None, None, None)
        )
        for day in (*range(1, 8), MONTHLY)
    ]
    await talk.edit_buttons((*grid(keys, 2), (_back(talk, notice),)))


async def repeat(talk: Talk, tap: Repeat) -> None:
    """Go one step on: the time, the last day, are you sure, and then send."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    if notice.state is not State.DRAFT:
        await notice_sending.sent_before(talk, notice)
    elif tap.minute is None:
        await talk.edit_buttons(_hours(tap))
    elif tap.until is None:
        await talk.edit_buttons(_ends(talk, tap))
    else:
        await _begin(talk, notice, tap)


async def _begin(talk: Talk, notice: Notice, tap: Repeat) -> None:
    repeats = _repeats(tap)
    first = await talk.services.notices.first_of(notice.school_id, repeats)
    if tap.is_sure:
        await notice_sending.send(talk, notice, first, repeats=repeats)
        return
    words = talk.words
    sure = button(
        words("notices-button-begin"), Repeat(tap.notice, tap.day, tap.minute, tap.until, 1)
    )
    lines = [
        saying.repetition(repeats, words),
        words("notices-repeat-sure", when=spoken(talk, first)),
    ]
    drop = button(words("notices-button-drop"), ChangeDraft(notice.id, DROP))
    await talk.say("\n".join(lines), column([sure, drop]))


def _hours(tap: Repeat) -> Keyboard:
    keys = [
        button(f"{at:%H:%M}", Repeat(tap.notice, tap.day, at.hour * 60 + at.minute, None, None))
        for at in HOURS
    ]
    return grid(keys, 3)


def _ends(talk: Talk, tap: Repeat) -> Keyboard:
    today = _here(talk).date()
    keys = []
    for weeks in WEEKS:
        last = today + timedelta(weeks=weeks)
        shown = talk.words(
            "notices-date-with-year", year=str(last.year), month=last.month, day=last.day
        )
        label = talk.words("notices-button-until", day=shown)
        keys.append(button(label, Repeat(tap.notice, tap.day, tap.minute, last.toordinal(), None)))
    return grid(keys, 2)


def _repeats(tap: Repeat) -> Repeats:
    """Read a button; a changed app may send anything under one."""
    try:
        assert tap.minute is not None
        assert tap.until is not None
        at = time(*divmod(tap.minute, 60))
        until = date.fromordinal(tap.until)
    except (ValueError, OverflowError) as error:
        raise UnreadableTap from error
    if tap.day not in range(8):
        raise UnreadableTap
    return Repeats(Every(tap.day or None, at), until)


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


def _back(talk: Talk, notice: Notice) -> Button:
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
