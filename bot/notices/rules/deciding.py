"""Whether a notice does what it should not. Pure.

A rule speaks when one of its patterns is found and nobody said no to it: a negation before
it in the same clause (“不要求家长批改作业”), a prohibition earlier in the sentence or in the
line above a list (“严禁以下行为：”), or words in the sentence that show that it is only spoken
about (“如发现……请举报”). What an author may well have meant is let pass: a check that cries
at honest notices is soon passed over unread.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from operator import add

from bot.notices.rules.detectors import DETECTORS
from bot.notices.rules.model import BOTH_STAGES, Finding, Rule, Stage
from bot.notices.rules.pattern import Pattern, Place, Words, joined, parse, words_of
from bot.notices.rules.speech import Speech, Spoken
from bot.notices.rules.spelling import Plain, plain

_Places = Callable[[Words], Sequence[Place]]


class Rules:
    """Rules made ready for reading texts.

    Args:
        rules: In the order they are told.
        words: The lists that patterns name.
        speech: How the language says no.

    Raises:
        BadPattern: A pattern cannot be read.
    """

    def __init__(
        self, rules: Sequence[Rule], words: Mapping[str, Sequence[str]], speech: Speech
    ) -> None:
        self.rules = tuple(rules)
        named = named_words(words)
        self._patterns = {rule.id: _parsed(rule.patterns, named) for rule in rules}
        self._excuses = {rule.id: _parsed(rule.not_when, named) for rule in rules}
        self._silence = {rule.id: _parsed(rule.not_anywhere, named) for rule in rules}
        self._negations = {rule.id: words_of(rule.negations, named) for rule in rules}
        self._speech = speech.ready(named)
        self._lexicon = _Lexicon(self._all_words())

    def findings(
        self, text: str, at: datetime, stages: Collection[Stage] = BOTH_STAGES
    ) -> tuple[Finding, ...]:
        """Return what the rules have to say, in their order and that of the text."""
        read = plain(text)
        places = self._lexicon.places(read.text)
        spoken = Spoken(read, places, self._speech)
        found: list[Finding] = []
        for rule in self.rules:
            if _is_time(rule, at, stages):
                if rule.patterns:
                    found += self._by_words(rule, read, places, spoken)
                else:
                    found.append(Finding(rule.id, rule.title, rule.advice, rule.because))
        replaced = {old for rule in self.rules if _is_in(rule, found) for old in rule.replaces}
        return tuple(one for one in found if one.rule not in replaced)

    def _by_words(
        self, rule: Rule, read: Plain, places: _Places, spoken: Spoken
    ) -> Iterator[Finding]:
        matches = {
            place for pattern in self._patterns[rule.id] for place in joined(pattern, places, read)
        }
        if not matches or spoken.sentences_with(self._silence[rule.id]):
            return
        excuses = spoken.sentences_with(self._excuses[rule.id])
        own_negations = places(self._negations[rule.id])
        told: set[int] = set()
        for start, end in sorted(matches):
            if spoken.denies(start, end, own_negations) or spoken.excuses(start, end, excuses):
                continue
            first, last = read.clause(start), read.clause(end - 1)
            if last in told:
                continue  # One clause is shown once, however many patterns it meets.
            told.update(range(first, last + 1))
            yield Finding(
                rule.id,
                rule.title,
                rule.advice,
                rule.because,
                read.origin[start],
                read.origin[end - 1] + 1,
                read.excerpt(start, end),
            )

    def _all_words(self) -> Iterator[Words]:
        for listed in (
            *self._patterns.values(),
            *self._excuses.values(),
            *self._silence.values(),
        ):
            yield from (part.words for pattern in listed for part in pattern)
        yield from self._negations.values()
        yield from self._speech.words()


def findings(
    text: str, at: datetime, rules: Rules, stages: Collection[Stage] = BOTH_STAGES
) -> tuple[Finding, ...]:
    """Hold a notice against the rules.

    Args:
        text: The notice, as its author wrote it.
        at: When it reaches families, in the school's zone.
        rules: What it should not do.
        stages: The stages of the children it is about.
    """
    return rules.findings(text, at, stages)


def named_words(words: Mapping[str, Sequence[str]]) -> dict[str, Words]:
    """Read the lists of words, which may name lists above them, beside what detectors know.

    Raises:
        BadPattern: A list names one that does not stand above it.
    """
    named = {name.strip("<>"): frozenset({name}) for name in DETECTORS}
    for name, listed in words.items():
        named[name] = words_of(listed, named)
    return named


class _Lexicon:
    """Finds the words of all rules in one walk through a text."""

    def __init__(self, lists: Iterator[Words]) -> None:
        words = {word for words in lists for word in words if word not in DETECTORS}
        single = {word for word in words if len(word) == 1}
        self._single = re.compile(f"[{re.escape(''.join(sorted(single)))}]" if single else r"(?!)")
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words - single):
            self._by_pair[word[:2]].append(word)

    def places(self, text: str) -> _Places:
        """Return what says where the words of a list stand in a text."""
        found = self._occurrences(text)
        known: dict[Words, list[Place]] = {}

        def places(words: Words) -> list[Place]:
            if words not in known:
                met = [
                    place
                    for word in words
                    for place in (
                        DETECTORS[word](text) if word in DETECTORS else found.get(word, ())
                    )
                ]
                known[words] = sorted(met)
            return known[words]

        return places

    def _occurrences(self, text: str) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for match in self._single.finditer(text):
            found[match[0]].append(match.span())
        # Most pairs of characters begin no word, so that most of a text costs one look each.
        by_pair = self._by_pair
        for start, pair in enumerate(map(add, text, text[1:])):
            if pair in by_pair:
                for word in by_pair[pair]:
                    if text.startswith(word, start):
                        found[word].append((start, start + len(word)))
        return dict(found)


def _parsed(written: Sequence[str], named: Mapping[str, Words]) -> tuple[Pattern, ...]:
    return tuple(parse(one, named) for one in written)


def _is_time(rule: Rule, at: datetime, stages: Collection[Stage]) -> bool:
    if not rule.hours:
        return True
    return any(stage in stages and hours.holds(at) for stage, hours in rule.hours.items())


def _is_in(rule: Rule, found: Sequence[Finding]) -> bool:
    return any(one.rule == rule.id for one in found)
