"""Staff change what takes place on one day: today in three taps, with a preview of who is told.

The first tap picks what is to change, the second how, and the third agrees to the preview. What
is typed instead of tapped lives in the message it was written in: the preview replies to it, and
Telegram hands both over with the last tap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final

from bot.audit.model import InChat
from bot.chat.editing_taps import (
    MakeChange,
    MoreDays,
    PickAll,
    PickDay,
    PickInstead,
    PickSession,
    TypeInstead,
)
from bot.chat.handlers import timetable_telling as telling
from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import Talk
from bot.clock import at_school, today
from bot.delivery.model import Button
from bot.errors import JiaxiaoError
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.taps import UnreadableTap
from bot.timetable.errors import SeenOtherwise
from bot.timetable.phrases import day_off, made_up_mark, session_line, spoken_day
from bot.timetable.staff.days import DAYS_AHEAD, DayPlan, Item
from bot.timetable.staff.wishes import TYPED, What, Wish, ends_offered, typed

A_PAGE: Final = 20
MOST_INSTEAD: Final = 12

LONGEST_LABEL: Final = 40
A_DAY: Final = timedelta(days=1)
_MARK: Final = re.compile(r"\bT-([0-9]{1,18})-([0-9]{1,7})-([ept])\s*\Z")


async def begin(talk: Talk) -> None:
    """Show what this person may change today; words behind the command narrow it down."""
    await talk.say(*await _day(talk, today(talk.services.clock), 0, talk.argument))


async def pick_day(talk: Talk, tap: PickDay) -> None:
    """Show what this person may change on a day."""
    await talk.toast()
    await talk.edit(*await _day(talk, day_of(tap.day), tap.page))


async def more_days(talk: Talk, _tap: MoreDays) -> None:
    """Show the days of the next two weeks that have something to change."""
    await talk.toast()
    here = today(talk.services.clock)
    days = await talk.services.timetable.staff_days.days(
        talk.person, here, here + (DAYS_AHEAD - 1) * A_DAY
    )
    keys = [
        button(spoken_day(plan.day.on, talk.words), PickDay(plan.day.on.toordinal(), 0))
        for plan in days
        if plan.items
    ]
    await talk.edit(talk.words("desk-days" if keys else "desk-no-days"), grid(keys, 2))


async def pick_session(talk: Talk, tap: PickSession) -> None:
    """Offer what can be different about a session."""
    await talk.toast()
    on = day_of(tap.day)
    try:
        item = await talk.services.timetable.staff_days.item(talk.person, tap.slot, on)
    except JiaxiaoError as error:
        await _refuse(talk, error, on)
        return
    await talk.edit(_session(talk, item), _ways(talk, item, on))


async def pick_instead(talk: Talk, tap: PickInstead) -> None:
    """Offer the school's other places or teachers; those that are free come first."""
    await talk.toast()
    on, what, words = day_of(tap.day), what_of(tap.what), talk.words
    try:
        offered = await talk.services.timetable.staff_days.instead(talk.person, tap.slot, on, what)
    except JiaxiaoError as error:
        await _refuse(talk, error, on)
        return
    keys = [
        button(text[:LONGEST_LABEL], MakeChange(tap.slot, tap.day, what, number, 0, None))
        for number, text in offered[:MOST_INSTEAD]
    ]
    other = button(words("desk-button-type"), TypeInstead(tap.slot, tap.day, what))
    back = button(words("desk-button-back"), PickSession(tap.slot, tap.day))
    await talk.edit_buttons((*grid(keys, 2), (other, back)))


async def type_instead(talk: Talk, tap: TypeInstead) -> None:
    """Ask for another place, teacher or end to be typed."""
    await talk.toast()
    on, what = day_of(tap.day), what_of(tap.what)
    try:
        item = await talk.services.timetable.staff_days.item(talk.person, tap.slot, on)
    except JiaxiaoError as error:
        await _refuse(talk, error, on)
        return
    await _ask(talk, item, what)


async def typed_instead(talk: Talk) -> bool:
    """Show what a typed place, teacher or end comes to; False if it was no such reply."""
    found = _MARK.search(talk.quoted.text) if talk.quoted else None
    if found is None:
        return False
    tap = MakeChange(int(found[1]), int(found[2]), found[3], None, 0, None)
    days = talk.services.timetable.staff_days
    try:
        item = await days.item(talk.person, tap.slot, day_of(tap.day))
        wish = typed(What(tap.what), talk.text)
        proposal = await days.propose(talk.person, tap.slot, day_of(tap.day), wish)
    except JiaxiaoError as error:
        await talk.say(telling.problem(talk.words, error))
        return True
    text, keys = telling.preview(talk, tap, item, proposal)
    await talk.say(text, keys, replying=True)
    return True


async def make(talk: Talk, tap: MakeChange) -> None:
    """Show what a change comes to, or make the one that was shown."""
    await talk.toast()
    on = day_of(tap.day)
    try:
        wish = await _wish(talk, tap)
        if wish is None:
            await talk.edit(talk.words("desk-text-gone"), leading_back(talk, on))
        elif tap.seen is None:
            await _propose(talk, tap, wish)
        else:
            await _make(talk, tap, wish)
    except JiaxiaoError as error:
        await _refuse(talk, error, on)


def day_of(ordinal: int) -> date:
    """Read a day out of a button; a changed app may send anything under one.

    Raises:
        UnreadableTap: It is no day.
    """
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise UnreadableTap from error


async def _propose(talk: Talk, tap: MakeChange, wish: Wish, *, is_again: bool = False) -> None:
    days, on = talk.services.timetable.staff_days, day_of(tap.day)
    item = await days.item(talk.person, tap.slot, on)
    proposal = await days.propose(talk.person, tap.slot, on, wish)
    text, keys = telling.preview(talk, tap, item, proposal)
    above = [talk.words("desk-seen-otherwise")] if is_again else []
    await talk.edit("\n\n".join([*above, text]), keys)


async def _make(talk: Talk, tap: MakeChange, wish: Wish) -> None:
    days, on = talk.services.timetable.staff_days, day_of(tap.day)
    try:
        done = await days.make(
            talk.person, tap.slot, on, wish, seen=tap.seen, by=InChat(talk.address)
        )
    except SeenOtherwise:
        await _propose(talk, tap, wish, is_again=True)
        return
    undo = MakeChange(tap.slot, tap.day, What.UNDO, None, 0, None)
    keys = [] if wish.what is What.UNDO else [button(talk.words("desk-button-undo"), undo)]
    more = button(talk.words("desk-button-more"), PickDay(tap.day, 0))
    await talk.edit(telling.done(talk, done), ((*keys, more),))


async def _wish(talk: Talk, tap: MakeChange) -> Wish | None:
    """Return what a button wants; None if what was typed for it cannot be seen any more."""
    what = what_of(tap.what)
    reason = reason_of(tap.reason)
    if what not in TYPED:
        return Wish(what, reason=reason)
    if tap.value is None:
        return None if talk.question is None else typed(what, talk.question.text, reason)
    if what is What.END:
        return Wish(what, end=minute_of(tap.value), reason=reason)
    text = await talk.services.timetable.staff_days.held_by(talk.person, tap.value, what)
    return Wish(what, text=text, reason=reason)


async def _ask(talk: Talk, item: Item, what: What) -> None:
    words, on = talk.words, item.session.planned_on
    mark = f"T-{item.slot.id}-{on.toordinal()}-{what}"
    question = words(f"desk-type-{what.name.lower()}", session=_session(talk, item), mark=mark)
    await talk.say(question, force_reply=words(f"desk-type-hint-{what.name.lower()}"))


async def _refuse(talk: Talk, error: JiaxiaoError, on: date) -> None:
    await talk.edit(telling.problem(talk.words, error), leading_back(talk, on))


async def _day(talk: Talk, on: date, page: int, filtered: str = "") -> tuple[str, Keyboard]:
    plan = await talk.services.timetable.staff_days.day(talk.person, on)
    items = [item for item in plan.items if filtered in f"{item.owner} {item.slot.title}"]
    pages = max(1, -(-len(items) // A_PAGE))
    page = max(0, min(page, pages - 1))
    shown = items[page * A_PAGE : (page + 1) * A_PAGE]
    keys = [
        button(label(talk, item), PickSession(item.slot.id, item.session.planned_on.toordinal()))
        for item in shown
    ]
    turning = [
        button(f"{number + 1}/{pages}", PickDay(on.toordinal(), number))
        for number in (page - 1, page + 1)
        if 0 <= number < pages
    ]
    whole = button(talk.words("desk-button-all", count=len(items)), PickAll(on.toordinal()))
    all_of_it = (whole,) if len(items) > 1 and len(items) == len(plan.items) else ()
    rows = [*((key,) for key in keys), tuple(turning), all_of_it, _days(talk)]
    return _day_text(talk, plan, has_items=bool(items)), tuple(row for row in rows if row)


def _day_text(talk: Talk, plan: DayPlan, *, has_items: bool) -> str:
    words, day = talk.words, plan.day
    spoken = spoken_day(day.on, words)
    if day.on == today(talk.services.clock):
        spoken = words("timetable-week-today", day=spoken)
    mark = made_up_mark(day, [item.session for item in plan.items], words)
    lines = [
        words("desk-heading", day=words("timetable-marked", day=spoken, mark=mark))
        if mark
        else words("desk-heading", day=spoken)
    ]
    if not day.is_open:
        lines.append(day_off(day, spoken, words))
    lines.append(words("desk-question" if has_items else "desk-nothing"))
    if day.is_uncertain:
        lines.append(words("timetable-uncertain"))
    return "\n".join(lines)


def _days(talk: Talk) -> tuple[Button, ...]:
    words, here = talk.words, today(talk.services.clock)
    return (
        button(words("desk-button-today"), PickDay(here.toordinal(), 0)),
        button(words("desk-button-tomorrow"), PickDay((here + A_DAY).toordinal(), 0)),
        button(words("desk-button-days"), MoreDays()),
    )


def _ways(talk: Talk, item: Item, on: date) -> Keyboard:
    """Return the buttons for all that can be different about a session."""
    words, slot, day = talk.words, item.slot.id, on.toordinal()
    change = item.session.change
    is_changed = change is not None and not change.is_none
    undo = button(words("desk-button-undo"), MakeChange(slot, day, What.UNDO, None, 0, None))
    back = button(words("desk-button-back"), PickDay(day, 0))
    last = (undo, back) if is_changed else (back,)
    if not item.session.takes_place:
        return (last,)
    cancel = button(words("desk-button-cancel"), MakeChange(slot, day, What.CANCEL, None, 0, None))
    place = button(words("desk-button-place"), PickInstead(slot, day, What.PLACE))
    teacher = button(words("desk-button-teacher"), PickInstead(slot, day, What.TEACHER))
    return ((cancel,), *grid(_ends(talk, item, on), 3), (place, teacher), last)


def _ends(talk: Talk, item: Item, on: date) -> Sequence[Button]:
    words, slot, day = talk.words, item.slot.id, on.toordinal()
    now = at_school(talk.services.clock.now(), talk.services.clock)
    keys = []
    for end in ends_offered(item.session, now):
        key = "desk-button-earlier" if end < item.session.ends_at else "desk-button-later"
        minute = end.hour * 60 + end.minute
        at = words(key, end=f"{end:%H:%M}")
        keys.append(button(at, MakeChange(slot, day, What.END, minute, 0, None)))
    return [*keys, button(words("desk-button-other-end"), TypeInstead(slot, day, What.END))]


def _session(talk: Talk, item: Item) -> str:
    day = spoken_day(item.session.day.on, talk.words)
    return f"{item.owner}\n{day} {session_line(item.session, talk.words)}"


def label(talk: Talk, item: Item) -> str:
    """Return what a button for a session says."""
    session = item.session
    title = "" if session.slot.title == item.owner else f" {session.slot.title}"
    text = f"{session.starts_at:%H:%M}–{session.ends[-1]:%H:%M} {item.owner}{title}"
    text = text if len(text) <= LONGEST_LABEL else f"{text[:LONGEST_LABEL]}…"
    change = session.change
    if change is None or change.is_none:
        return text
    key = "timetable-line-changed" if session.takes_place else "timetable-line-cancelled"
    return talk.words(key, line=text)


def leading_back(talk: Talk, on: date) -> Keyboard:
    """Return the button that leads back to a day."""
    return ((button(talk.words("desk-button-back"), PickDay(on.toordinal(), 0)),),)


def what_of(packed: str) -> What:
    """Read out of a button what is wanted.

    Raises:
        UnreadableTap: It is nothing we know.
    """
    try:
        return What(packed)
    except ValueError as error:
        raise UnreadableTap from error


def minute_of(value: int) -> time:
    """Read a time of the day out of a button.

    Raises:
        UnreadableTap: No day has it.
    """
    try:
        return time(*divmod(value, 60))
    except ValueError as error:
        raise UnreadableTap from error


def reason_of(number: int) -> str:
    """Return a usual reason as families read it, in the school's own language."""
    return speaking(Language.ZH_HANS)(f"desk-reason-{number}") if number in telling.REASONS else ""
