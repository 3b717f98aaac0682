"""今天几点接孩子: the day of one's own children, asked in free words.

Whoever has a child with us, or teaches a class, is answered at once. Whoever has not joined
taps on a class and learns its hours, but not where the children are, and with whom.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from bot.chat.handlers.timetable import day_of, has_any
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.service_taps import AskRules, PickClass
from bot.chat.talk import Talk
from bot.clock import today
from bot.delivery.model import Button
from bot.people.model import School, SchoolClass
from bot.taps import UnreadableTap
from bot.timetable.families import rendering
from bot.timetable.families.questions import day_asked_about

MOST_SCHOOLS: Final = 30
MOST_CLASSES: Final = 40
FURTHEST: Final = 14
"""Days ahead; no question in words reaches further."""
_A_ROW: Final = 3


async def answered(talk: Talk, question: str) -> bool:
    """Answer a question about one's own child's day; False for every other question."""
    if talk.trouble is not None:
        return False
    on = day_asked_about(question, today(talk.services.clock))
    if on is None:
        return False
    if has_any(talk):
        text, keyboard = await day_of(talk, on)
    else:
        text, keyboard = await _whose(talk, PickClass(on.toordinal(), None, None, None))
        if not keyboard:
            return False
    number = talk.question.message_id if talk.question else None
    await talk.say(text, (*keyboard, (_rules(talk),)), reply_to=number)
    return True


async def pick_class(talk: Talk, tap: PickClass) -> None:
    """Ask on, or show the hours of the class that was picked."""
    await talk.toast()
    here = today(talk.services.clock)
    on = _day(tap, here)
    if tap.school_class is None:
        text, keyboard = await _whose(talk, tap)
    else:
        async with talk.services.database.read() as connection:
            picked = await talk.services.people.school_class(connection, tap.school_class)
        [plan] = await talk.services.timetable.own_plans.of_classes([picked], on, on)
        joining = talk.words("pickup-join")
        text, keyboard = f"{rendering.hours(plan, here, talk.words)}\n\n{joining}", ()
    await talk.edit(text, (*keyboard, (_rules(talk),)))


async def _whose(talk: Talk, tap: PickClass) -> tuple[str, Keyboard]:
    """Return the next question; nothing to tap on where no school has classes."""
    words, number = talk.words, tap.school
    schools = await talk.services.people.schools()
    if number is None and len(schools) != 1:
        buttons = [_school(tap.day, one) for one in schools[:MOST_SCHOOLS]]
        return words("pickup-which-school"), column(buttons)
    chosen = [one for one in schools if number in (None, one.id)]
    if not chosen:
        raise UnreadableTap
    classes = await _classes(talk, chosen[0])
    grades = sorted({one.grade for one in classes})
    if tap.grade is None and len(grades) > 1:
        named = (
            button(words("grade", number=grade), PickClass(tap.day, chosen[0].id, grade, None))
            for grade in grades
        )
        return words("pickup-which-grade"), grid(named, _A_ROW)
    mine = [one for one in classes if tap.grade in (None, one.grade)][:MOST_CLASSES]
    return words("pickup-which-class"), grid(_named(tap.day, chosen[0], mine), 2)


async def _classes(talk: Talk, school: School) -> list[SchoolClass]:
    async with talk.services.database.read() as connection:
        return await talk.services.people.classes(connection, school)


def _school(day: int, school: School) -> Button:
    return button(school.name, PickClass(day, school.id, None, None))


def _named(day: int, school: School, classes: Iterable[SchoolClass]) -> Iterable[Button]:
    return (button(one.name, PickClass(day, school.id, one.grade, one.id)) for one in classes)


def _rules(talk: Talk) -> Button:
    return button(talk.words("pickup-button-rules"), AskRules())


def _day(tap: PickClass, here: date) -> date:
    """Return the day of a button; an old one asks about today."""
    ahead = tap.day - here.toordinal()
    return here + timedelta(days=ahead) if 0 <= ahead <= FURTHEST else here
