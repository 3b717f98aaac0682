"""After a notice has gone out: the list of the unreached, and reminders."""

from __future__ import annotations

import tempfile
from pathlib import Path

import structlog

from bot.audit.model import InChat
from bot.chat.after_buttons import after_buttons
from bot.chat.after_taps import ListUnreached, NoReminder, RemindOf
from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.clock import at_school
from bot.errors import JiaxiaoError
from bot.logs import described
from bot.notices.afterwards import lists
from bot.notices.afterwards.lists import Table
from bot.notices.afterwards.reminders import REMINDERS_A_DAY
from bot.notices.model import Notice
from bot.notices.wording import progress, saying
from bot.people import permissions
from bot.people.errors import NotYourClass

log = structlog.get_logger()


async def list_unreached(talk: Talk, tap: ListUnreached) -> None:
    """Send the list as a table to work with and on paper to print."""
    await talk.toast()
    await _own(talk, tap.notice)
    found = await talk.services.notices.unreached(tap.notice)
    if not found.children:
        await talk.say(talk.words("unreached-everybody"))
        return
    made = at_school(talk.services.clock.now(), talk.services.clock)
    table = lists.table_of(found, talk.words, made=f"{made:%Y-%m-%d %H:%M}")
    await talk.give(
        f"{table.title}.xlsx", await _file(table, ".xlsx"), talk.words("unreached-caption")
    )
    try:
        paper = await _file(table, ".pdf")
    except JiaxiaoError as error:
        log.warning("list_not_printed", **described(error))
        await talk.say(talk.words("unreached-no-paper"))
        return
    await talk.give(f"{table.title}.pdf", paper)


async def remind(talk: Talk, tap: RemindOf) -> None:
    """Show what a reminder says and to how many it goes; on a second tap send it."""
    await talk.toast()
    await _own(talk, tap.notice)
    if tap.made_before is not None:
        await _send(talk, tap)
        return
    words = talk.words
    ahead = await talk.services.notices.reminder_ahead(tap.notice, talk.language)
    keys = [f"［{key.label}］" for row in ahead.body.keyboard for key in row]
    whom = words("reminders-whom", chats=ahead.chats, children=ahead.children)
    limit = words("reminders-limit", made=ahead.made_today, most=REMINDERS_A_DAY)
    shown = "\n".join([ahead.body.text, *keys])
    choices = [
        button(words("reminders-send"), RemindOf(tap.notice, ahead.made_today)),
        button(words("reminders-drop"), NoReminder()),
    ]
    heading = words("notices-preview-heading")
    await talk.say(f"{heading}\n\n{shown}\n\n{whom}\n{limit}", column(choices))


async def no_reminder(talk: Talk, _tap: NoReminder) -> None:
    """Send nothing."""
    await talk.toast()
    await talk.edit(talk.words("reminders-dropped"))


async def _send(talk: Talk, tap: RemindOf) -> None:
    notices = talk.services.notices
    by = InChat(talk.address)
    reminder = await notices.remind(tap.notice, by=by, made_before=tap.made_before)
    await talk.edit_buttons(())
    status = await notices.status(reminder.id)
    here = at_school(talk.services.clock.now(), talk.services.clock)
    when = saying.spoken(reminder.send_at, here, talk.words) if reminder.send_at else ""
    message_id = await talk.say(
        progress.text(reminder, status, talk.words, when=when),
        after_buttons(reminder, status, talk.words),
    )
    await notices.show_progress_in(reminder.id, message_id)


async def _own(talk: Talk, notice_id: int) -> Notice:
    """Find a notice of this author, who may still write to all of its first audience."""
    notice = await talk.services.notices.find(notice_id)
    first = await talk.services.notices.find(notice.confirms)
    posts = [permissions.post_to_tell(talk.person, whom) for whom in first.audiences]
    if notice.author_address != talk.address or None in posts:
        raise NotYourClass
    return notice


async def _file(table: Table, ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"list{ending}")
        await lists.write(table, path)
        return path.read_bytes()
