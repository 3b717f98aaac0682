"""Answers for one person: whose grade, whose school, and what stands around them.

A grade is named in the message, else known from the class, else remembered from this
conversation, else asked by buttons.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.chat import answer_buttons, memory
from bot.chat.keyboards import Keyboard, button
from bot.chat.places import places_of
from bot.chat.talk import MOST_CHARACTERS, Talk
from bot.delivery.model import Button, counted
from bot.faq.model import EntryId, Place
from bot.faq.recalled import LastTopic
from bot.faq.rendering import grades_line, render
from bot.faq.reply import Offer, Reply, Shown
from bot.faq.service import Answers
from bot.faq.shown_before import entries_in
from bot.faq.taps import ShowEntry
from bot.matching.decision import Decision
from bot.matching.grades import Span, span_in
from bot.matching.questions import may_lean

_LIKELY: Final = 0.02
"""From this chance on a topic is a better neighbour than what its answer refers to."""


@dataclass(frozen=True)
class Answering:
    """One question of one person, and what is known around it."""

    talk: Talk
    answers: Answers
    """One reading of the knowledge, from the question to the last button."""
    places: tuple[Place, ...]
    last: LastTopic | None
    said: Span | None
    """The grades that the message itself names."""
    leans: bool
    """Whether the message may go on from the last answer."""

    @property
    def named(self) -> Span | None:
        """The grades that were named, now or earlier; 小学生 after 三年级 is no news."""
        before = self._before
        if self.said is None or before is None:
            return self.said or before
        is_within = self.said[0] <= before[0] and before[1] <= self.said[1]
        return before if is_within else self.said

    @property
    def grade(self) -> int | None:
        """The one grade this is about: the only child's, else the one named before."""
        grades = self._grades
        if len(grades) == 1:
            return next(iter(grades))
        named = self._before
        return named[0] if named is not None and named[0] == named[1] else None

    @property
    def after(self) -> EntryId | None:
        """The topic a short message goes on from: the one replied to, else the last."""
        quoted = self.talk.quoted
        replied = entries_in(quoted.text, self.answers.snapshot) if quoted is not None else ()
        if replied:
            return replied[-1]
        return self.last.entry if self.last else None

    @property
    def on_screen(self) -> tuple[EntryId, ...]:
        """The answers of the message whose button was tapped."""
        return entries_in(self.talk.shown, self.answers.snapshot)

    def show(self, entries: Sequence[EntryId], grade: int | None = None) -> list[Shown]:
        """Return answers for this person.

        Args:
            entries: Which ones.
            grade: The grade that was chosen by a button.
        """
        chosen = grade or (None if self.said else self.grade)
        return [self.fitted(self._answer(entry, chosen)) for entry in entries]

    def fitted(self, shown: Shown) -> Shown:
        """Use the grades named before, and ask for none where that would change nothing."""
        if not shown.needs_grade:
            return shown
        named = self.named
        if named is not None:
            theirs = [
                one for one in shown.choices if one.first <= named[1] and named[0] <= one.last
            ]
            # What is written for no grade of theirs in particular holds for all of them alike.
            if not theirs or (theirs[0].first <= named[0] and named[1] <= theirs[0].last):
                return self._answer(shown.id, named[0])
        if self.talk.person.is_parent and not self._own_grades(shown):
            return replace(shown, needs_grade=False)
        return shown

    def chosen(self, entry: EntryId, grade: int) -> Span:
        """Return the grades that a button stood for: a child's own, or all of a variant."""
        if grade not in self._grades:
            for one in self._answer(entry, None).choices:
                if one.fits(grade):
                    return one.first, one.last
        return grade, grade

    def others(self, question: str, but: Collection[EntryId]) -> tuple[Offer, ...]:
        """Return what a question may mean besides what was shown; nothing once it is gone."""
        if not question:
            return ()
        grade, places = self.grade, self.places
        return self.answers.others(question, but, self.talk.language, grade=grade, places=places)

    def message(
        self, shown: Sequence[Shown], candidates: Sequence[Offer], but: Collection[EntryId] = ()
    ) -> tuple[str, Keyboard]:
        """Return the message that shows answers, with everything under it.

        Args:
            shown: The answers.
            candidates: What else may be meant, best first.
            but: What was shown before and is not offered again.
        """
        first, *rest = shown
        words = self.talk.words
        near = neighbours(shown, candidates, but)[: answer_buttons.MOST_NEIGHBOURS]
        reply = Reply(Decision.ANSWER, self.talk.language, answer=first, more=tuple(rest))
        text = render(reply, words)
        grades = next((found for one in shown if (found := self._grade_buttons(one))), [])
        also = f"{text}\n\n{words('feedback-also')}"
        if near and not grades and counted(also) <= MOST_CHARACTERS:
            text = also
        return text, answer_buttons.under_answer(words, first.id, grades, near)

    @property
    def _before(self) -> Span | None:
        """The grades named earlier; those of other people's children end with their topic."""
        before = self.last.grades if self.last else None
        if before is None or self.leans or not self._grades:
            return before
        return before if any(before[0] <= one <= before[1] for one in self._grades) else None

    @property
    def _grades(self) -> frozenset[int]:
        return frozenset(child.school_class.grade for child in self.talk.person.children)

    def _answer(self, entry: EntryId, grade: int | None) -> Shown:
        return self.answers.answer_for(entry, grade, self.talk.language, self.places)

    def _grade_buttons(self, shown: Shown) -> list[Button]:
        if not shown.needs_grade:
            return []
        words = self.talk.words
        own = self._own_grades(shown)
        if own:
            named = [(words("grade", number=grade), grade) for grade in own]
        else:
            named = [(grades_line(one, words), one.first) for one in shown.choices]
        return [button(label, ShowEntry(shown.id, grade)) for label, grade in named]

    def _own_grades(self, shown: Shown) -> list[int]:
        """Return the grades of the person's children for which the answer has its own words."""
        return sorted(g for g in self._grades if any(one.fits(g) for one in shown.choices))


async def answering(talk: Talk, question: str) -> Answering:
    """Look up what is known around a question."""
    return Answering(
        talk=talk,
        answers=talk.services.answers,
        places=await places_of(talk),
        last=await memory.recalled(talk),
        said=span_in(question),
        leans=may_lean(question),
    )


def neighbours(
    shown: Sequence[Shown], candidates: Sequence[Offer], but: Collection[EntryId] = ()
) -> list[Offer]:
    """Return what may be asked next: likely topics, then what the answers refer to.

    Args:
        shown: The answers.
        candidates: What else the message may mean, best first.
        but: What was shown before.
    """
    seen = {*but, *(one.id for one in shown)}
    likely = [one for one in candidates if one.score >= _LIKELY]
    linked = [link for one in shown for link in one.see_also]
    found = {one.id: one for one in (*likely, *linked, *candidates) if one.id not in seen}
    return list(found.values())
