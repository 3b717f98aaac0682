"""One's own after-school service, today and this week; the files in which schools fill it in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import structlog

from bot.chat.keyboards import Keyboard, button
from bot.chat.service_taps import ShowCalendar, ShowDay, ShowPicture
from bot.chat.talk import Talk
from bot.chat.taps import ShowWeek
from bot.clock import today
from bot.people.model import SchoolClass
from bot.printing.apart import DrawingFailed, drawn_apart
from bot.timetable.families import rendering
from bot.timetable.families.picture import DRAWING, picture_of
from bot.timetable.families.plans import OwnPlan
from bot.timetable.templates import TemplateKind, template

log = structlog.get_logger()

SATURDAY: Final = 5
FURTHEST: Final = 8
"""Weeks ahead or back that a button leads to."""
MOST_SHOWN: Final = 6
"""Children or classes in one message."""


async def show_today(talk: Talk) -> None:
    """Show today for the children of this person, or the classes of a teacher."""
    if has_any(talk):
        await talk.say(*await day_of(talk, today(talk.services.clock)))
    else:
        await talk.say(talk.words("week-no-class"))


async def other_day(talk: Talk, tap: ShowDay) -> None:
    """Show today or tomorrow in the same message."""
    await talk.toast()
    if has_any(talk):
        ahead = max(0, min(1, tap.ahead))
        await talk.edit(*await day_of(talk, today(talk.services.clock) + timedelta(days=ahead)))
    else:
        await talk.edit(talk.words("week-no-class"))


async def week(talk: Talk) -> None:
    """Show this week for the children of this person, or the classes of a teacher."""
    if not has_any(talk):
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
    if has_any(talk):
        await talk.edit(*await _week(talk, max(-FURTHEST, min(FURTHEST, tap.ahead))))
    else:
        await talk.edit(talk.words("week-no-class"))


async def picture(talk: Talk, tap: ShowPicture) -> None:
    """Send a week as a picture."""
    if not has_any(talk):
        await talk.toast()
        await talk.say(talk.words("week-no-class"))
        return
    await talk.toast(talk.words("drawing-wait"))
    plans = await week_ahead(talk, max(-FURTHEST, min(FURTHEST, tap.ahead)))
    values = picture_of(plans, today(talk.services.clock), talk.words)
    try:
        drawn = await drawn_apart(DRAWING, values)
    except DrawingFailed as error:
        log.warning("week_not_drawn", kind=type(error).__name__)
        await talk.say(talk.words("week-picture-failed"))
        return
    await talk.give_picture(drawn)


async def templates(talk: Talk) -> None:
    """Give staff the files in which a school fills in its after-school service."""
    name = talk.words("timetable-template-name")
    await talk.say(talk.words("timetable-template-here"))
    for kind in (TemplateKind.XLSX, TemplateKind.CSV):
        await talk.give(f"{name}{kind}", template(kind, talk.language))


def has_any(talk: Talk) -> bool:
    """Say whether there is a child or a class whose days this person may see."""
    return talk.person.is_parent or bool(_taught(talk))


async def own_plans(talk: Talk, begin: date, end: date) -> list[OwnPlan]:
    """Return the plans of the person's children, else those of the classes a teacher has."""
    plans = talk.services.timetable.own_plans
    if talk.person.is_parent:
        return await plans.of_children(talk.person.children[:MOST_SHOWN], begin, end)
    return await plans.of_classes(_taught(talk)[:MOST_SHOWN], begin, end)


async def week_ahead(talk: Talk, ahead: int) -> list[OwnPlan]:
    """Return one's own week, Monday to Sunday, counted from this one."""
    here = today(talk.services.clock)
    monday = here + timedelta(weeks=ahead, days=-here.weekday())
    return await own_plans(talk, monday, monday + timedelta(days=6))


async def day_of(talk: Talk, on: date) -> tuple[str, Keyboard]:
    """Return one's own day in words, with the buttons that lead on."""
    here, words = today(talk.services.clock), talk.words
    plans = await own_plans(talk, on, on)
    if on == here:
        other = button(words("day-button-next"), ShowDay(1))
    else:
        other = button(words("day-button-now"), ShowDay(0))
    whole_week = button(words("day-button-week"), ShowWeek(0))
    return rendering.day(plans, here, words), ((other, whole_week),)


async def _has_service_left(talk: Talk, here: date) -> bool:
    plans = await week_ahead(talk, 0)
    return any(sessions and day.on >= here for plan in plans for day, sessions in plan.days)


async def _week(talk: Talk, ahead: int) -> tuple[str, Keyboard]:
    plans, words = await week_ahead(talk, ahead), talk.words
    before = button(words("week-button-before"), ShowWeek(ahead - 1))
    now = button(words("week-button-now"), ShowWeek(0))
    after = button(words("week-button-after"), ShowWeek(ahead + 1))
    row = (before, after) if ahead == 0 else (before, now, after)
    more = [button(words("week-button-picture"), ShowPicture(ahead))]
    if talk.person.is_parent:
        more.append(button(words("week-button-calendar"), ShowCalendar()))
    return rendering.week(plans, today(talk.services.clock), words), (row, tuple(more))


def _taught(talk: Talk) -> list[SchoolClass]:
    found = {item.id: item for post in talk.person.posts for item in post.classes}
    return list(found.values())
