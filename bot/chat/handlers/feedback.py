"""After an answer: thanks, other topics, help by a person, and waiting for an answer.

The question is never stored for this: it stands in the message that our answer replies to,
and Telegram hands it over with each tap.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import answer_buttons, memory
from bot.chat.answering import answering, neighbours
from bot.chat.keyboards import Keyboard, button, column, has, without
from bot.chat.talk import Talk
from bot.chat.taps import (
    AnswerBad,
    AnswerGood,
    AskSchool,
    KeepPrivate,
    NoneOfThese,
    NotMeant,
    SendToSchool,
    TellMe,
)
from bot.faq.model import EntryId
from bot.faq.reply import Shown
from bot.faq.service import EntryMissing
from bot.faq.shown_before import entries_in
from bot.faq.taps import ShowEntry
from bot.inbox.model import Why
from bot.people.model import Child
from bot.taps import UnreadableTap


async def good(talk: Talk, tap: AnswerGood) -> None:
    """Count a thumb up, thank, and leave only the neighbours."""
    await talk.toast(talk.words("feedback-thanks"))
    await _vote(talk, tap, is_up=True)
    await talk.edit_buttons(without(talk.buttons, AnswerGood, AnswerBad, NotMeant))


async def bad(talk: Talk, tap: AnswerBad) -> None:
    """Count a thumb down, and show what else can be done."""
    await _vote(talk, tap, is_up=False)
    await _offer_more(talk, tap.entry, Why.THUMBS_DOWN)


async def not_meant(talk: Talk, tap: NotMeant) -> None:
    """Show the next topics of the same message, and what else can be done."""
    await _offer_more(talk, tap.entry, Why.NOT_MEANT)


async def none_of_these(talk: Talk, _tap: NoneOfThese) -> None:
    """Show what else can be done when none of the offers was meant."""
    await talk.toast()
    question = _question(talk)
    offered = {EntryId(entry) for entry in _offered(talk.buttons)}
    others = (await answering(talk, question)).others(question, offered)
    keyboard = answer_buttons.after_no(talk.words, others, has_school=talk.person.has_school)
    said = "faq-none-but-others" if question and others else "faq-none-of-these"
    await talk.edit(talk.words(said), keyboard if question else ())
    if question:
        await memory.note(talk, question, Why.NOT_MEANT)


async def ask_school(talk: Talk, _tap: AskSchool) -> None:
    """Show the sentence as the school would see it, and ask whether to send it."""
    question = await _question_needed(talk)
    if question is None:
        return
    await talk.toast()
    if not talk.person.has_school:
        await talk.say(_whom_to_ask(talk))
        return
    await _ask_consent(talk, await talk.services.inbox.preview(question))


async def send_to_school(talk: Talk, tap: SendToSchool) -> None:
    """Send the sentence that was shown; show it again if the question or the child changed since.

    A child changes when a seat is filled in that has a family, and when a class is left.
    """
    question = await _question_needed(talk)
    if question is None:
        return
    await talk.toast()
    sentence = await talk.services.inbox.preview(question)
    mine = {child.id for child in talk.person.children}
    has_changed = bool(mine) and tap.child is not None and tap.child not in mine
    if has_changed or sentence not in talk.shown:
        await _ask_consent(talk, sentence)
        return
    await talk.services.inbox.ask_school(question, talk.address, tap.child, language=talk.language)
    await talk.edit(talk.words("feedback-sent"))


async def keep_private(talk: Talk, _tap: KeepPrivate) -> None:
    """Send nothing."""
    await talk.toast()
    await talk.edit(talk.words("feedback-not-sent"))


async def tell_me(talk: Talk, _tap: TellMe) -> None:
    """Remember this chat for the one purpose of telling it of an answer."""
    question = await _question_needed(talk)
    if question is None:
        return
    await talk.toast()
    await talk.services.inbox.tell_me(question, talk.address, language=talk.language)
    await talk.edit_buttons(without(talk.buttons, TellMe))
    await _reply(talk, talk.words("feedback-told"))


async def _vote(talk: Talk, tap: AnswerGood | AnswerBad, *, is_up: bool) -> None:
    """Count a thumb for every answer of the message, once for each time it had the button."""
    if talk.shown and not has(talk.buttons, tap):
        return
    for entry in _on_screen(talk, tap.entry):
        await memory.vote(talk, entry, is_up=is_up)


async def _offer_more(talk: Talk, entry: str, why: Why) -> None:
    question = _question(talk)
    await talk.toast(talk.words("feedback-sorry" if question else "feedback-question-gone"))
    if not question:
        return
    entries = _on_screen(talk, entry)
    shown = _still_there(talk, entries)
    others = (await answering(talk, question)).others(question, entries)
    near = neighbours(shown, others, entries)
    await talk.edit_buttons(
        answer_buttons.after_no(talk.words, near, has_school=talk.person.has_school)
    )
    await memory.note(talk, question, why, entries[0])


def _on_screen(talk: Talk, entry: str) -> tuple[EntryId, ...]:
    """Return the answers of the tapped message; the button names the first of them."""
    snapshot = talk.services.answers.snapshot
    found = entries_in(talk.shown, snapshot) or (EntryId(entry),)
    if any(one not in snapshot.entries for one in found):
        # The answer has gone since, or somebody made the button up.
        raise UnreadableTap
    return found


def _still_there(talk: Talk, entries: Sequence[EntryId]) -> list[Shown]:
    shown = []
    for entry in entries:
        try:
            shown.append(talk.services.answers.answer_for(entry, None, talk.language))
        except EntryMissing:
            continue
    return shown


def _offered(keyboard: Keyboard) -> list[str]:
    packed = [item.data for row in keyboard for item in row]
    begins = f"{ShowEntry.prefix}:"
    return [ShowEntry.unpack(data).entry for data in packed if data.startswith(begins)]


def _question(talk: Talk) -> str:
    return talk.question.text if talk.question else ""


async def _question_needed(talk: Talk) -> str | None:
    """Return the question; say so if it was deleted or is too old to be seen."""
    question = _question(talk)
    if question:
        return question
    await talk.toast()
    await talk.say(talk.words("feedback-question-gone"))
    return None


async def _ask_consent(talk: Talk, sentence: str) -> None:
    children = _one_of_each_class(talk.person.children)
    key = "feedback-consent-which" if len(children) > 1 else "feedback-consent"
    text = talk.words(key, sentence=sentence)
    await _reply(talk, text, _consent_buttons(talk, children))


async def _reply(talk: Talk, text: str, keyboard: Keyboard = ()) -> None:
    """Say something under the question, so that further taps find it again."""
    assert talk.question is not None
    await talk.say(text, keyboard, reply_to=talk.question.message_id)


def _whom_to_ask(talk: Talk) -> str:
    entries = entries_in(talk.shown, talk.services.answers.snapshot)
    deciders = [one.who_decides for one in _still_there(talk, entries) if one.who_decides]
    lines = [f"{talk.words('faq-who-decides')}{said}" for said in deciders]
    return "\n".join([talk.words("feedback-whom-to-ask"), *lines])


def _one_of_each_class(children: Sequence[Child]) -> list[Child]:
    return list({child.school_class.id: child for child in reversed(children)}.values())[::-1]


def _consent_buttons(talk: Talk, children: Sequence[Child]) -> Keyboard:
    words = talk.words
    if len(children) > 1:
        yes = [
            button(
                words("feedback-button-consent-class", name=child.school_class.name),
                SendToSchool(child.id),
            )
            for child in children
        ]
    else:
        child = children[0].id if children else None
        yes = [button(words("feedback-button-consent"), SendToSchool(child))]
    return column([*yes, button(words("feedback-button-no"), KeepPrivate())])
