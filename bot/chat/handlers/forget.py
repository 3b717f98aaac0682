"""/forget: say what goes and what cannot, ask once, then erase at once.

The reply after it is the last thing this chat is sent, so it also says what is left: the
newest backup, and when that is deleted.
"""

from __future__ import annotations

from datetime import datetime

from bot.chat import menus
from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.chat.taps import ForgetMe, KeepMe
from bot.clock import at_school


async def ask(talk: Talk) -> None:
    """Say what would be erased, and ask."""
    words = talk.words
    parts = [words("forget-question")]
    if talk.person.is_staff:
        parts.append(words("forget-question-staff"))
    parts.append(words("forget-for-ever"))
    yes = button(words("forget-button-sure"), ForgetMe())
    no = button(words("forget-button-no"), KeepMe())
    await talk.say("\n".join(parts), column([yes, no]))


async def forget(talk: Talk, _tap: ForgetMe) -> None:
    """Erase everything that leads to this chat; tapping again is safe."""
    await talk.toast()
    gone = await talk.services.forgetting.forget(talk.address)
    await talk.edit(f"{talk.words('forget-done')}\n{await _left(talk, gone.known_since)}")
    await menus.forget_own(talk)


async def keep(talk: Talk, _tap: KeepMe) -> None:
    """Erase nothing."""
    await talk.toast()
    await talk.edit(talk.words("forget-kept"))


async def _left(talk: Talk, since: datetime | None) -> str:
    holding = await talk.services.still_in_backup(since)
    if holding is None:
        return talk.words("forget-no-backup")
    made, lapses = _date(talk, holding.made_at), _date(talk, holding.lapses_at)
    return talk.words("forget-backup", made=made, lapses=lapses)


def _date(talk: Talk, instant: datetime) -> str:
    day = at_school(instant, talk.services.clock)
    return talk.words("faq-date-day", year=str(day.year), month=str(day.month), day=str(day.day))
