"""The moment a notice is sent from the chat, what its author sees then, and stopping it."""

from __future__ import annotations

from datetime import datetime

from bot.audit.model import InChat
from bot.chat.after_buttons import after_buttons
from bot.chat.handlers import notice_preview, notice_whom
from bot.chat.talk import Talk
from bot.chat.taps import StopNotice, StopSeries
from bot.clock import at_school
from bot.notices.model import OPEN, Notice
from bot.notices.particulars import Repeats
from bot.notices.taps import WriteAgain
from bot.notices.times import timing
from bot.notices.wording import progress, saying


async def send(
    talk: Talk,
    notice: Notice,
    moment: datetime | None = None,
    *,
    not_after: datetime | None = None,
    repeats: Repeats | None = None,
) -> None:
    """Send a draft and show its author how far it is."""
    if moment is not None:
        timing.check(moment, talk.services.clock.now())
    if await notice_preview.is_stopped(talk, notice, moment):
        return
    at = None if repeats else moment
    sent = await talk.services.notices.send(
        notice.id, at=at, not_after=not_after, repeats=repeats, by=InChat(talk.address)
    )
    await talk.edit_buttons(())
    await show_progress(talk, sent)


async def sent_before(talk: Talk, notice: Notice) -> None:
    """Answer a second tap; the first may have been cut short before its author was told."""
    if notice.state in OPEN and notice.progress_message_id is None:
        await talk.edit_buttons(())
        await show_progress(talk, notice)
    else:
        await talk.edit(talk.words("notices-already-sent"))


async def show_progress(talk: Talk, notice: Notice) -> None:
    """Say how far a notice is, in the message that goes on saying it."""
    notices = talk.services.notices
    status = await notices.status(notice.id)
    text = progress.text(notice, status, talk.words, when=_when(talk, notice))
    if notice.schedule.repeats is not None:
        text = f"{text}\n{saying.repetition(notice.schedule.repeats, talk.words)}"
    message_id = await talk.say(text, after_buttons(notice, status, talk.words))
    await notices.show_progress_in(notice.id, message_id)


async def stop(talk: Talk, tap: StopNotice) -> None:
    """Stop a notice that waits or is on its way; of a series, only this time."""
    await _stop(talk, tap.notice, series=False)


async def stop_series(talk: Talk, tap: StopSeries) -> None:
    """Stop a notice that repeats, with all that would follow."""
    await _stop(talk, tap.notice, series=True)


async def write_again(talk: Talk, tap: WriteAgain) -> None:
    """Begin a draft like a notice that was not sent, and show its preview."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    draft = await talk.services.notices.draft_again(notice.id)
    await talk.edit_buttons(())
    await talk.say(*await notice_preview.preview(talk, draft))


async def _stop(talk: Talk, number: int, *, series: bool) -> None:
    await talk.toast()
    notices = talk.services.notices
    notice = await notices.find(number)
    await notice_whom.check_author(talk, notice)
    if series:
        notice = await notices.latest_of_series(notice)
    await notices.cancel(notice.id, series=series, by=InChat(talk.address))
    status, stopped = await notices.status(notice.id), await notices.find(notice.id)
    text = progress.text(stopped, status, talk.words)
    if series:
        text = f"{text}\n{talk.words('notices-series-stopped')}"
    await talk.edit(text, after_buttons(stopped, status, talk.words))
    if stopped.schedule.repeats is not None and not series:
        await _say_next(talk, stopped)


async def _say_next(talk: Talk, stopped: Notice) -> None:
    """Say when a series goes on of which one time was stopped."""
    following = await talk.services.notices.latest_of_series(stopped)
    if following.id != stopped.id:
        await talk.say(talk.words("notices-series-next", when=_when(talk, following)))


def _when(talk: Talk, notice: Notice) -> str:
    if notice.send_at is None:
        return ""
    clock = talk.services.clock
    return saying.spoken(notice.send_at, at_school(clock.now(), clock), talk.words)
