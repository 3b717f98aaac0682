"""Writing a notice in the chat, and a parent's “已阅”.

The dialogue needs no memory: the audience is in a button, the text is a reply to the
bot's question (or a text the author says is meant for it), everything else is the draft's
row. A preview is shown exactly as parents will see it before anything leaves.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.chat.handlers import (
    long_texts,
    notice_preview,
    notice_repeat,
    notice_sending,
    notice_time,
    notice_whom,
)
from bot.chat.handlers.notice_preview import (
    AGREE,
    ASK,
    CALM,
    DROP,
    LATER,
    ONCE,
    REWRITE,
    SEND,
    TWICE,
    UNASK,
    URGENT,
    WHY,
)
from bot.chat.handlers.notice_time import BACK, LIMIT, REPEAT, TYPE_TIME
from bot.chat.handlers.notice_whom import CHOSEN
from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.chat.taps import ChangeDraft, TextIsFor
from bot.delivery.model import WhenUnsure
from bot.errors import BadInput
from bot.notices.model import Asks, Notice, State
from bot.notices.taps import AgreeNotice, ReadNotice
from bot.notices.writing import joining
from bot.taps import UnreadableTap

TIME_QUESTION, URGENT_QUESTION = "notices-when", "notices-urgent-question"


async def text_given(talk: Talk) -> bool:
    """Take a reply to the bot's question or to the preview; False if it was no such reply."""
    notice = await talk.services.notices.draft_in(talk.address)
    quoted = talk.quoted
    if notice is None or quoted is None:
        return False
    if quoted.message_id != notice.prompt_message_id:
        return await _better_text(talk, notice, quoted.text)
    asked = _prompts(talk, quoted.text) if notice.text else set()
    if joining.goes_on(notice, talk.written_at):
        await write(talk, notice, talk.text)
    elif notice_preview.REASON_QUESTION in asked:
        await notice_preview.why_given(talk, notice)
    elif URGENT_QUESTION in asked:
        await _urgent_because(talk, notice)
    elif not notice.text or not await notice_time.time_given(
        talk, notice, was_asked=TIME_QUESTION in asked
    ):
        await write(talk, notice, talk.text)
    return True


async def ask_what_it_is(talk: Talk) -> bool:
    """Ask an author who typed without replying what the text is; False without a draft.

    A time typed under a preview needs no question: the author is asked whether it is right.
    """
    notice = await talk.services.notices.draft_in(talk.address)
    if notice is None:
        return False
    if joining.goes_on(notice, talk.written_at):
        await write(talk, notice, talk.text)
        return True
    if notice.text:
        return await notice_time.time_given(talk, notice, was_asked=False)
    await _ask_what(talk, notice)
    await long_texts.note(talk)
    return True


async def _better_text(talk: Talk, notice: Notice, quoted: str) -> bool:
    """Take a reply to the preview as the text, as after “重写”, or as the time it is.

    An older preview may be of other words or another class, so its author is asked.
    """
    if not notice.text or not await notice_preview.is_preview(talk, notice, quoted):
        return False
    if await notice_time.time_given(talk, notice, was_asked=False):
        return True
    if await notice_preview.is_present(talk, notice, quoted):
        await write(talk, notice, talk.text)
    else:
        await _ask_what(talk, notice)
    return True


async def _ask_what(talk: Talk, notice: Notice) -> None:
    words = talk.words
    choices = [
        button(words("notices-button-is-text"), TextIsFor(notice.id)),
        button(words("notices-button-is-question"), TextIsFor(None)),
    ]
    await talk.say(words("notices-is-this-text"), column(choices), replying=True)


async def text_is_for(talk: Talk, tap: TextIsFor) -> str | None:
    """Use the text the question replied to; returns it when it is a question after all."""
    await talk.toast()
    quoted = talk.quoted
    if quoted is None or not quoted.text:
        await talk.edit(talk.words("notices-text-gone"))
        return None
    if tap.notice is None:
        await talk.edit(talk.words("notices-taken-as-question"))
        return quoted.text
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    if await long_texts.is_part(talk):
        await notice_whom.ask_text(talk, notice.id)
        return None
    await talk.edit(talk.words("notices-taken-as-text"))
    await write(talk, notice, quoted.text)
    return None


async def change(talk: Talk, tap: ChangeDraft) -> None:
    """Do what a button under the preview says."""
    await talk.toast()
    step = _STEPS.get(tap.step)
    if step is None:
        raise UnreadableTap
    notice = await talk.services.notices.find(tap.notice)
    await notice_whom.check_author(talk, notice)
    if notice.state is State.DRAFT:
        await step(talk, notice)
    else:
        await notice_sending.sent_before(talk, notice)


async def read(talk: Talk, tap: ReadNotice) -> None:
    """Note a parent's “已阅” and show it; where agreement is asked, they may still agree."""
    words, notices = talk.words, talk.services.notices
    is_first = await notices.confirm(tap.notice, talk.address, under=talk.message_id)
    await talk.toast(words("notices-read-thanks" if is_first else "notices-read-before"))
    if await notices.has_agreed(tap.notice, talk.address):
        return
    done = button(words("notices-read-done"), tap)
    if (await notices.find(tap.notice)).asks is Asks.AGREE:
        agree = button(words("notices-agree-button"), AgreeNotice(tap.notice))
        await talk.edit_buttons(column([agree, done]))
    else:
        await talk.edit_buttons(column([done]))


async def agree(talk: Talk, tap: AgreeNotice) -> None:
    """Note a parent's “已阅并同意” and show it on the button."""
    is_first = await talk.services.notices.confirm(
        tap.notice, talk.address, agrees=True, under=talk.message_id
    )
    await talk.toast(talk.words("notices-agree-thanks" if is_first else "notices-agree-before"))
    await talk.edit_buttons(column([button(talk.words("notices-agree-done"), tap)]))


async def write(talk: Talk, notice: Notice, text: str) -> None:
    """Give a draft its text and show its preview; ask again if it cannot be sent."""
    try:
        notices = talk.services.notices
        notice = await notices.write(notice.id, text, came_at=talk.written_at)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await long_texts.note(talk, notice.prompt_message_id)
        await notice_whom.ask_text(talk, notice.id)
        return
    await talk.say(*await notice_preview.preview(talk, notice))


async def _ask(talk: Talk, notice: Notice, *, what: Asks) -> None:
    changed = await talk.services.notices.ask(notice.id, what)
    await talk.edit(*await notice_preview.preview(talk, changed))


async def _ask_urgent(talk: Talk, notice: Notice) -> None:
    words = talk.words
    message_id = await talk.say(words(URGENT_QUESTION), force_reply=words("notices-urgent-hint"))
    await talk.services.notices.prompted_by(notice.id, message_id)


async def _urgent_because(talk: Talk, notice: Notice) -> None:
    try:
        changed = await talk.services.notices.hurry(notice.id, talk.text)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await long_texts.note(talk)
        await _ask_urgent(talk, notice)
        return
    await talk.say(*await notice_preview.preview(talk, changed))


async def _calm(talk: Talk, notice: Notice) -> None:
    changed = await talk.services.notices.hurry(notice.id, None)
    await talk.edit(*await notice_preview.preview(talk, changed))


async def _repeat(talk: Talk, notice: Notice, *, when_unsure: WhenUnsure) -> None:
    changed = await talk.services.notices.repeat(notice.id, when_unsure)
    await talk.edit(*await notice_preview.preview(talk, changed))


async def _rewrite(talk: Talk, notice: Notice) -> None:
    await talk.edit_buttons(())
    await notice_whom.ask_text(talk, notice.id)


async def _drop(talk: Talk, notice: Notice) -> None:
    await talk.services.notices.discard(notice.id)
    await talk.edit(talk.words("notices-dropped"))


_STEPS: Mapping[str, Callable[[Talk, Notice], Awaitable[None]]] = {
    ASK: partial(_ask, what=Asks.READ),
    AGREE: partial(_ask, what=Asks.AGREE),
    UNASK: partial(_ask, what=Asks.NOTHING),
    URGENT: _ask_urgent,
    CALM: _calm,
    ONCE: partial(_repeat, when_unsure=WhenUnsure.LEAVE),
    TWICE: partial(_repeat, when_unsure=WhenUnsure.RESEND),
    CHOSEN: notice_whom.chosen,
    LATER: notice_time.offer_times,
    TYPE_TIME: notice_time.ask_time,
    REPEAT: notice_repeat.offer_days,
    LIMIT: notice_time.offer_limits,
    REWRITE: _rewrite,
    DROP: _drop,
    BACK: notice_repeat.back,
    SEND: notice_sending.send,
    WHY: notice_preview.ask_why,
}


def _prompts(talk: Talk, text: str) -> set[str]:
    asked = (TIME_QUESTION, URGENT_QUESTION, notice_preview.REASON_QUESTION)
    return {key for key in asked if talk.words(key) == text}
