"""In /settings: whether, and how long before a child is fetched, somebody wants to be reminded.

Nobody is reminded unless they ask for it, and each reader of a child asks for themselves: the
one who fetches it need not be the one who reads the notices.
"""

from __future__ import annotations

from bot.chat.handlers import settings
from bot.chat.keyboards import button, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChooseReminder, ShowSettings
from bot.taps import UnreadableTap
from bot.timetable.pushes.pickup import CHOICES

OFF = 0
_A_ROW = 3


async def choose(talk: Talk, tap: ChooseReminder) -> None:
    """Ask how long before, then remember it."""
    words = talk.words
    if tap.minutes is None:
        await talk.toast()
        lengths = [
            button(words("settings-reminder-minutes", minutes=minutes), ChooseReminder(minutes))
            for minutes in CHOICES
        ]
        no = button(words("settings-button-no-reminder"), ChooseReminder(OFF))
        back = button(words("settings-button-back"), ShowSettings())
        await talk.edit(
            words("settings-reminder-question"), (*grid(lengths, _A_ROW), (no,), (back,))
        )
        return
    if tap.minutes not in (OFF, *CHOICES):
        raise UnreadableTap
    wish = None if tap.minutes == OFF else tap.minutes
    await talk.services.timetable.pushes.reminders.choose(talk.address, talk.language, wish)
    await talk.toast(words("settings-kept"))
    await settings.show_view(talk)
