"""Enrolment in courses: see what is open, ask for a place, wait in line, leave."""

from __future__ import annotations

from typing import Final

from bot.chat.keyboards import Keyboard, button, column
from bot.chat.service_taps import AskCourse, ShowCourses
from bot.chat.talk import Talk
from bot.delivery.model import Button
from bot.people.model import Child
from bot.taps import UnreadableTap
from bot.timetable.courses import Asked
from bot.timetable.families import course_rendering as rendering
from bot.timetable.families.offers import Offer
from bot.timetable.taps import LeaveCourse, ShowCourse

MOST_LISTED: Final = 40


async def choose(talk: Talk) -> None:
    """Show the courses open to a child; of several children one is chosen first."""
    children = talk.person.children
    if not children:
        await talk.say(talk.words("courses-no-child"))
    elif len(children) == 1:
        await talk.say(*await _listed(talk, children[0]))
    else:
        buttons = (button(child_name(talk, one), ShowCourses(one.id)) for one in children)
        await talk.say(talk.words("courses-which-child"), column(buttons))


async def show_all(talk: Talk, tap: ShowCourses) -> None:
    """Show the courses of the child that was chosen."""
    await talk.toast()
    await talk.edit(*await _listed(talk, own_child(talk, tap.child)))


async def show(talk: Talk, tap: ShowCourse) -> None:
    """Show one course."""
    await talk.toast()
    await _show(talk, own_child(talk, tap.child), tap.course)


async def enrol(talk: Talk, tap: AskCourse) -> None:
    """Ask for a place, or for one in line; asking twice changes nothing."""
    child = own_child(talk, tap.child)
    answer = await talk.services.timetable.courses.enrol(tap.course, child.id)
    if answer.asked is Asked.PLACED:
        await talk.toast(talk.words("courses-toast-in"))
    elif answer.asked is Asked.WAITING:
        await talk.toast(talk.words("courses-toast-waiting", place=answer.ahead + 1))
    await _show(talk, child, tap.course)


async def leave(talk: Talk, tap: LeaveCourse) -> None:
    """Leave a course or its line, after asking once; whoever is next is told."""
    child, words = own_child(talk, tap.child), talk.words
    if tap.is_sure:
        await talk.services.timetable.courses.leave(tap.course, child.id)
        await talk.toast(words("courses-toast-left"))
        await _show(talk, child, tap.course)
        return
    await talk.toast()
    offer = await talk.services.timetable.offers.one(child, tap.course)
    if offer.mine is None:
        await _show(talk, child, tap.course)
        return
    key = "courses-leave-in" if offer.mine.has_place else "courses-leave-waiting"
    text = words(key, name=offer.course.name, child=child_name(talk, child))
    yes = button(words("courses-button-leave-sure"), LeaveCourse(tap.course, child.id, 1))
    no = button(words("courses-button-stay"), ShowCourse(tap.course, child.id))
    await talk.edit(text, column([yes, no]))


def own_child(talk: Talk, number: int) -> Child:
    """Return a child of this person.

    Raises:
        UnreadableTap: It is not theirs, or no longer; the button is old or forged.
    """
    for child in talk.person.children:
        if child.id == number:
            return child
    raise UnreadableTap


def child_name(talk: Talk, child: Child) -> str:
    """Return what a child is called: its class, and its seat where two are in one class."""
    same = [one for one in talk.person.children if one.school_class == child.school_class]
    name = child.school_class.name
    if child.seat is None or len(same) == 1:
        return name
    return talk.words("timetable-child-seat", name=name, seat=child.seat)


async def _listed(talk: Talk, child: Child) -> tuple[str, Keyboard]:
    offers = (await talk.services.timetable.offers.of_child(child))[:MOST_LISTED]
    buttons = (
        button(f"{place}. {one.course.name}", ShowCourse(one.course.id, child.id))
        for place, one in enumerate(offers, start=1)
    )
    return rendering.listed(child_name(talk, child), offers, talk.words), column(buttons)


async def _show(talk: Talk, child: Child, course_id: int) -> None:
    offer = await talk.services.timetable.offers.one(child, course_id)
    text = rendering.detailed(child_name(talk, child), offer, talk.words)
    await talk.edit(text, column(_deeds(talk, child, offer)))


def _deeds(talk: Talk, child: Child, offer: Offer) -> list[Button]:
    words, course = talk.words, offer.course
    back = button(words("courses-button-back"), ShowCourses(child.id))
    if offer.mine is not None:
        return [button(words("courses-button-leave"), LeaveCourse(course.id, child.id, 0)), back]
    if offer.is_over or not course.admits(child.school_class.grade):
        return [back]
    key = "courses-button-wait" if offer.is_full else "courses-button-enrol"
    return [button(words(key), AskCourse(course.id, child.id)), back]
