"""What is kept about whoever asks, in their own words and complete.

Survey answers are not in it: nobody can find them, which is said too.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final

from bot.chat.handlers import settings
from bot.chat.handlers.courses import child_name
from bot.chat.talk import Talk
from bot.clock import at_school
from bot.faq.model import Variant
from bot.faq.rendering import grades_line
from bot.faq.service import EntryMissing
from bot.people.model import Role
from bot.timetable.phrases import spoken_day

MOST_AGREED: Final = 20
"""The newest are named one by one."""


async def show(talk: Talk) -> None:
    """Show everything that is kept about this chat."""
    lines = [line async for line in _lines(talk)]
    words = talk.words
    held = "\n".join([words("mydata-heading"), *lines])
    parts = [held if lines else words("mydata-nothing"), words("mydata-not-here")]
    if lines:
        parts.append(words("mydata-forget"))
    if talk.person.has_school:
        parts.append(words("mydata-leave"))
    await talk.say("\n\n".join(parts))


async def _lines(talk: Talk) -> AsyncIterator[str]:
    async for line in _about_the_chat(talk):
        yield line
    async for line in _about_school(talk):
        yield line
    async for line in _about_messages(talk):
        yield line
    async for line in _about_questions(talk):
        yield line


async def _about_the_chat(talk: Talk) -> AsyncIterator[str]:
    since = await talk.services.people.known_since(talk.address)
    if since is None:
        return
    yield talk.words("mydata-chat", address=str(talk.address), date=_date(talk, since))
    yield talk.words("mydata-language", language=talk.language.own_name)
    quiet = await talk.services.people.quiet_of(talk.address)
    if quiet is not None:
        yield settings.own_line(talk, quiet)
    reminder = await settings.reminder_line(talk)
    if reminder:
        yield reminder


async def _about_school(talk: Talk) -> AsyncIterator[str]:
    words = talk.words
    schools = {school.id: school.name for school in await talk.services.people.schools()}
    for child in talk.person.children:
        school, name = schools[child.school_class.school_id], child.school_class.name
        if child.seat is None:
            yield words("mydata-child", school=school, name=name)
        else:
            yield words("mydata-child-seat", school=school, name=name, seat=child.seat)
    async for line in _afternoons(talk):
        yield line
    for post in talk.person.posts:
        if post.role is Role.SCHOOL:
            yield words("mydata-office", school=post.school.name)
        elif post.role is Role.DISTRICT:
            yield words("mydata-district", region=post.school.region)
        elif post.role is Role.EDITOR:
            yield words("mydata-editor", region=post.school.region)
        else:
            names = words("list-separator").join(post.given)
            yield words("mydata-teacher", school=post.school.name, names=names)


async def _afternoons(talk: Talk) -> AsyncIterator[str]:
    async for line in _courses(talk):
        yield line
    async for line in _absences(talk):
        yield line
    since = await talk.services.timetable.own_calendars.address_since(talk.person)
    if since is not None:
        day = spoken_day(at_school(since, talk.services.clock).date(), talk.words)
        yield talk.words("mydata-calendar", day=day)


async def _courses(talk: Talk) -> AsyncIterator[str]:
    words, courses = talk.words, talk.services.timetable.courses
    children = [child.id for child in talk.person.children]
    async with talk.services.database.read() as connection:
        asked = await courses.of_children(connection, children)
        for one in (enrolment for mine in asked.values() for enrolment in mine):
            name = (await courses.state(connection, one.course_id)).course.name
            if one.has_place:
                yield words("mydata-course", name=name)
            else:
                yield words("mydata-course-waiting", name=name)


async def _absences(talk: Talk) -> AsyncIterator[str]:
    children = {child.id: child for child in talk.person.children}
    async with talk.services.database.read() as connection:
        found = await talk.services.timetable.absences.of_children(connection, children)
    for number, on in found:
        said = {"child": child_name(talk, children[number]), "day": spoken_day(on, talk.words)}
        yield talk.words("mydata-absence", **said)


async def _about_messages(talk: Talk) -> AsyncIterator[str]:
    words, services = talk.words, talk.services
    async with services.database.read() as connection:
        count, waiting = await services.outbox.held(connection, talk.address)
        acts = await services.account.held(connection, talk.address)
    if waiting:
        yield words("mydata-messages-waiting", count=count, waiting=waiting)
    elif count:
        yield words("mydata-messages", count=count)
    written, confirmed = await services.notices.held(talk.address)
    if confirmed:
        yield words("mydata-confirmed", count=confirmed)
    async for line in _agreed(talk):
        yield line
    if written:
        yield words("mydata-written", count=written)
    chat = talk.person.chat
    long = await services.notices.long_held(chat.id) if chat else 0
    if long:
        yield words("mydata-long", count=long)
    if acts is not None:
        yield words("mydata-acts", number=str(acts[0]), count=acts[1])


async def _agreed(talk: Talk) -> AsyncIterator[str]:
    words = talk.words
    found = await talk.services.notices.agreed_to(talk.address)
    for number, moment in found[:MOST_AGREED]:
        yield words("mydata-agreed", number=str(number), date=_date(talk, moment))
    if len(found) > MOST_AGREED:
        yield words("mydata-agreed-more", count=len(found) - MOST_AGREED)


def _date(talk: Talk, moment: datetime) -> str:
    day = at_school(moment, talk.services.clock)
    return talk.words("faq-date-day", year=str(day.year), month=str(day.month), day=str(day.day))


async def _about_questions(talk: Talk) -> AsyncIterator[str]:
    words = talk.words
    topic = await _topic(talk)
    if topic is not None:
        yield topic
    waiting = await talk.services.inbox.waiting_of(talk.address)
    for sentence in waiting.requests:
        yield words("mydata-request", sentence=sentence)
    if waiting.answers:
        yield words("mydata-waiting", count=waiting.answers)


async def _topic(talk: Talk) -> str | None:
    last = await talk.services.topics.last(talk.address)
    if last is None:
        return None
    words = talk.words
    try:
        title = talk.services.answers.answer_for(last.entry, None, talk.language).question
    except EntryMissing:
        title = last.entry
    time = f"{at_school(last.forgotten_at, talk.services.clock):%H:%M}"
    if last.grades is None:
        return words("mydata-topic", title=title, time=time)
    grades = grades_line(Variant(*last.grades, ""), words)
    return words("mydata-topic-grades", title=title, grades=grades, time=time)
