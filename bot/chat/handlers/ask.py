"""Free questions: answer, offer, or say that we do not know.

Every answer is sent as a reply to the question. So the question stands in the message that
carries the buttons, and nothing of it has to be kept by us for what is tapped later.
"""

from __future__ import annotations

from typing import Final

from bot.chat import answer_buttons, memory
from bot.chat.answering import answering
from bot.chat.handlers import pickup
from bot.chat.keyboards import Keyboard
from bot.chat.service_taps import AskRules
from bot.chat.talk import Talk
from bot.faq.model import EntryId
from bot.faq.rendering import render
from bot.faq.reply import Reply
from bot.faq.smalltalk import SmallTalk
from bot.faq.taps import AskAnyway, ShowEntry
from bot.inbox.model import Why
from bot.matching.decision import Decision
from bot.timetable.families.questions import asked_of_rules

LONGEST_QUESTION: Final = 4096


async def ask(talk: Talk, question: str) -> None:
    """Answer a question in the parent's own words: from their own timetable, or the knowledge."""
    if not await pickup.answered(talk, question):
        await _ask(talk, question)


async def ask_rules(talk: Talk, _tap: AskRules) -> None:
    """Answer from the knowledge what was answered from the timetable."""
    await talk.toast()
    question = talk.question.text if talk.question else ""
    await _ask(talk, asked_of_rules(question[:LONGEST_QUESTION]))


async def _ask(talk: Talk, question: str) -> None:
    here = await answering(talk, question)
    reply = here.answers.ask(
        question[:LONGEST_QUESTION],
        grade=here.grade,
        language=talk.language,
        places=here.places,
        after=here.after,
    )
    if reply.answer is None:
        await _say(talk, _unanswered(talk, reply), _without_answer(talk, reply))
        await _afterwards(talk, question, reply)
    else:
        shown = [here.fitted(one) for one in (reply.answer, *reply.more)]
        await _say(talk, *here.message(shown, reply.candidates))
        await memory.remember(talk, [here.answers.entry(one.id) for one in shown], here.named)


async def ask_anyway(talk: Talk, _tap: AskAnyway) -> None:
    """Answer what the help lines were shown for; nothing of it is remembered or noted."""
    await talk.toast()
    question = talk.question.text if talk.question else ""
    if await pickup.answered(talk, question):
        return
    here = await answering(talk, question)
    reply = here.answers.ask(
        question[:LONGEST_QUESTION],
        grade=here.grade,
        language=talk.language,
        places=here.places,
        past_danger=True,
    )
    if reply.answer is None:
        offers = answer_buttons.under_offers(talk.words, reply.candidates)
        await _say(talk, _unanswered(talk, reply), offers if reply.candidates else ())
    else:
        shown = [here.fitted(one) for one in (reply.answer, *reply.more)]
        await _say(talk, *here.message(shown, reply.candidates))


async def show(talk: Talk, tap: ShowEntry) -> None:
    """Show the answer that was chosen, or what is on the screen for the grade chosen."""
    await talk.toast()
    question = talk.question.text if talk.question else ""
    here = await answering(talk, question)
    entry = EntryId(tap.entry)
    before = {*here.on_screen, entry}
    others = here.others(question, before)
    if tap.grade is None:
        shown, named = here.show([entry]), here.named
        await _say(talk, *here.message(shown, others, before))
    else:
        entries = here.on_screen if entry in here.on_screen else (entry,)
        shown, named = here.show(entries, tap.grade), here.chosen(entry, tap.grade)
        await talk.edit(*here.message(shown, others, before))
    await memory.remember(talk, [here.answers.entry(one.id) for one in shown], named)


async def _say(talk: Talk, text: str, keyboard: Keyboard) -> None:
    question = talk.question
    await talk.say(text, keyboard, reply_to=question.message_id if question else None)


def _unanswered(talk: Talk, reply: Reply) -> str:
    """Return what is said instead of an answer; without a class /week shows nothing."""
    has_class = talk.person.is_parent or talk.person.is_staff
    if reply.small_talk is SmallTalk.TODAY and not has_class:
        return talk.words("week-no-class")
    return render(reply, talk.words)


def _without_answer(talk: Talk, reply: Reply) -> Keyboard:
    if reply.decision in (Decision.SUGGEST, Decision.CLARIFY):
        return answer_buttons.under_offers(talk.words, reply.candidates)
    if reply.decision is Decision.ABSTAIN:
        return answer_buttons.under_nothing(talk.words, has_school=talk.person.has_school)
    return ()


async def _afterwards(talk: Talk, question: str, reply: Reply) -> None:
    """Keep a question that has no answer; nothing at all where danger is spoken of."""
    if reply.decision is Decision.CRISIS:
        await memory.forget(talk)
    elif reply.decision is Decision.ABSTAIN:
        await memory.note(talk, question, Why.ABSTAINED)
