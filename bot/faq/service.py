"""Answers to parents' questions: synchronous, from memory, in about a millisecond.

The order is the promise: danger first, then small talk, then matching. A crisis needs none
of what is loaded here, so a front door may ask `crisis.is_danger` even when loading failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Final

from bot.clock import SystemClock, today
from bot.errors import NotFound
from bot.faq.crisis.danger import is_danger
from bot.faq.files.loader import load
from bot.faq.learning.learned import read_tuning
from bot.faq.learning.material import read_index
from bot.faq.model import Entry, EntryId, Place, Snapshot, Texts
from bot.faq.own_answers import held_at, whose
from bot.faq.places import Here, localised
from bot.faq.reply import Offer, Reply, Shown
from bot.faq.smalltalk import small_talk_in
from bot.i18n.languages import Language
from bot.matching.decision import (
    MOST_OFFERED,
    Candidate,
    Decision,
    Verdict,
    among,
    candidates,
    judge,
)
from bot.matching.grades import Span, overlap, span_in
from bot.matching.index import Evidence, Index
from bot.matching.questions import may_lean, questions_in, surely_leans
from bot.matching.tuning import Tuning

_LEANS_CLEARLY: Final = 0.35
"""The least chance among neighbouring topics at which a leaning message is answered."""
_OWN_TOPIC: Final = 0.8
"""From this chance on a message has a topic of its own, even where it is not answered."""
_ALL_KNOWN: Final = 0.9
"""From this share of words of ours on nothing in a message speaks of something else."""
_LAST_GRADE: Final = 9
"""初三; from the next one on other rules hold."""
_LEAST_OTHER: Final = 0.01
"""The least share of the chance that is left at which a topic is offered after a wrong answer."""
_OFFERING: Final = frozenset({Decision.CLARIFY, Decision.SUGGEST})
_GRADE_WORDS: Final = re.compile(
    "[一二三四五六七八九初高小]+(?:[到至、-][一二三四五六]+)?(?:年级|中生?|学生?)|[初高小][一二三四五六]"
)
_LINKS: Final = re.compile("^那么?|[呢的？?！!。，, ]")


class EntryMissing(NotFound):
    """There is no such answer any more."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A message's way through matching, for people who wonder why."""

    evidence: Evidence
    verdict: Verdict


class Answers:
    """The knowledge, ready to be asked.

    Args:
        snapshot: The entries and their zh-Hant texts.
        index: What messages are compared with.
        tuning: The learned numbers.
        on: Says today's date at school; an answer that is not valid today is not given.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        index: Index,
        tuning: Tuning,
        on: Callable[[], date],
    ) -> None:
        self.snapshot = snapshot
        self.tuning = tuning
        self.index = index
        self._on = on

    @classmethod
    def load(cls, folder: Path, on: Callable[[], date] | None = None) -> Answers:
        """Read the knowledge folder.

        Raises:
            BrokenKnowledge: A sentence for each thing that is wrong.
        """
        snapshot = load(folder)
        return cls(snapshot, read_index(folder, snapshot), read_tuning(folder), on or _today)

    def ask(
        self,
        question: str,
        *,
        grade: int | None,
        language: Language,
        places: Sequence[Place] = (),
        after: EntryId | None = None,
        past_danger: bool = False,
    ) -> Reply:
        """Answer a message, or say what else is right.

        Args:
            question: What the parent typed.
            grade: The child's grade, 1 to 12; a grade in the message counts more.
            language: The language of the reply.
            places: Where the children go to school; their own words are shown.
            after: The topic of the chat's last answer; a short message may lean on it.
            past_danger: Whether the help lines were shown for this very message already.
        """
        if not past_danger and is_danger(question):
            return Reply(Decision.CRISIS, language)
        small_talk = small_talk_in(question)
        if small_talk is not None:
            return Reply(Decision.SMALLTALK, language, small_talk=small_talk)
        reply = (
            self._leaned(question, grade, language, after)
            or self._several(question, grade, language)
            or self._matched(question, grade, language)
        )
        reply = held_at(reply, self.snapshot.entries, places)
        if reply.answer is None:
            return reply
        here = self._here(places)
        shown = [self._localised(one, here, language) for one in (reply.answer, *reply.more)]
        return replace(reply, answer=shown[0], more=tuple(shown[1:]))

    def explain(self, question: str, grade: int | None = None) -> Explained:
        """Return everything matching saw in a message; `grade` is the child's, if known."""
        evidence = self.index.evidence(question, (grade, grade) if grade else None)
        return Explained(evidence, judge(self.index, evidence, self.tuning))

    def others(
        self,
        question: str,
        shown: Collection[EntryId],
        language: Language,
        *,
        grade: int | None = None,
        places: Collection[Place] = (),
    ) -> tuple[Offer, ...]:
        """Return what a message may mean besides what was shown, best first, at most three.

        For whoever says that the answer was not what they asked for. A message that danger
        speaks from has no others.

        Args:
            question: What the parent typed.
            shown: What is not offered again.
            language: The language of the offers.
            grade: The child's grade, 1 to 12; a grade in the message counts more.
            places: Where the children go to school.
        """
        if is_danger(question):
            return ()
        evidence = self.index.evidence(question, (grade, grade) if grade else None)
        found = candidates(self.index, evidence, evidence.scores(self.tuning.ranking_weights))
        # Whoever says that it was not meant leaves all chance to the others.
        others = [one for one in found if one.key not in shown]
        least = _LEAST_OTHER * sum(one.score for one in others)
        likely = takewhile(lambda one: one.score >= least, others)
        known = ((one, self.snapshot.entries.get(EntryId(one.key))) for one in likely)
        left = [one for one, entry in known if entry is not None and entry.holds_at(places)]
        return self._offers(left[:MOST_OFFERED], language)

    def entry(self, entry_id: EntryId) -> Entry:
        """Return an entry.

        Raises:
            EntryMissing: There is none with this id.
        """
        entry = self.snapshot.entries.get(entry_id)
        if entry is None:
            message = f"There is no answer {entry_id}; see knowledge/faq for the ids."
            raise EntryMissing(message)
        return entry

    def answer_for(
        self,
        entry_id: EntryId,
        grade: int | None,
        language: Language,
        places: Sequence[Place] = (),
    ) -> Shown:
        """Return the answer of an entry, as after a tap on an offer.

        Raises:
            EntryMissing: There is none with this id, or it is not valid today.
        """
        entry = self.entry(entry_id)
        if not entry.is_current(self._on()):
            message = f"The answer {entry_id} is not valid today; its file says from when to when."
            raise EntryMissing(message)
        shown = self._shown(entry, (grade, grade) if grade else None, language)
        return self._localised(shown, self._here(places), language)

    def _leaned(
        self, question: str, grade: int | None, language: Language, after: EntryId | None
    ) -> Reply | None:
        """Answer a short message from what was answered before it; None if it stands alone."""
        last = self.snapshot.entries.get(after) if after is not None else None
        if last is None or not may_lean(question):
            return None
        near = self._neighbours(last)
        alone = self.explain(question, grade)
        is_ours = alone.evidence.known >= _ALL_KNOWN
        leans = surely_leans(question) or _is_only_a_grade(question)
        if not leans and (not is_ours or _stands_alone(alone.verdict, near)):
            return None
        span = span_in(question)
        if span is not None and _holds_for(last, span, question):
            return self._answered(last, span, language, 1.0)
        meant = span or ((grade, grade) if grade else None)
        joined = self.index.evidence(f"{_without_grades(last.short, span)}{question}", meant)
        best = among(self.index, (joined, alone.evidence), self.tuning, near)
        offers = self._offers(best, language)
        is_same = bool(offers) and offers[0].id == last.id
        if not offers or (is_same and not leans and _best(alone.verdict) != last.id):
            return None
        if best[0].score < _LEANS_CLEARLY or (is_same and not is_ours):
            return Reply(Decision.CLARIFY, language, offers)
        reply = self._answered(self.entry(offers[0].id), meant, language, 1.0)
        return replace(reply, candidates=offers)

    def _neighbours(self, entry: Entry) -> frozenset[EntryId]:
        """Return the entries that a message after this one may mean."""
        shelf = {e.id for e in self.snapshot.entries.values() if e.category is entry.category}
        return frozenset(shelf | set(entry.see_also) | {entry.id})

    def _several(self, question: str, grade: int | None, language: Language) -> Reply | None:
        """Answer each of several questions; None where they are better taken as one.

        Beside what is answered stands what the questions may mean that are not clear.
        """
        parts = questions_in(question)
        if len(parts) == 1:
            return None
        replies: list[Reply] = []
        for part in parts:
            before = replies[-1].answer.id if replies and replies[-1].answer else None
            reply = self._leaned(part, grade, language, before)
            replies.append(reply or self._matched(part, grade, language))
        shown = {one.answer.id: one.answer for one in replies if one.answer is not None}
        whole = self._matched(question, grade, language)
        fits = any(offer.id in shown for offer in whole.candidates)
        alone = len(shown) == 1 and (whole.answer is None or whole.answer.id not in shown)
        if not shown or not fits or alone:
            return None
        offers = {offer.id: offer for one in replies if one.answer for offer in one.candidates[:1]}
        unclear = (one for one in replies if one.decision in _OFFERING)
        for offer in (*(o for one in unclear for o in one.candidates[:2]), *whole.candidates):
            offers.setdefault(offer.id, offer)
        first, *rest = shown.values()
        listed = tuple(offers.values())[:MOST_OFFERED]
        return Reply(Decision.ANSWER, language, listed, first, more=tuple(rest))

    def _answered(
        self, entry: Entry, span: Span | None, language: Language, score: float
    ) -> Reply:
        offer = self._offer(entry, language, score)
        return Reply(Decision.ANSWER, language, (offer,), self._shown(entry, span, language))

    def _offers(self, candidates: Sequence[Candidate], language: Language) -> tuple[Offer, ...]:
        entries = (self.snapshot.entries[EntryId(one.key)] for one in candidates)
        return tuple(
            self._offer(entry, language, one.score)
            for entry, one in zip(entries, candidates, strict=True)
            if entry.is_current(self._on())
        )

    def _matched(self, question: str, grade: int | None, language: Language) -> Reply:
        verdict = self.explain(question, grade).verdict
        offers = self._offers(verdict.candidates, language)
        decision = verdict.decision
        if not offers:
            return Reply(Decision.ABSTAIN, language)
        if decision is not Decision.ANSWER:
            return Reply(decision, language, offers)
        if offers[0].id != verdict.candidates[0].key:
            return Reply(Decision.SUGGEST, language, offers)
        span = span_in(question) or ((grade, grade) if grade else None)
        answer = self._shown(self.entry(offers[0].id), span, language)
        return Reply(decision, language, offers, answer)

    def _offer(self, entry: Entry, language: Language, score: float) -> Offer:
        texts = self._texts(entry, language)
        return Offer(entry.id, texts.question, texts.short, score)

    def _shown(self, entry: Entry, span: Span | None, language: Language) -> Shown:
        texts = self._texts(entry, language)
        text, variant = texts.answer.for_span(span)
        single = span[0] if span is not None and span[0] == span[1] else None
        return Shown(
            id=entry.id,
            question=texts.question,
            text=text,
            variant=variant,
            grade=single,
            needs_grade=bool(texts.answer.variants) and variant is None and single is None,
            sources=texts.sources,
            who_decides=texts.who_decides,
            see_also=tuple(
                self._offer(self.snapshot.entries[link], language, 1.0)
                for link in entry.see_also
                if link in self.snapshot.entries
                and _may_concern(self.snapshot.entries[link], span)
            ),
            span=span,
            whose=whose(entry, self.snapshot.regions),
            choices=texts.answer.variants,
        )

    def _here(self, places: Sequence[Place]) -> Here:
        return Here(places, self.snapshot.regions, self._on())

    def _localised(self, shown: Shown, here: Here, language: Language) -> Shown:
        return localised(shown, self.entry(shown.id), here, language)

    def _texts(self, entry: Entry, language: Language) -> Texts:
        if language is Language.ZH_HANT:
            return self.snapshot.traditional.get(entry.id, entry.texts)
        if language is Language.EN and entry.english is not None:
            return entry.english
        return entry.texts


def _may_concern(entry: Entry, span: Span | None) -> bool:
    """Say whether an entry is not about other grades than those meant."""
    return span is None or entry.for_grades is None or overlap(entry.for_grades, span)


def _best(verdict: Verdict) -> str | None:
    return verdict.candidates[0].key if verdict.candidates else None


def _stands_alone(verdict: Verdict, near: Collection[str]) -> bool:
    """Say whether a short message is clear without what was said before it."""
    if verdict.decision is Decision.ANSWER:
        return True
    other = verdict.unanswered
    if other is not None and other.score > sum(one.score for one in verdict.candidates):
        return True
    return sum(one.score for one in verdict.candidates if one.key not in near) >= _OWN_TOPIC


def _holds_for(last: Entry, span: Span, question: str) -> bool:
    """Say whether an answer goes on holding for the grades that a message names."""
    if any(one.first <= span[0] and span[1] <= one.last for one in last.answer.variants):
        return True
    for_all = not last.answer.variants and _GRADE_WORDS.search(last.question) is None
    return for_all and span[1] <= _LAST_GRADE and _is_only_a_grade(question)


def _is_only_a_grade(question: str) -> bool:
    """Say whether a message names a grade and nothing else: 三年级, 那初二呢."""
    return span_in(question) is not None and not _LINKS.sub("", _GRADE_WORDS.sub("", question))


def _without_grades(short: str, span: Span | None) -> str:
    """Take the grades out of a topic's name when the message names its own."""
    return _GRADE_WORDS.sub("", short) if span is not None else short


def _today() -> date:
    return today(SystemClock())
