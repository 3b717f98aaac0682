"""A notice in the chat that goes out again and again: its day, its hour, and until when.

Each step is a button that carries what was chosen before it. What was chosen so far stands in
the last lines of the preview, each step has a way back, and nothing begins before all of it
has been read once more.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.chat.handlers import notice_preview, notice_sending, notice_time, notice_whom
from bot.chat.handlers.notice_time import DROP, REPEAT
from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import MOST_CHARACTERS, Talk
from bot.chat.taps import ChangeDraft, Repeat
from bot.clock import today
from bot.delivery.model import counted
from bot.notices.model import Notice, State
from bot.notices.particulars import Repeats
from bot.notices.times.repeating import Every
from bot.notices.wording import saying
from bot.taps import UnreadableTap

HOURS = (time(7, 30), time(8), time(12), time(16, 30), time(18, 30), time(20))
WEEKS = (4, 8, 16, 26, 40, 52)
MONTHLY = 0
"""The day of the first school day of each month."""


async def offer_days(talk: Talk, notice: Notice) -> None:
    """Offer the days on which a notice may repeat."""
    words = talk.words
    keys = [
        button(_day(talk, day), Repeat(notice.id, day, None, None, None))
        for day in (*range(1, 8), MONTHLY)
    ]
    keyboard = (*grid(keys, 2), (notice_time.back(talk, notice),))
    await _show(talk, words("notices-repeat-which-day"), keyboard)


async def repeat(talk: Talk, tap: Repeat) -> None:
    """Go one step on: the time, the last day, are you sure, and then send."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    if tap.day not in range(8):
        raise UnreadableTap
    if notice.state is not State.DRAFT:
        await notice_sending.sent_before(talk, notice)
    elif tap.minute is None:
        await _offer_hours(talk, tap)
    elif tap.until is None:
        await _offer_ends(talk, tap, _hour(tap.minute))
    else:
        await _begin(talk, notice, tap)


async def back(talk: Talk, notice: Notice) -> None:
    """Show the preview's own buttons, and forget what was chosen so far."""
    found = await talk.services.rehearsals.findings(notice)
    keyboard = notice_preview.buttons(talk.words, notice, found)
    before = _without(talk)
    if before == talk.shown:
        await talk.edit_buttons(keyboard)
    elif before:
        await talk.edit(before, keyboard)
    else:
        await talk.edit_buttons(())
        await talk.say(*await notice_preview.preview(talk, notice))


async def _offer_hours(talk: Talk, tap: Repeat) -> None:
    keys = [
        button(f"{at:%H:%M}", Repeat(tap.notice, tap.day, at.hour * 60 + at.minute, None, None))
        for at in HOURS
    ]
    to_days = button(talk.words("notices-button-back"), ChangeDraft(tap.notice, REPEAT))
    line = talk.words("notices-repeat-which-hour", day=_day(talk, tap.day))
    await _show(talk, line, (*grid(keys, 3), (to_days,)))


async def _offer_ends(talk: Talk, tap: Repeat, at: time) -> None:
    words, here = talk.words, today(talk.services.clock)
    keys = []
    for weeks in WEEKS:
        last = here + timedelta(weeks=weeks)
        shown = words(
            "notices-date-with-year", year=str(last.year), month=last.month, day=last.day
        )
        label = words("notices-button-until", day=shown)
        keys.append(button(label, Repeat(tap.notice, tap.day, tap.minute, last.toordinal(), None)))
    to_hours = button(words("notices-button-back"), Repeat(tap.notice, tap.day, None, None, None))
    line = words("notices-repeat-which-end", day=_day(talk, tap.day), time=f"{at:%H:%M}")
    await _show(talk, line, (*grid(keys, 2), (to_hours,)))


async def _begin(talk: Talk, notice: Notice, tap: Repeat) -> None:
    repeats = _repeats(tap)
    first = await talk.services.notices.first_of(notice.school_id, repeats)
    if tap.is_sure:
        await notice_sending.send(talk, notice, first, repeats=repeats)
        return
    words = talk.words
    line = words("notices-repeat-sure", when=notice_time.spoken(talk, first))
    sure = button(
        words("notices-button-begin"), Repeat(tap.notice, tap.day, tap.minute, tap.until, 1)
    )
    to_ends = button(
        words("notices-button-back"), Repeat(tap.notice, tap.day, tap.minute, None, None)
    )
    drop = button(words("notices-button-drop"), ChangeDraft(notice.id, DROP))
    chosen = f"{saying.repetition(repeats, words)}\n{line}"
    await _show(talk, chosen, ((sure,), (to_ends, drop)))


async def _show(talk: Talk, line: str, keyboard: Keyboard) -> None:
    """Put what was chosen so far under the preview, or below it where there is no room."""
    chosen = f"{talk.words('notices-repeat-so-far')}{line}"
    before = _without(talk)
    text = f"{before}\n\n{chosen}" if before else chosen
    if talk.shown and counted(text) <= MOST_CHARACTERS:
        await talk.edit(text, keyboard)
    else:
        await talk.edit_buttons(())
        await talk.say(chosen, keyboard)


def _without(talk: Talk) -> str:
    """Return the tapped message without the lines that say what was chosen so far."""
    before, _, last = talk.shown.rpartition("\n\n")
    return before if last.startswith(talk.words("notices-repeat-so-far")) else talk.shown


def _day(talk: Talk, day: int) -> str:
    return talk.words(f"notices-every-{day or 'month'}")


def _hour(minute: int) -> time:
    """Read a time of the day out of a button; a changed app may send anything under one."""
    try:
        return time(*divmod(minute, 60))
    except ValueError as error:
        raise UnreadableTap from error


def _repeats(tap: Repeat) -> Repeats:
    assert tap.minute is not None
    assert tap.until is not None
    try:
        until = date.fromordinal(tap.until)
    except (ValueError, OverflowError) as error:
        raise UnreadableTap from error
    return Repeats(Every(tap.day or None, _hour(tap.minute)), until)
