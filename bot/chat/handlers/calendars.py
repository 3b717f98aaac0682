"""One's own days in a telephone's calendar: as a file, or under a private address.

The address is said once, when it is made, for only its hash is kept. The message that says it
asks Telegram for no preview, so that nobody but the telephone fetches it.
"""

from __future__ import annotations

from bot.chat.keyboards import Keyboard, button, column
from bot.chat.service_taps import GiveCalendar, MakeAddress, RevokeAddress, ShowCalendar
from bot.chat.talk import Talk
from bot.clock import at_school
from bot.timetable.families.addresses import path_of
from bot.timetable.phrases import spoken_day


async def show(talk: Talk, _tap: ShowCalendar) -> None:
    """Say which ways there are."""
    await talk.toast()
    if not talk.person.is_parent:
        await talk.say(talk.words("courses-no-child"))
        return
    await talk.say(*await _ways(talk))


async def give(talk: Talk, _tap: GiveCalendar) -> None:
    """Send the file."""
    await talk.toast()
    children, words = talk.person.children, talk.words
    if not children:
        await talk.say(words("courses-no-child"))
        return
    text = await talk.services.timetable.own_calendars.file(children, talk.language)
    name = f"{words('calendar-file-name')}.ics"
    await talk.give(name, text.encode(), words("calendar-file-caption"))


async def make(talk: Talk, _tap: MakeAddress) -> None:
    """Make an address and say it; an older one leads nowhere from now on."""
    base, words = _base(talk), talk.words
    token = await talk.services.timetable.own_calendars.make_address(talk.person) if base else None
    await talk.toast()
    if token is None:
        await talk.edit(words("calendar-no-address"))
        return
    buttons = [
        button(words("calendar-button-renew"), MakeAddress()),
        button(words("calendar-button-revoke"), RevokeAddress()),
    ]
    said = words("calendar-address", address=f"{base}{path_of(token)}")
    await talk.say(said, column(buttons), with_preview=False)


async def revoke(talk: Talk, _tap: RevokeAddress) -> None:
    """Let the address lead nowhere."""
    await talk.services.timetable.own_calendars.revoke(talk.person)
    await talk.toast()
    await talk.edit(talk.words("calendar-revoked"))


async def _ways(talk: Talk) -> tuple[str, Keyboard]:
    words = talk.words
    parts = [words("calendar-heading"), words("calendar-as-file")]
    buttons = [button(words("calendar-button-file"), GiveCalendar())]
    since = await talk.services.timetable.own_calendars.address_since(talk.person)
    if _base(talk):
        parts.append(words("calendar-as-address"))
        if since is None:
            buttons.append(button(words("calendar-button-make"), MakeAddress()))
    if since is not None:
        day = spoken_day(at_school(since, talk.services.clock).date(), words)
        parts.append(words("calendar-has-address", day=day))
        if _base(talk):
            buttons.append(button(words("calendar-button-renew"), MakeAddress()))
        buttons.append(button(words("calendar-button-revoke"), RevokeAddress()))
    return "\n\n".join(parts), column(buttons)


def _base(talk: Talk) -> str:
    """Return the address under which the web is reached; empty where it is off."""
    return talk.services.configuration.web.public_url.rstrip("/")
