"""The week's after-school service, and the files in which schools fill it in."""

from __future__ import annotations

from datetime import date, timedelta

from bot.chat.keyboards import Keyboard, button
from bot.chat.talk import Talk
from bot.chat.taps import ShowWeek
from bot.clock import today
from bot.people.model import ClassId
from bot.timetable import rendering
from bot.timetable.templates import TemplateKind, template

SATURDAY = 5
FURTHEST = 8
"""Weeks ahead or back that a button leads to."""


async def week(talk: Talk) -> None:
    """Show this week for the classes of this person."""
    if not _classes(talk):
        await talk.say(talk.words("week-no-class"))
        return
    # On a Saturday or Sunday the week that is asked about is the coming one, unless a
    # made-up school day still lies ahead; the buttons lead back.
    here = today(talk.services.clock)
    is_over = here.weekday() >= SATURDAY and not await _has_service_left(talk, here)
    await talk.say(*await _week(talk, int(is_over)))


async def other_week(talk: Talk, tap: ShowWeek) -> None:
    """Show another week in the same message."""
    await talk.toast()
    if _classes(talk):
        await talk.edit(*await _week(talk, max(-FURTHEST, min(FURTHEST, tap.ahead))))
    else:
        await talk.edit(talk.words("week-no-class"))


async def templates(talk: Talk) -> None:
    """Give staff the files in which a school fills in its after-school service."""
    name = talk.words("timetable-template-name")
    await talk.say(talk.words("timetable-template-here"))
    for kind in (TemplateKind.XLSX, TemplateKind.CSV):
        await talk.give(f"{name}{kind}", template(kind, talk.language))


async def _has_service_left(talk: Talk, here: date) -> bool:
    weeks = await talk.services.timetable.week(_classes(talk), here)
    return any(sessions and day.on >= here for item in weeks for day, sessions in item.days)


async def _week(talk: Talk, ahead: int) -> tuple[str, Keyboard]:
    on = today(talk.services.clock)
    weeks = await talk.services.timetable.week(_classes(talk), on + timedelta(weeks=ahead))
    words = talk.words
    before = button(words("week-button-before"), ShowWeek(ahead - 1))
    now = button(words("week-button-now"), ShowWeek(0))
    after = button(words("week-button-after"), ShowWeek(ahead + 1))
    row = (before, after) if ahead == 0 else (before, now, after)
    return rendering.week(weeks, on, words), (row,)


def _classes(talk: Talk) -> list[ClassId]:
    """Return the classes of the person's children, else those a teacher has."""
    person = talk.person
    own = [child.school_class.id for child in person.children]
    taught = [item.id for post in person.posts for item in post.classes]
    return list(dict.fromkeys(own or taught))[:6]
