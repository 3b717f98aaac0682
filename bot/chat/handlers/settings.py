"""/settings: language, quiet hours of one's own on top of the rule's, and reminders.

A wish can only make the quiet longer: the hours that follow from the children's stages hold
whatever somebody taps here.
"""

from __future__ import annotations

from datetime import time
from typing import Final

from bot.chat.handlers import welcome
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChooseQuiet, ChooseReminder, NoQuiet, ShowLanguages, ShowSettings
from bot.delivery.model import Button
from bot.people.quiet_hours import Span
from bot.taps import UnreadableTap

BEGINS: Final = tuple(range(18 * 60, 22 * 60 + 1, 30))
"""Minutes since midnight; whoever wants peace earlier than 18:00 mutes the chat."""
ENDS: Final = tuple(range(6 * 60 + 30, 10 * 60 + 1, 30))
_A_ROW: Final = 3


async def show(talk: Talk) -> None:
    """Show the settings with a button for each."""
    await talk.say(*await _view(talk))


async def show_again(talk: Talk, _tap: ShowSettings) -> None:
    """Go back to the settings."""
    await talk.toast()
    await show_view(talk)


async def show_view(talk: Talk) -> None:
    """Show the settings in the place of the message whose button was pressed."""
    await talk.edit(*await _view(talk))


async def languages(talk: Talk, _tap: ShowLanguages) -> None:
    """Offer the languages."""
    await talk.toast()
    await welcome.language(talk)


async def choose_quiet(talk: Talk, tap: ChooseQuiet) -> None:
    """Ask from when on, then until when, then remember both."""
    words = talk.words
    if tap.begin is None:
        await talk.toast()
        begins = [button(_clock(minute), ChooseQuiet(minute, None)) for minute in BEGINS]
        await talk.edit(words("settings-quiet-begin"), _page(talk, begins))
        return
    if tap.begin not in BEGINS or tap.end not in (None, *ENDS):
        raise UnreadableTap
    if tap.end is None:
        await talk.toast()
        ends = [button(_clock(minute), ChooseQuiet(tap.begin, minute)) for minute in ENDS]
        question = words("settings-quiet-end", begin=_clock(tap.begin))
        await talk.edit(question, _page(talk, ends))
        return
    await _keep(talk, (_time(tap.begin), _time(tap.end)))
    await talk.toast(words("settings-kept"))


async def no_quiet(talk: Talk, _tap: NoQuiet) -> None:
    """Take the person's own hours away; the rule's stay."""
    await _keep(talk, None)
    await talk.toast(talk.words("settings-kept"))


async def _keep(talk: Talk, quiet: Span | None) -> None:
    await talk.services.people.choose_quiet(talk.address, talk.language, quiet)
    await show_view(talk)


async def _view(talk: Talk) -> tuple[str, Keyboard]:
    words = talk.words
    own = await talk.services.people.quiet_of(talk.address)
    lines = [words("settings-heading"), words("mydata-language", language=talk.language.own_name)]
    grades = {child.school_class.grade for child in talk.person.children}
    lines += [
        words("settings-quiet-rule", begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")
        for begin, end in talk.services.quiet_hours.of(grades)
    ]
    lines.append(own_line(talk, own) if own else words("settings-quiet-none"))
    if talk.person.is_parent:
        lines.append(await reminder_line(talk) or words("settings-reminder-none"))
    buttons = [
        button(words("settings-button-language"), ShowLanguages()),
        button(words("settings-button-quiet"), ChooseQuiet(None, None)),
    ]
    if own:
        buttons.append(button(words("settings-button-no-quiet"), NoQuiet()))
    if talk.person.is_parent:
        buttons.append(button(words("settings-button-reminder"), ChooseReminder(None)))
    return "\n".join([*lines, "", words("settings-about")]), column(buttons)


def own_line(talk: Talk, quiet: Span) -> str:
    """Return the line that names a person's own quiet hours."""
    begin, end = quiet
    return talk.words("settings-quiet-own", begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")


async def reminder_line(talk: Talk) -> str:
    """Return the line that names a person's reminder; empty if there is none."""
    minutes = await talk.services.timetable.pushes.reminders.minutes_of(talk.address)
    return "" if minutes is None else talk.words("settings-reminder", minutes=minutes)


def _page(talk: Talk, choices: list[Button]) -> Keyboard:
    back = button(talk.words("settings-button-back"), ShowSettings())
    return (*grid(choices, _A_ROW), (back,))


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))


def _clock(minute: int) -> str:
    return f"{_time(minute):%H:%M}"
