"""What staff read of a change of one day: what families are told, who they are, and when.

The same before it is done and after it, so that nobody has to guess whether a preview held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.chat.editing_taps import MakeChange, PickSession
from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import Talk
from bot.clock import at_school
from bot.errors import JiaxiaoError
from bot.i18n.catalogue import Words
from bot.timetable.phrases import session_line, spoken_day
from bot.timetable.pushes.changes import Telling
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
        "\n".join([*_whom(talk, told), *(_busy(words, one) for one in proposal.busy)]),
    ]
    label = "desk-button-do" if reading else "desk-button-do-quietly"
    do = button(words(label), replace(tap, seen=proposal.seen))
    back = button(words("desk-button-back"), PickSession(tap.slot, tap.day))
    return "\n\n".join(parts), (*_reasons(words, tap), (do, back))


def done(talk: Talk, told: Telling) -> str:
    """Return what was done, and who is told of it."""
    parts = [talk.words("desk-done"), *_reading(talk, told), "\n".join(_whom(talk, told))]
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


def _whom(talk: Talk, told: Telling) -> Iterator[str]:
    words, clock = talk.words, talk.services.clock
    if told.timing.how is How.NOT:
        yield words("desk-told-not")
        return
    children = {child.id for recipient, _ in told.leaving for child in recipient.children}
    if not children:
        yield words("desk-told-nobody")
        return
    whom = {"children": len(children), "chats": len(told.leaving)}
    if told.timing.how is How.SUNDAY:
        assert told.timing.at is not None
        at = at_school(told.timing.at, clock)
        yield words("desk-told-sunday", **whom, day=spoken_day(at.date(), words), at=f"{at:%H:%M}")
        return
    yield words("desk-told-now", **whom)
    if told.hurried:
        yield words("desk-told-hurried", chats=told.hurried)
    if told.waiting:
        assert told.latest is not None
        latest = at_school(told.latest, clock)
        day = spoken_day(latest.date(), words)
        yield words("desk-told-waiting", chats=told.waiting, day=day, at=f"{latest:%H:%M}")


def _busy(words: Words, item: Item) -> str:
    line = f"{item.owner} {session_line(item.session, words)}"
    return words("desk-busy", line=line)


def _reasons(words: Words, tap: MakeChange) -> Keyboard:
    """Return the usual reasons, one of which may be ticked."""
    if tap.what == What.UNDO:
        return ()
    keys = []
    for number in REASONS:
        mark = "☑" if number == tap.reason else "☐"
        chosen = 0 if number == tap.reason else number
        other = replace(tap, reason=chosen, seen=None)
        keys.append(button(f"{mark} {words(f'desk-reason-{number}')}", other))
    return grid(keys, 2)
