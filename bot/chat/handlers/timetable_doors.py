"""Lists for the door: who is expected where today or on another day, to read and to print."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bot.chat.editing_taps import GiveList, ListDay, ShowList
from bot.chat.handlers.timetable_editing import day_of
from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import Talk
from bot.clock import today
from bot.delivery.model import Button
from bot.people.model import ClassId, CourseId
from bot.sheets import write_xlsx
from bot.timetable.model import Owner
from bot.timetable.phrases import spoken_day
from bot.timetable.staff import door_texts
from bot.timetable.staff.doors import DoorList

A_PAGE: Final = 40
A_DAY: Final = timedelta(days=1)


async def begin(talk: Talk) -> None:
    """Offer today's lists; a single one is shown at once."""
    on = today(talk.services.clock)
    lists = await talk.services.timetable.door_lists.of_person(talk.person, on)
    if len(lists) == 1:
        await talk.say(door_texts.message(lists[0], talk.words), _under(talk, lists[0]))
        return
    await talk.say(*_day(talk, lists, on, 0))


async def pick_day(talk: Talk, tap: ListDay) -> None:
    """Offer the lists of a day."""
    await talk.toast()
    on = day_of(tap.day)
    lists = await talk.services.timetable.door_lists.of_person(talk.person, on)
    await talk.edit(*_day(talk, lists, on, tap.page))


async def show(talk: Talk, tap: ShowList) -> None:
    """Show one list."""
    await talk.toast()
    found = await _found(talk, tap)
    if found is None:
        await talk.edit(talk.words("desk-list-gone"), _leading_back(talk, day_of(tap.day)))
        return
    await talk.edit(door_texts.message(found, talk.words), _under(talk, found))


async def give(talk: Talk, tap: GiveList) -> None:
    """Give one list, or all of a day, as a file to print."""
    await talk.toast()
    on = day_of(tap.day)
    if tap.class_id is None and tap.course_id is None:
        lists = await talk.services.timetable.door_lists.of_person(talk.person, on)
    else:
        found = await _found(talk, tap)
        lists = [] if found is None else [found]
    if not lists:
        await talk.edit(talk.words("desk-list-gone"), _leading_back(talk, on))
        return
    owner = f" {lists[0].owner}" if len(lists) == 1 else ""
    name = f"{talk.words('desk-lists-name')}{owner} {on}.xlsx"
    await talk.give(name, await asyncio.to_thread(_file, talk, lists))


def _file(talk: Talk, lists: Sequence[DoorList]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lists.xlsx"
        write_xlsx(path, door_texts.sheets(lists, talk.words))
        return path.read_bytes()


async def _found(talk: Talk, tap: ShowList | GiveList) -> DoorList | None:
    owner: Owner = (
        None if tap.class_id is None else ClassId(tap.class_id),
        None if tap.course_id is None else CourseId(tap.course_id),
    )
    return await talk.services.timetable.door_lists.one(talk.person, owner, day_of(tap.day))


def _day(talk: Talk, lists: Sequence[DoorList], on: date, page: int) -> tuple[str, Keyboard]:
    words, day = talk.words, on.toordinal()
    pages = max(1, -(-len(lists) // A_PAGE))
    page = max(0, min(page, pages - 1))
    keys = [
        button(found.owner, ShowList(day, *found.of))
        for found in lists[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    turning = [
        button(f"{number + 1}/{pages}", ListDay(day, number))
        for number in (page - 1, page + 1)
        if 0 <= number < pages
    ]
    file = [button(words("desk-lists-file"), GiveList(day, None, None))] if lists else []
    rows = (*grid(keys, 2), tuple(turning), tuple(file), _days(talk, on))
    heading = words("desk-lists-heading", day=spoken_day(on, words))
    question = words("desk-lists-question" if lists else "desk-lists-nothing")
    return f"{heading}\n{question}", tuple(row for row in rows if row)


def _days(talk: Talk, on: date) -> tuple[Button, ...]:
    words, here = talk.words, today(talk.services.clock)
    keys = [button(words("desk-button-today"), ListDay(here.toordinal(), 0))]
    after = on + A_DAY if on >= here else here + A_DAY
    keys.append(button(spoken_day(after, words), ListDay(after.toordinal(), 0)))
    return tuple(keys)


def _under(talk: Talk, found: DoorList) -> Keyboard:
    day = found.day.on.toordinal()
    file = button(talk.words("desk-list-file"), GiveList(day, *found.of))
    return ((file,), *_leading_back(talk, found.day.on))


def _leading_back(talk: Talk, on: date) -> Keyboard:
    return ((button(talk.words("desk-button-back"), ListDay(on.toordinal(), 0)),),)
