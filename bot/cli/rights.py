"""`jiaxiao people show|forget`: what is kept about a chat, and erasing it.

The operator is shown what leads to a person and counts of the rest. Which answer somebody
read last and what they asked the school are for their own eyes, under /mydata in the chat.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.audit.model import OPERATOR
from bot.cli import invocation
from bot.clock import at_school
from bot.i18n.languages import Language
from bot.people.forgetting import Forgotten
from bot.people.model import Person

ChatOption = Annotated[int, typer.Option("--chat", help="The chat's number at Telegram.")]

NO_BACKUP = "No `db backup` that was noted holds any of it; delete copies made in other ways."
SURVEYS = "Answers to surveys cannot be found: nothing ties them to a chat."


def show(context: typer.Context, chat: ChatOption) -> None:
    """Show all that is kept about a chat; what its person asked and read only as counts.

    Example: jiaxiao people show --chat 123456789 --json
    """

    async def work() -> dict[str, object]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await _kept(services, chat)

    document = asyncio.run(work())
    if not document["known"]:
        lines = _lines({name: document[name] for name in _COUNTS})
        rest = " but what it waits for" if lines else ""
        ending = [f"Nothing is kept about this chat{rest}.", SURVEYS]
        invocation.answer(context, "\n".join([*lines, *ending]), document)
        return
    invocation.answer(context, "\n".join([*_lines(document), SURVEYS]), document)


def forget(context: typer.Context, chat: ChatOption) -> None:
    """Erase a chat and everything that leads to it, at once; nothing is asked again.

    The person may send /forget in the chat instead, which does the same.

    Example: jiaxiao people forget --chat 123456789 --json
    """

    async def work() -> tuple[Forgotten, tuple[str, str] | None]:
        async with open_services(invocation.of(context).configuration()) as services:
            gone = await services.forgetting.forget(chat, by=OPERATOR)
            return gone, await _in_backup(services, gone.known_since)

    gone, days = asyncio.run(work())
    was_known = gone.known_since is not None
    made, lapses = days or (None, None)
    kept = f"The newest backup that holds it is of {made}; delete it by {lapses}."
    first = "Erased." if was_known else "This chat was not known; what waited for it is erased."
    invocation.answer(
        context,
        f"{first}\n{kept if days else NO_BACKUP}\n{SURVEYS}",
        {
            "known": was_known,
            "children": gone.children,
            "posts": gone.posts,
            "backup_of": made,
            "backup_lapses_on": lapses,
        },
    )


async def _in_backup(services: Services, since: datetime | None) -> tuple[str, str] | None:
    """Return the days on which the newest backup with somebody was made and lapses."""
    holding = await services.still_in_backup(since)
    if holding is None:
        return None
    return _day(holding.made_at, services), _day(holding.lapses_at, services)


_LABELLED = ("seat", "courses", "waiting_for", "absent_on")
"""What would say nothing without its name."""

_COUNTS = ("messages", "messages_waiting", "requests", "answers_awaited", "last_answer")


async def _kept(services: Services, address: int) -> dict[str, object]:
    person = await services.people.person(address, Language.ZH_HANS)
    since = await services.people.known_since(address)
    gone_at = person.chat.gone_at if person.chat else None
    quiet = await services.people.quiet_of(address)
    address_since = await services.timetable.own_calendars.address_since(person)
    return {
        "known": person.chat is not None,
        "since": _day(since, services) if since else None,
        "language": person.language if person.chat else None,
        "unreached_since": _day(gone_at, services) if gone_at else None,
        "quiet_hours": f"{quiet[0]:%H:%M}-{quiet[1]:%H:%M}" if quiet else None,
        "calendar_address_since": _day(address_since, services) if address_since else None,
        **await _at_school(services, person),
        **await _counts(services, address),
    }


async def _at_school(services: Services, person: Person) -> dict[str, object]:
    schools = {school.id: school.name for school in await services.people.schools()}
    return {
        "children": [
            {
                "school": schools[child.school_class.school_id],
                "class": child.school_class.name,
                "seat": child.seat,
                **await _afternoons(services, child.id),
            }
            for child in person.children
        ],
        "posts": [
            {
                "school": post.school.name,
                "role": post.role,
                "classes": [item.name for item in post.classes],
                "courses": [item.name for item in post.courses],
            }
            for post in person.posts
        ],
    }


async def _afternoons(services: Services, child_id: int) -> dict[str, object]:
    """Return the courses a child is in or waits for, and the days it does not stay."""
    courses, absences = services.timetable.courses, services.timetable.absences
    named: dict[bool, list[str]] = {True: [], False: []}
    async with services.database.read() as connection:
        asked = await courses.of_children(connection, [child_id])
        for one in (enrolment for mine in asked.values() for enrolment in mine):
            course = (await courses.state(connection, one.course_id)).course
            named[one.has_place].append(course.name)
        days = [str(day) for _, day in await absences.of_children(connection, [child_id])]
    return {"courses": named[True], "waiting_for": named[False], "absent_on": days}


async def _counts(services: Services, address: int) -> dict[str, object]:
    async with services.database.read() as connection:
        messages, waiting = await services.outbox.held(connection, address)
        acts = await services.account.held(connection, address)
    written, confirmed = await services.notices.held(address)
    asked = await services.inbox.waiting_of(address)
    return {
        "messages": messages,
        "messages_waiting": waiting,
        "notices_confirmed": confirmed,
        "notices_agreed": [
            {"notice": number, "at": at_school(moment, services.clock).isoformat("T", "minutes")}
            for number, moment in await services.notices.agreed_to(address)
        ],
        "notices_written": written,
        "requests": len(asked.requests),
        "answers_awaited": asked.answers,
        "last_answer": await services.topics.last(address) is not None,
        "account_number": acts[0] if acts else None,
        "account_entries": acts[1] if acts else 0,
    }


def _lines(document: dict[str, object]) -> list[str]:
    return [
        f"{name.replace('_', ' '):<18} {_shown(value)}"
        for name, value in document.items()
        if value and name != "known"
    ]


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(" ".join(_words(item)) for item in value)
    return "yes" if value is True else str(value)


def _words(row: dict[str, object]) -> list[str]:
    said = {
        name: "、".join(item) if isinstance(item, list) else str(item)
        for name, item in row.items()
        if item
    }
    return [
        f"{name.replace('_', ' ')} {item}" if name in _LABELLED else item
        for name, item in said.items()
    ]


def _day(instant: datetime, services: Services) -> str:
    return f"{at_school(instant, services.clock):%Y-%m-%d}"
