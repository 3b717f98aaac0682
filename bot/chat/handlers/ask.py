"""Free questions: answer, offer, or say that we do not know."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.places import places_of
from bot.chat.talk import Talk
from bot.chat.taps import NoneOfThese
from bot.delivery.model import Button
from bot.faq.model import EntryId
from bot.faq.rendering import grades_line, render, render_answer
from bot.faq.reply import Offer, Reply, Shown
from bot.faq.taps import ShowEntry
from bot.matching.decision import Decision

LONGEST_QUESTION = 4096


async def ask(talk: Talk, question: str) -> None:
    """Answer a question in the parent's own words."""
    answers = talk.services.answers
    reply = answers.ask(
        question[:LONGEST_QUESTION],
        grade=_only_grade(talk),
        language=talk.language,
        places=await places_of(talk),
    )
    if reply.answer is not None:
        reply = replace(reply, answer=_for_family(talk, reply.answer))
    await talk.say(render(reply, talk.words), _buttons(talk, reply))


async def show(talk: Talk, tap: ShowEntry) -> None:
    """Show the answer that was chosen, for the grade that was chosen."""
    await talk.toast()
    grade = tap.grade or _only_grade(talk)
    places = await places_of(talk)
    shown = talk.services.answers.answer_for(EntryId(tap.entry), grade, talk.language, places)
    shown = _for_family(talk, shown)
    text, keyboard = render_answer(shown, talk.words), _grade_buttons(talk, shown)
    if tap.grade is None:
        await talk.say(text, keyboard)
    else:
        await talk.edit(text, keyboard)


async def none_of_these(talk: Talk, _tap: NoneOfThese) -> None:
    """Say what else can be done when none of the offers was meant."""
    await talk.toast()
    await talk.edit(talk.words("faq-none-of-these"))


def _buttons(talk: Talk, reply: Reply) -> Keyboard:
    if reply.decision is Decision.ANSWER and reply.answer is not None:
        return _grade_buttons(talk, reply.answer)
    if reply.decision in (Decision.SUGGEST, Decision.CLARIFY):
        none = button(talk.words("faq-button-none"), NoneOfThese())
        offers = [_offer(place, offer) for place, offer in enumerate(reply.candidates, start=1)]
        return column([*offers, none])
    return ()


def _offer(place: int, offer: Offer) -> Button:
    """Return a button that fits a phone; the text above it holds the whole question."""
    return button(f"{place}. {offer.short}", ShowEntry(offer.id, None))


def _grade_buttons(talk: Talk, shown: Shown) -> Keyboard:
    if not shown.needs_grade:
        return ()
    own = _own_grades(talk, shown)
    if own:
        choices = [
            button(talk.words("grade", number=grade), ShowEntry(shown.id, grade)) for grade in own
        ]
        return grid(choices, 3)
    choices = [
        button(grades_line(one, talk.words), ShowEntry(shown.id, one.first))
        for one in shown.choices
    ]
    return grid(choices, 2)


def _for_family(talk: Talk, shown: Shown) -> Shown:
    """Ask for no grade where the answer has nothing more to say for these children."""
    if shown.needs_grade and talk.person.is_parent and not _own_grades(talk, shown):
        return replace(shown, needs_grade=False)
    return shown


def _own_grades(talk: Talk, shown: Shown) -> list[int]:
    """Return the grades of the person's children for which the answer has its own words."""
    grades = {child.school_class.grade for child in talk.person.children}
    return sorted(g for g in grades if any(one.first <= g <= one.last for one in shown.choices))


def _only_grade(talk: Talk) -> int | None:
    grades = {child.school_class.grade for child in talk.person.children}
    return grades.pop() if len(grades) == 1 else None
