"""Staff change all they may change of a day at once: nothing takes place, or it ends earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.audit.model import InChat
from bot.chat.editing_taps import MakeAll, PickAll, PickDay
from bot.chat.handlers import timetable_telling as telling
from bot.chat.handlers.timetable_editing import day_of, leading_back, minute_of, reason_of, what_of
from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import Talk
from bot.errors import JiaxiaoError
from bot.taps import UnreadableTap
from bot.timetable.errors import SeenOtherwise
from bot.timetable.phrases import spoken_day
from bot.timetable.pushes.timing import How
from bot.timetable.staff.whole_days import WholeDay
from bot.timetable.staff.wishes import What, Wish

MOST_LINES: Final = 12
"""Of the sessions a preview names; how many more there are is said."""

_FOR_ALL: Final = (What.CANCEL, What.END, What.UNDO)


async def pick(talk: Talk, tap: PickAll) -> None:
    """Offer what can be different about all of a day."""
    await talk.toast()
    on, words = day_of(tap.day), talk.words
    ends = await talk.services.timetable.whole_days.ends(talk.person, on)
    keys = [
        button(
            words("desk-button-earlier", end=f"{end:%H:%M}"),
            MakeAll(tap.day, What.END, end.hour * 60 + end.minute, 0, None),
        )
        for end in ends
    ]
    cancel = button(words("desk-button-cancel-all"), MakeAll(tap.day, What.CANCEL, None, 0, None))
    undo = button(words("desk-button-undo-all"), MakeAll(tap.day, What.UNDO, None, 0, None))
    back = button(words("desk-button-back"), PickDay(tap.day, 0))
    text = words("desk-all", day=spoken_day(on, words))
    await talk.edit(text, ((cancel,), *grid(keys, 2), (undo, back)))


async def make(talk: Talk, tap: MakeAll) -> None:
    """Show what a change of a whole day comes to, or make the one that was shown."""
    await talk.toast()
    on, what = day_of(tap.day), what_of(tap.what)
    if what not in _FOR_ALL or (what is What.END) != (tap.value is not None):
        raise UnreadableTap
    end = None if tap.value is None else minute_of(tap.value)
    wish = Wish(what, end=end, reason=reason_of(tap.reason))
    days = talk.services.timetable.whole_days
    try:
        if tap.seen is None:
            await _show(talk, tap, await days.propose(talk.person, on, wish))
            return
        by = InChat(talk.address)
        done = await days.make(talk.person, on, wish, seen=tap.seen, by=by)
    except SeenOtherwise:
        again = await days.propose(talk.person, on, wish)
        await _show(talk, tap, again, above=[talk.words("desk-seen-otherwise")])
    except JiaxiaoError as error:
        await talk.edit(telling.problem(talk.words, error), leading_back(talk, on))
    else:
        await _done(talk, tap, done)


async def _show(talk: Talk, tap: MakeAll, found: WholeDay, above: Sequence[str] = ()) -> None:
    words, day = talk.words, spoken_day(day_of(tap.day), talk.words)
    heading = words("desk-all-preview", day=day, count=len(found.changes))
    parts = [*above, heading, _lines(talk, found), _whom(talk, found)]
    fresh = replace(tap, seen=found.seen)
    do = button(words("desk-button-do"), fresh)
    back = button(words("desk-button-back"), PickAll(tap.day))
    await talk.edit("\n\n".join(parts), (*_reasons(talk, tap), (do, back)))


async def _done(talk: Talk, tap: MakeAll, done: WholeDay) -> None:
    parts = [talk.words("desk-done"), _lines(talk, done), _whom(talk, done)]
    await talk.edit("\n\n".join(parts), leading_back(talk, day_of(tap.day)))


def _lines(talk: Talk, found: WholeDay) -> str:
    lines = [telling.afterwards(talk.words, item, told) for item, told in found.changes]
    more = len(lines) - MOST_LINES
    shown = lines[:MOST_LINES]
    return "\n".join([*shown, *([talk.words("desk-all-more", count=more)] if more > 0 else [])])


def _whom(talk: Talk, found: WholeDay) -> str:
    tellings = [told for _, told in found.changes]
    is_told = any(told.timing.how is How.NOW and told.leaving for told in tellings)
    hours = [talk.words("desk-all-hours")] if is_told else []
    return "\n".join([*telling.whom(talk, tellings), *hours])


def _reasons(talk: Talk, tap: MakeAll) -> Keyboard:
    if tap.what == What.UNDO:
        return ()
    return telling.reasons(
        talk.words, tap.reason, lambda number: replace(tap, reason=number, seen=None)
    )
