"""A child does not stay today: two taps, no reason asked for, seen by the teacher in a list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.chat.handlers.courses import child_name, own_child
from bot.chat.keyboards import button, column
from bot.chat.service_taps import TakeBackAbsence, TellAbsence
from bot.chat.talk import Talk
from bot.clock import at_school, today
from bot.delivery.model import Button
from bot.people.model import Child
from bot.people.permissions import Action, posts_for
from bot.taps import UnreadableTap
from bot.timetable.families.plans import OwnPlan, next_stay, stays
from bot.timetable.phrases import spoken_day

AHEAD: Final = timedelta(days=7)
"""From a Friday evening the next service may be on Monday, after a holiday even later."""


async def choose(talk: Talk) -> None:
    """Offer each child's next service: today's, or after its end that of the next day."""
    children = talk.person.children
    if not children:
        await talk.say(talk.words("courses-no-child"))
        return
    buttons = [one for child in children if (one := await _offer(talk, child)) is not None]
    key = "absent-which" if buttons else "absent-nothing-ahead"
    await talk.say(talk.words(key), column(buttons))


async def tell(talk: Talk, tap: TellAbsence) -> None:
    """Ask once, then note it; the other guardian may have done so before."""
    child, on = own_child(talk, tap.child), _day(talk, tap.day)
    words = talk.words
    [plan] = await talk.services.timetable.own_plans.of_children([child], on, on)
    if not stays(plan, at_school(talk.services.clock.now(), talk.services.clock)):
        await talk.toast()
        await talk.edit(words("absent-too-late"))
        return
    said = {"child": child_name(talk, child), "day": spoken_day(on, words)}
    if not tap.is_sure:
        await talk.toast()
        yes = button(words("absent-button-sure"), TellAbsence(child.id, tap.day, 1))
        back = button(words("absent-button-no"), TakeBackAbsence(child.id, tap.day))
        await talk.edit(words("absent-sure", **said), column([yes, back]))
        return
    await talk.services.timetable.absences.note(child.id, on)
    await talk.toast(words("absent-toast"))
    back = button(words("absent-button-take-back"), TakeBackAbsence(child.id, tap.day))
    await talk.edit(words("absent-noted", **said), column([back]))


async def take_back(talk: Talk, tap: TakeBackAbsence) -> None:
    """Take a note back, or leave it at none."""
    child, on = own_child(talk, tap.child), _day(talk, tap.day)
    was_there = await talk.services.timetable.absences.take_back(child.id, on)
    words = talk.words
    await talk.toast()
    key = "absent-taken-back" if was_there else "absent-none"
    await talk.edit(words(key, child=child_name(talk, child), day=spoken_day(on, words)))


async def listed(talk: Talk) -> None:
    """Show staff who does not stay today and tomorrow, class by class."""
    here, words = today(talk.services.clock), talk.words
    names = await _classes(talk)
    parts = []
    for on in (here, here + timedelta(days=1)):
        seats = await talk.services.timetable.absences.seats(names, on)
        parts.append(words("absences-heading", day=spoken_day(on, words)))
        parts += [
            words("absences-line", name=names[number], seats=_seats(talk, mine))
            for number, mine in seats.items()
        ] or [words("absences-none")]
    await talk.say("\n".join(parts))


async def _offer(talk: Talk, child: Child) -> Button | None:
    here, words = today(talk.services.clock), talk.words
    [plan] = await talk.services.timetable.own_plans.of_children([child], here, here + AHEAD)
    on = next_stay(plan, at_school(talk.services.clock.now(), talk.services.clock))
    if on is None:
        return None
    said = {"child": child_name(talk, child), "day": _spoken(talk, on)}
    if _is_absent(plan, on):
        return button(
            words("absent-offer-back", **said), TakeBackAbsence(child.id, on.toordinal())
        )
    return button(words("absent-offer", **said), TellAbsence(child.id, on.toordinal(), 0))


def _is_absent(plan: OwnPlan, on: date) -> bool:
    return on in plan.absent_on


def _spoken(talk: Talk, on: date) -> str:
    here = today(talk.services.clock)
    if on == here:
        return talk.words("absent-today")
    if on == here + timedelta(days=1):
        return talk.words("absent-tomorrow")
    return spoken_day(on, talk.words)


def _day(talk: Talk, ordinal: int) -> date:
    """Read the day of a button; one further away than any we offer is forged or old."""
    here = today(talk.services.clock)
    ahead = ordinal - here.toordinal()
    if abs(ahead) > AHEAD.days:
        raise UnreadableTap
    return here + timedelta(days=ahead)


async def _classes(talk: Talk) -> dict[int, str]:
    """Return the classes whose children this person may see, by number."""
    names: dict[int, str] = {}
    posts = posts_for(talk.person, Action.SEE_CLASS)
    async with talk.services.database.read() as connection:
        for post in posts:
            mine = post.classes or await talk.services.people.classes(connection, post.school)
            names |= {one.id: one.name for one in mine}
    return names


def _seats(talk: Talk, seats: list[int | None]) -> str:
    words = talk.words
    named = [
        words("absences-seat", seat=seat) if seat else words("absences-no-seat") for seat in seats
    ]
    return words("list-separator").join(named)
