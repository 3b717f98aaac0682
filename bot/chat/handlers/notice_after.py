"""Putting a notice right, and taking it back, under the message that shows how far it is.

The new text is a reply to our question, or several if an app has cut it, and is kept with its
notice until it is sent. The button under its preview names the text that the preview shows.
"""

from __future__ import annotations

from bot.audit.model import InChat
from bot.chat.after_buttons import after_buttons
from bot.chat.after_taps import CorrectNotice, WithdrawNotice
from bot.chat.handlers import long_texts
from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.errors import BadInput
from bot.notices.beforehand import previewing
from bot.notices.beforehand.rehearsing import is_explained
from bot.notices.model import Notice
from bot.notices.wording import progress
from bot.notices.writing import joining
from bot.notices.writing.rewriting import mark_of
from bot.people import permissions
from bot.people.errors import NotYourClass
from bot.taps import UnreadableTap

ASK, SURE, DROP, KEEP, UNDO = "ask", "sure", "drop", "keep", "undo"


async def correct(talk: Talk, tap: CorrectNotice) -> None:
    """Ask for the corrected text; once it is there and looked at, send it."""
    await talk.toast()
    notice = await _own(talk, tap.notice)
    step, _, mark = tap.step.partition("-")
    if step == ASK:
        await _ask_text(talk, notice)
    elif step == SURE:
        await _send(talk, notice, mark)
    elif step == DROP:
        await talk.services.notices.drop_correction(notice.id)
        await talk.edit(talk.words("notices-correct-dropped"))
    elif step == UNDO:
        await _take_back(talk, notice)
    else:
        raise UnreadableTap


async def correction_given(talk: Talk) -> bool:
    """Take a reply to our question as the corrected text; False if it was no such reply."""
    quoted = talk.quoted
    if quoted is None:
        return False
    found = await talk.services.notices.to_correct(talk.address, quoted.message_id)
    if found is None:
        return False
    await _written(talk, found)
    return True


async def correction_goes_on(talk: Talk) -> bool:
    """Take the next part of a correction that an app has cut; False if it is no such part."""
    found = await talk.services.notices.correction_goes_on(talk.address, talk.written_at)
    if found is None:
        return False
    await _written(talk, found)
    return True


async def withdraw(talk: Talk, tap: WithdrawNotice) -> None:
    """Take a notice back, on a second tap."""
    await talk.toast()
    notice = await _own(talk, tap.notice)
    words = talk.words
    if tap.step == ASK:
        choices = [
            button(words("notices-button-withdraw-sure"), WithdrawNotice(notice.id, SURE)),
            button(words("notices-button-keep"), WithdrawNotice(notice.id, KEEP)),
        ]
        question = words("notices-withdraw-question", number=str(notice.id))
        await talk.say(question, column(choices))
    elif tap.step == KEEP:
        await talk.edit(words("notices-withdraw-kept"))
    elif tap.step == SURE:
        notices = talk.services.notices
        taken = await notices.withdraw(notice.id, by=InChat(talk.address))
        await talk.edit(progress.text(taken, await notices.status(taken.id), words))
        await notices.show_progress_in(taken.id, talk.message_id)
    else:
        raise UnreadableTap


async def _ask_text(talk: Talk, notice: Notice) -> None:
    words = talk.words
    message_id = await talk.say(
        words("notices-correct-question"), force_reply=words("notices-correct-hint")
    )
    await talk.services.notices.correction_prompted_by(notice.id, message_id)


async def _written(talk: Talk, found: Notice) -> None:
    notice, notices = await _own(talk, found.id), talk.services.notices
    try:
        text = await notices.write_correction(notice.id, talk.text, talk.written_at)
        await _preview(talk, notice, text)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await long_texts.note(talk, notice.prompt_message_id)
        await _ask_text(talk, notice)


async def _preview(talk: Talk, notice: Notice, text: str) -> None:
    words, services = talk.words, talk.services
    ahead = await services.notices.correction_ahead(
        notice.id, text, talk.language, by=InChat(talk.address)
    )
    if await _is_stopped(talk, ahead.notice):
        return
    keys = [f"［{key.label}］" for row in ahead.body.keyboard for key in row]
    shown = words(
        "notices-correct-preview",
        text="\n".join([ahead.body.text, *keys]),
        chats=ahead.chats,
        confirmed=ahead.confirmed,
    )
    if ahead.needs_second:
        shown += f"\n\n{words('notices-correct-second')}"
    sure = "notices-button-correct-ask" if ahead.needs_second else "notices-button-correct-sure"
    choices = [
        button(words(sure), CorrectNotice(notice.id, f"{SURE}-{mark_of(text)}")),
        button(words("notices-button-correct-drop"), CorrectNotice(notice.id, DROP)),
    ]
    await talk.say(shown, column(choices), replying=True)


async def _send(talk: Talk, notice: Notice, mark: str) -> None:
    notices = talk.services.notices
    text = await notices.correction_written(notice.id, mark) if mark else _quoted(talk)
    if text is None:
        await talk.edit_buttons(())
        await talk.say(talk.words("notices-correct-stale" if mark else "notices-text-gone"))
        return
    corrected = await notices.correct(notice.id, text, by=InChat(talk.address))
    await talk.edit_buttons(())
    status = await notices.status(corrected.id)
    message_id = await talk.say(
        progress.text(corrected, status, talk.words),
        after_buttons(corrected, status, talk.words),
    )
    await notices.show_progress_in(corrected.id, message_id)


def _quoted(talk: Talk) -> str | None:
    """Return the text that a preview of an earlier release replies to, unless apps cut such."""
    text = talk.quoted.text if talk.quoted else ""
    return text if text and joining.is_whole(text) else None


async def _take_back(talk: Talk, notice: Notice) -> None:
    """Give up a correction that waits for a second person."""
    taken = await talk.services.notices.take_back_correction(notice.id, by=InChat(talk.address))
    key = "notices-correct-undone" if taken else "notices-correct-not-waiting"
    await talk.say(talk.words(key, number=str(notice.id)))


async def _is_stopped(talk: Talk, notice: Notice) -> bool:
    """Show what the rules object to in a new text, unless its author has said why before."""
    found = await talk.services.rehearsals.findings(notice)
    if is_explained(notice, found):
        return False
    lines = previewing.findings(found, talk.words, talk.language, talk.services.grounds)
    await talk.say("\n".join(lines))
    await long_texts.note(talk, notice.prompt_message_id)
    await _ask_text(talk, notice)
    return True


async def _own(talk: Talk, notice_id: int) -> Notice:
    """Find a notice of this author, who may still write to all of its first audience."""
    notice = await talk.services.notices.find(notice_id)
    first = await talk.services.notices.find(notice.confirms)
    posts = [permissions.post_to_tell(talk.person, whom) for whom in first.audiences]
    if notice.author_address != talk.address or None in posts:
        raise NotYourClass
    return notice
