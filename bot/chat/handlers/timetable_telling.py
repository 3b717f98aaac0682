"""What staff read of a change of one day: what families are told, who they are, and when.

The same before it is done and after it, so that nobody has to guess whether a preview held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.chat.editing_taps import MakeChange, PickSession
from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import Talk
from bot.clock import at_school
from bot.errors import JiaxiaoError
from bot.i18n.catalogue import Words
from bot.taps import Tap
from bot.timetable.phrases import session_line, spoken_day
from bot.timetable.pushes.telling import Telling
from bot.timetable.pushes.timing import How
from bot.timetable.staff.days import Item, Proposal
from bot.timetable.staff.wishes import What

REASONS = range(1, 5)


def preview(talk: Talk, tap: MakeChange, item: Item, proposal: Proposal) -> tuple[str, Keyboard]:
    """Return what a change comes to, and the buttons that do it, explain it or leave it.

    Args:
        talk: Who reads it.
        tap: What was wanted.
        item: The session as it stands.
        proposal: What it would come to.
    """
    words, told = talk.words, proposal.telling
    day = spoken_day(told.changed.change.on, words)
    before = f"{item.owner}\n{day} {session_line(item.session, words)}"
    reading = _reading(talk, told)
    parts = [
        words("desk-preview", before=before),
        *([words("desk-reading"), *reading] if reading else _afterwards(words, told)),
        "\n".join([*whom(talk, [told]), *(_busy(words, one) for one in proposal.busy)]),
    ]
    label = "desk-button-do" if reading else "desk-button-do-quietly"
    do = button(words(label), replace(tap, seen=proposal.seen))
    back = button(words("desk-button-back"), PickSession(tap.slot, tap.day))
    ticks: Keyboard = ()
    if tap.what != What.UNDO:
        ticks = reasons(words, tap.reason, lambda number: replace(tap, reason=number, seen=None))
    return "\n\n".join(parts), (*ticks, (do, back))


def done(talk: Talk, told: Telling) -> str:
    """Return what was done, and who is told of it."""
    parts = [talk.words("desk-done"), *_reading(talk, told), "\n".join(whom(talk, [told]))]
    return "\n\n".join(parts)


def problem(words: Words, error: JiaxiaoError) -> str:
    """Return why something cannot be, as a person in the chat is told."""
    return words(error.text_key)


def _reading(talk: Talk, told: Telling) -> list[str]:
    """Return the text that families read, if they are told anything."""
    if told.timing.how is How.NOT or not told.leaving:
        return []
    return [told.text(talk.words)]


def _afterwards(words: Words, told: Telling) -> list[str]:
    """Return how it stands afterwards, where no family reads that in a message."""
    lines = [session_line(one, words) for one in told.changed.after]
    return [words("desk-afterwards", after="\n".join(lines))]


def afterwards(words: Words, item: Item, told: Telling) -> str:
    """Return a session on one line as it stands after a change."""
    return f"{item.owner} {session_line(told.changed.after[0], words)}"


def whom(talk: Talk, tellings: Sequence[Telling]) -> Iterator[str]:
    """Yield whom changes tell and when, each child and each chat counted once."""
    words = talk.words
    if all(told.timing.how is How.NOT for told in tellings):
        yield words("desk-told-not")
    elif not any(told.leaving for told in tellings):
        yield words("desk-told-nobody")
    now = [told for told in tellings if told.timing.how is How.NOW and told.leaving]
    if now:
        yield from _told_now(talk, now)
    later = [told for told in tellings if told.timing.how is How.SUNDAY and told.leaving]
    if later:
        assert later[0].timing.at is not None
        at = at_school(later[0].timing.at, talk.services.clock)
        day = spoken_day(at.date(), words)
        yield words("desk-told-sunday", **_counted(later), day=day, at=f"{at:%H:%M}")


def _told_now(talk: Talk, now: Sequence[Telling]) -> Iterator[str]:
    words, counted = talk.words, _counted(now)
    yield words("desk-told-now", **counted)
    hurried = min(sum(told.hurried for told in now), counted["chats"])
    if hurried:
        yield words("desk-told-hurried", chats=hurried)
    waiting = {
        one.address: at
        for told in now
        for one, at in told.leaving
        if told.timing.at is not None and at > told.timing.at
    }
    if waiting:
        latest = at_school(max(waiting.values()), talk.services.clock)
        day = spoken_day(latest.date(), words)
        yield words("desk-told-waiting", chats=len(waiting), day=day, at=f"{latest:%H:%M}")


def _counted(tellings: Sequence[Telling]) -> dict[str, int]:
    leaving = [one for told in tellings for one, _ in told.leaving]
    return {
        "children": len({child.id for one in leaving for child in one.children}),
        "chats": len({one.address for one in leaving}),
    }


def _busy(words: Words, item: Item) -> str:
    line = f"{item.owner} {session_line(item.session, words)}"
    return words("desk-busy", line=line)


def reasons(words: Words, chosen: int, other: Callable[[int], Tap]) -> Keyboard:
    """Return the usual reasons, one of which may be ticked.

    Args:
        words: The catalogue in the reader's language.
        chosen: The number of the one that is ticked; 0 if none is.
        other: The tap that asks for the same with another one.
    """
    keys = []
    for number in REASONS:
        mark = "☑" if number == chosen else "☐"
        tap = other(0 if number == chosen else number)
        keys.append(button(f"{mark} {words(f'desk-reason-{number}')}", tap))
    return grid(keys, 2)
