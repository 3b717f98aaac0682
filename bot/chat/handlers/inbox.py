"""For staff: parents' requests for help, and questions that have no answer yet.

A written reply lives in the message it was written in until it is sent: our preview replies
to it, and Telegram hands both over with the tap. What a reply is meant for stands in the
last line of the question it replies to.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from datetime import date
from typing import Final

from bot.audit.model import InChat
from bot.chat.handlers import long_texts
from bot.chat.keyboards import Keyboard, button, column
from bot.chat.new_answer import FormUnreadable, TypedAnswer, read_answer
from bot.chat.talk import Talk
from bot.chat.taps import AssignGroup, DismissGroup, KeepEntry, SendAnswer, WriteEntry
from bot.clock import today
from bot.faq.model import Category, EntryId, Place
from bot.faq.problems import BrokenKnowledge
from bot.faq.reply import Offer
from bot.faq.writing import editing
from bot.inbox.errors import AnswerUnusable, RequestMissing
from bot.inbox.messages import checked_answer
from bot.inbox.model import FAMILIES, HelpRequest, OpenGroup
from bot.inbox.taps import AnswerRequest
from bot.matching.normalise import fold
from bot.people.model import Role
from bot.people.permissions import Action, may

MOST_AT_ONCE: Final = 3
"""Messages of each kind; a phone that buzzes twenty times is put away."""
MOST_WORDINGS: Final = 5
_LOOKS_EVERY: Final = 0.1
"""Seconds between two looks for a new answer; it is in use after about three."""
MOST_LOOKS: Final = 150
"""After so many parents are told all the same."""
_SAME_SHELF: Final = 0.2
"""From this chance on a new answer belongs into the category of its nearest neighbour."""
_REQUEST_MARK: Final = re.compile(r"\bQ-([0-9]{1,9})\s*\Z")
_GROUP_MARK: Final = re.compile(r"\bG-([0-9]{1,9})\s*\Z")


async def show(talk: Talk) -> None:
    """Show the requests this person may answer and, to the office, the open questions."""
    requests = await talk.services.inbox.requests_for(talk.person)
    groups = await talk.services.inbox.open_groups() if _edits(talk) else []
    for request in requests[:MOST_AT_ONCE]:
        answer = button(talk.words("inbox-button-answer"), AnswerRequest(request.id))
        await talk.say(_request(talk, request), column([answer]))
    for group in groups[:MOST_AT_ONCE]:
        await talk.say(_group(talk, group), _group_buttons(talk, group))
    more = len(requests[MOST_AT_ONCE:]) + len(groups[MOST_AT_ONCE:])
    if more:
        await talk.say(talk.words("helping-more", count=more))
    elif not requests and not groups:
        await talk.say(talk.words("helping-nothing"))


# A parent's request


async def answer(talk: Talk, tap: AnswerRequest) -> None:
    """Ask for the reply to a request."""
    await talk.toast()
    request = await _find(talk, tap.request)
    words = talk.words
    text = words("helping-write-reply", sentence=request.sentence, mark=f"Q-{request.id}")
    await talk.say(text, force_reply=words("helping-reply-hint"))


async def reply_given(talk: Talk) -> bool:
    """Show a written reply as the parent will see it; False if it was no such reply."""
    mark = _REQUEST_MARK.search(talk.quoted.text) if talk.quoted else None
    if mark is None:
        return False
    request = await _find(talk, int(mark[1]))
    words = talk.words
    try:
        written = checked_answer(talk.text)
    except AnswerUnusable as error:
        await talk.say(words(error.text_key))
        await answer(talk, AnswerRequest(request.id))
        return True
    seen = words("inbox-answer", sentence=request.sentence, answer=written)
    buttons = column(
        [
            button(words("helping-button-send"), SendAnswer(request.id)),
            button(words("helping-button-rewrite"), AnswerRequest(request.id)),
        ]
    )
    await talk.say(words("helping-preview", text=seen), buttons, replying=True)
    return True


async def send_answer(talk: Talk, tap: SendAnswer) -> None:
    """Send the reply that the preview shows."""
    await talk.toast()
    if talk.question is None:
        await talk.say(talk.words("helping-text-gone"))
        return
    if await long_texts.is_part(talk):
        return
    await talk.services.inbox.answer_request(tap.request, talk.question.text, talk.person)
    await talk.edit(talk.words("helping-sent"))


# A question without an answer


async def assign(talk: Talk, tap: AssignGroup) -> None:
    """Add a question's words to an answer we have, and tell whoever waits."""
    await talk.toast(talk.words("helping-checking"))
    group = await talk.services.inbox.open_group(tap.group)
    folder = talk.services.configuration.knowledge.path
    try:
        with suppress(editing.WordingKnown):
            await asyncio.to_thread(
                editing.add_wording, folder, tap.entry, group.gist, on=_today(talk)
            )
    except BrokenKnowledge as error:
        await talk.say(_problems(talk, error))
        return
    told = await talk.services.inbox.close_group(group.id, tap.entry, by=InChat(talk.address))
    await talk.edit(talk.words("helping-assigned", told=told))


async def write_entry(talk: Talk, tap: WriteEntry) -> None:
    """Ask for a new answer in its simple form."""
    await talk.toast()
    group = await talk.services.inbox.open_group(tap.group)
    await _ask_entry(talk, group)


async def entry_given(talk: Talk) -> bool:
    """Show a new answer before it is kept; False if the text was no such reply."""
    mark = _GROUP_MARK.search(talk.quoted.text) if talk.quoted else None
    if mark is None or not _edits(talk):
        return False
    group = await talk.services.inbox.open_group(int(mark[1]))
    words = talk.words
    try:
        typed = read_answer(talk.text)
    except FormUnreadable as error:
        await talk.say(words(error.text_key))
        await _ask_entry(talk, group)
        return True
    if all(fold(one.text) == fold(typed.question) for one in group.wordings):
        await talk.say(words("helping-same-words"))
        await _ask_entry(talk, group)
        return True
    source = words("faq-source-with", document=typed.source.document, details=typed.source.issuer)
    own = _own_school(talk)
    lines = [typed.text]
    if own is not None:
        lines.insert(0, words("faq-local-plan", who=own.school or ""))
    said = "\n".join(lines)
    text = words("helping-entry-preview", question=typed.question, text=said, source=source)
    buttons = column(
        [
            button(words("helping-button-keep"), KeepEntry(group.id)),
            button(words("helping-button-rewrite"), WriteEntry(group.id)),
        ]
    )
    await talk.say(text, buttons, replying=True)
    return True


async def keep_entry(talk: Talk, tap: KeepEntry) -> None:
    """Check the new answer, write it into the knowledge, and tell whoever waits."""
    await talk.toast(talk.words("helping-checking"))
    if talk.question is None:
        await talk.say(talk.words("helping-text-gone"))
        return
    if await long_texts.is_part(talk):
        return
    group = await talk.services.inbox.open_group(tap.group)
    typed = read_answer(talk.question.text)
    draft = _draft(talk, group, typed)
    folder = talk.services.configuration.knowledge.path
    try:
        with suppress(editing.EntryWritten):
            await asyncio.to_thread(editing.add_entry, folder, draft, on=_today(talk))
    except BrokenKnowledge as error:
        again = button(talk.words("helping-button-mend"), WriteEntry(group.id))
        await talk.say(_problems(talk, error), column([again]))
        return
    await _taken_up(talk, EntryId(draft.id))
    told = await talk.services.inbox.close_group(
        group.id, draft.id, title=typed.question, by=InChat(talk.address)
    )
    await talk.edit(talk.words("helping-kept", id=draft.id, told=told))


async def _taken_up(talk: Talk, entry: EntryId) -> None:
    """Wait until the answer is in use, so that nobody who is told of it finds nothing."""
    for _ in range(MOST_LOOKS):
        if entry in talk.services.answers.snapshot.entries:
            return
        await asyncio.sleep(_LOOKS_EVERY)


async def dismiss(talk: Talk, tap: DismissGroup) -> None:
    """Ask once more, then erase a question that needs no answer."""
    await talk.toast()
    if not tap.is_sure:
        words = talk.words
        sure = button(words("helping-button-dismiss-sure"), DismissGroup(tap.group, 1))
        back = [button(words("helping-button-write"), WriteEntry(tap.group))]
        await talk.edit_buttons(column([sure, *back]))
        return
    await talk.services.inbox.dismiss(tap.group, by=InChat(talk.address))
    await talk.edit(talk.words("helping-dismissed"))


async def _find(talk: Talk, number: int) -> HelpRequest:
    for request in await talk.services.inbox.requests_for(talk.person):
        if request.id == number:
            return request
    raise RequestMissing


def _request(talk: Talk, request: HelpRequest) -> str:
    words = talk.words
    if request.class_name is None:
        origin = words("inbox-from-school")
    else:
        origin = words("inbox-from-class", name=request.class_name)
    return words("inbox-request", sentence=request.sentence, origin=origin)


def _group(talk: Talk, group: OpenGroup) -> str:
    words = talk.words
    parts = [words("helping-group", gist=group.gist, families=FAMILIES)]
    others = _other_wordings(group)
    if others:
        parts.append(words("helping-also") + "".join(f"\n· {text}" for text in others))
    if group.waiting:
        parts.append(words("helping-waiting", count=group.waiting))
    return "\n\n".join(parts)


def _other_wordings(group: OpenGroup) -> list[str]:
    """Return what an editor is shown besides the gist; nobody else's eyes have checked more."""
    return [one.text for one in group.wordings if one.text != group.gist][:MOST_WORDINGS]


def _group_buttons(talk: Talk, group: OpenGroup) -> Keyboard:
    words = talk.words
    near = [
        button(words("helping-button-assign", name=one.short), AssignGroup(group.id, one.id))
        for one in _near(talk, group)[:2]
    ]
    write = button(words("helping-button-write"), WriteEntry(group.id))
    drop = button(words("helping-button-dismiss"), DismissGroup(group.id, 0))
    return (*column(near), (write, drop))


def _near(talk: Talk, group: OpenGroup) -> tuple[Offer, ...]:
    """Return the nearest answers, however far; an editor knows what is meant."""
    return talk.services.answers.ask(group.gist, grade=None, language=talk.language).candidates


async def _ask_entry(talk: Talk, group: OpenGroup) -> None:
    words = talk.words
    text = words("helping-write-entry", gist=group.gist, mark=f"G-{group.id}")
    await talk.say(text, force_reply=words("helping-entry-hint"))


def _draft(talk: Talk, group: OpenGroup, typed: TypedAnswer) -> editing.NewEntry:
    near = [one.id for one in _near(talk, group) if one.score >= _SAME_SHELF]
    shelf = talk.services.answers.entry(near[0]).category if near else Category.LOCAL_SCHOOL
    own = _own_school(talk)
    return editing.NewEntry(
        id=f"asked-{group.opened_on:%y%m%d}-{group.id}",
        category=shelf if own is None else Category.LOCAL_SCHOOL,
        question=typed.question,
        short=typed.short,
        text=typed.text,
        wordings=(group.gist, *_other_wordings(group)),
        sources=(typed.source,),
        only_for=own,
    )


def _own_school(talk: Talk) -> Place | None:
    """Return the school an office answers for; None for an editor, who answers for all."""
    posts = talk.person.posts
    offices = [post.school for post in posts if post.role is Role.SCHOOL]
    is_editor = any(post.role is Role.EDITOR for post in posts)
    return None if is_editor or not offices else Place(offices[0].region, offices[0].name)


def _today(talk: Talk) -> date:
    return today(talk.services.clock)


def _problems(talk: Talk, error: BrokenKnowledge) -> str:
    """Say what is wrong as far as whoever writes in the chat can mend it."""
    words = talk.words
    mends = {
        words("helping-mend-document"): editing.DOCUMENT_UNKNOWN,
        words("helping-mend-length"): editing.TOO_LONG,
        words("helping-mend-doubled"): editing.ASKED_ELSEWHERE,
    }
    said = [
        f"· {text}"
        for text, sign in mends.items()
        if any(sign.search(one.sentence) for one in error.problems)
    ]
    return "\n".join([words("helping-not-kept"), *(said or [words("helping-mend-other")])])


def _edits(talk: Talk) -> bool:
    return may(talk.person, [Action.EDIT_ANSWERS])
