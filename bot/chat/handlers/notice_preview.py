"""The preview of a notice: exactly what families get, what sending it does, what to think of.

Where the rules object, the button that sends gives way to two others: change the text, or
say why it has to go out like this. The reason stays with the notice, and whoever agrees to
it as a second person reads it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.chat.handlers import long_texts
from bot.chat.keyboards import Keyboard, button
from bot.chat.talk import Talk, split
from bot.chat.taps import ChangeDraft
from bot.clock import at_school
from bot.delivery.model import WhenUnsure
from bot.errors import BadInput
from bot.i18n.catalogue import Words
from bot.notices.beforehand import previewing
from bot.notices.beforehand.load import load_line
from bot.notices.beforehand.rehearsing import is_explained
from bot.notices.model import Asks, Notice
from bot.notices.rules.model import Finding
from bot.notices.wording import saying
from bot.people.audience import Kind

ASK, AGREE, UNASK = "ask", "agree", "unask"
URGENT, CALM = "urgent", "calm"
ONCE, TWICE = "once", "twice"
SEND, LATER, REWRITE, DROP, WHY = "send", "later", "rewrite", "drop", "why"
REASON_QUESTION = "notices-despite-question"


async def preview(talk: Talk, notice: Notice) -> tuple[str, Keyboard]:
    """Return the preview of a draft and the buttons under it."""
    words, services = talk.words, talk.services
    rehearsed = await services.rehearsals.of(notice)
    body = await services.notices.preview(notice, talk.language)
    load = await services.notices.weekly_load(notice)
    keys = [f"［{key.label}］" for row in body.keyboard for key in row]
    to_staff = all(whom.kind is Kind.STAFF for whom in notice.audiences)
    here = at_school(services.clock.now(), services.clock)
    needs_second = await services.notices.approvals.needed(notice)
    foreseen = [
        *saying.particulars(notice, words, here),
        *previewing.summary(rehearsed, words, here, to_staff=to_staff),
        load_line(words, load, services.configuration.notices.weekly_limit),
        words("notices-second-needed") if needs_second else "",
        "" if rehearsed.is_checked else words("notices-check-unavailable"),
    ]
    carried = [file.name for file in await services.notices.attached(notice.id)]
    names = words("list-separator").join(carried)
    blocks = [
        words("notices-preview-heading"),
        words("notices-attachments", names=names) if carried else "",
        "\n".join([body.text, *keys]),
        "\n".join(line for line in foreseen if line),
        "\n".join(_objections(talk, notice, rehearsed.findings)),
    ]
    return "\n\n".join(block for block in blocks if block), buttons(
        words, notice, rehearsed.findings
    )


async def is_preview(talk: Talk, notice: Notice, shown: str) -> bool:
    """Say whether a message is a preview, or a part of the present one of a draft."""
    is_begun = shown.startswith(talk.words("notices-preview-heading"))
    return is_begun or await is_present(talk, notice, shown)


async def is_present(talk: Talk, notice: Notice, shown: str) -> bool:
    """Say whether a message shows what a draft says now, or a part of it if that is long."""
    if shown.startswith(talk.words("notices-preview-heading")) and notice.text in shown:
        return True
    present, _ = await preview(talk, notice)
    return shown in split(present)


def buttons(words: Words, notice: Notice, findings: Collection[Finding] = ()) -> Keyboard:
    """Return the buttons under a preview."""
    switches = _switches(words, notice)
    drop = button(words("notices-button-drop"), ChangeDraft(notice.id, DROP))
    if not is_explained(notice, findings):
        change = button(words("notices-button-change"), ChangeDraft(notice.id, REWRITE))
        why = button(words("notices-button-despite"), ChangeDraft(notice.id, WHY))
        return *switches, (change, why), (drop,)
    send = button(words("notices-button-send"), ChangeDraft(notice.id, SEND))
    later = button(words("notices-button-later"), ChangeDraft(notice.id, LATER))
    rewrite = button(words("notices-button-rewrite"), ChangeDraft(notice.id, REWRITE))
    return *switches, (send, later), (rewrite, drop)


async def is_stopped(talk: Talk, notice: Notice, moment: datetime | None) -> bool:
    """Show the preview again if the rules object to a notice at a time and nobody said why.

    Buttons may be old, and the time of sending is chosen after the preview.
    """
    found = await talk.services.rehearsals.findings(notice, moment)
    if is_explained(notice, found):
        return False
    text = "\n".join(_objections(talk, notice, found))
    await talk.edit_buttons(())
    await talk.say(text, buttons(talk.words, notice, found))
    return True


async def ask_why(talk: Talk, notice: Notice) -> None:
    """Ask why a notice has to go out like this."""
    words = talk.words
    message_id = await talk.say(words(REASON_QUESTION), force_reply=words("notices-despite-hint"))
    await talk.services.notices.prompted_by(notice.id, message_id)


async def why_given(talk: Talk, notice: Notice) -> None:
    """Keep the reason, and show the preview with the button that sends."""
    try:
        explained = await talk.services.rehearsals.explain(notice.id, talk.text)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await long_texts.note(talk)
        await ask_why(talk, notice)
        return
    await talk.say(*await preview(talk, explained))


def _switches(words: Words, notice: Notice) -> Keyboard:
    """Return a button for each thing that is so or is not, and makes it the other way round."""
    reads, agrees = notice.asks is Asks.READ, notice.asks is Asks.AGREE
    leaves = notice.when_unsure is WhenUnsure.LEAVE
    switches = [
        ("notices-button-unask", UNASK) if reads else ("notices-button-ask", ASK),
        ("notices-button-unagree", UNASK) if agrees else ("notices-button-agree", AGREE),
        ("notices-button-calm", CALM) if notice.is_urgent else ("notices-button-urgent", URGENT),
        ("notices-button-twice", TWICE) if leaves else ("notices-button-once", ONCE),
    ]
    return tuple((button(words(key), ChangeDraft(notice.id, step)),) for key, step in switches)


def _objections(talk: Talk, notice: Notice, found: Collection[Finding]) -> list[str]:
    """Return what the rules say, and either why it goes out all the same or what can be done."""
    words = talk.words
    lines = previewing.findings(tuple(found), words, talk.language, talk.services.grounds)
    if not lines:
        return []
    if is_explained(notice, found):
        return [*lines, words("notices-despite-noted", reason=notice.despite)]
    return [*lines, words("notices-check-hint")]
