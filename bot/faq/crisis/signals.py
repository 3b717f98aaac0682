"""How strongly a message speaks of danger: patterns and characters are added up.

A pattern says what it was written for and nothing else. The characters of a message say how
much it is like the messages of people in danger and how little like those a school gets every
day; they hear what no pattern was written for. Lessons, stories, rules and fees nearby take
points away, because most messages that name a danger there only speak about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import fsum, sqrt
from typing import Final, NamedTuple

from bot.faq.crisis import english, oneself, others, words
from bot.faq.crisis.characters import BASE, POINTS
from bot.faq.crisis.notation import alternatives, paragraphs, regex
from bot.faq.crisis.text import CHINESE, MARK

ALARM: Final = 4
"""From so many points on a message speaks of danger."""
_CERTAIN, _LIKELY, _HALF = 8, 4, 2
_UNNAMED: Final = 1
"""So much more is needed where no pattern is found and the characters are alone."""
_NEAR: Final = 60
"""So many characters around a stretch may take points back."""
_WHOLE: Final = 100
"""A message of so many characters is judged as one."""
_STRETCH, _STEP = 80, 55
"""A longer one in stretches of so many, each beginning so many after the last."""
_LETTER_NEEDS: Final = 1.7
"""So much more is needed in a long letter, where one stretch of many may look bad."""
_LONGEST_WHO: Final = 6


class _Limits(NamedTuple):
    enough: float
    lowest: float
    """Characters speak no more than this against danger, so a plain cry is always heard."""


_MESSAGE: Final = _Limits(ALARM, lowest=-4)
_LETTER: Final = _Limits(ALARM + _LETTER_NEEDS, lowest=-2)
_UNLIKELY: Final = -1.5
"""Below this only a pattern that is certain makes the others worth looking for."""


class _Pattern(NamedTuple):
    worth: int
    found: re.Pattern[str]
    before: re.Pattern[str] | None
    """What has to stand before it in the same clause."""
    reach: int
    """So many characters before it are looked at."""


_Rule = tuple[_Pattern, ...]


def speaks_of_danger(text: str, *, by_characters: bool = True) -> bool:
    """Say whether a message, or any stretch of a long one, has enough points.

    Args:
        text: As `text.plain` returns it.
        by_characters: Whether the characters count, which they cannot where they were
            guessed from pinyin.
    """
    said = without_sayings(text)
    sure = [rule for rule in _sure() if any(_worths(said, 0, len(said), [rule]))]
    if len(said) <= _WHOLE:
        return _has(said, (0, len(said)), _MESSAGE, sure, by_characters=by_characters)
    stretches = {said[start:end]: (start, end) for start, end in _stretches(said)}
    return any(
        _has(said, stretch, _LETTER, sure, by_characters=by_characters)
        for stretch in stretches.values()
    )


def names_danger(text: str) -> bool:
    """Say whether patterns alone would raise the alarm, whatever the characters say."""
    said = without_sayings(text)
    return sum(_worths(said, 0, len(said), _patterns())) >= ALARM


def without_sayings(text: str) -> str:
    """Return a plain message with everyday exaggerations taken out."""
    return _sayings().sub("□", text)


def leaning(said: str) -> float:
    """Return how much the characters of a stretch speak for danger, about -10 to 12."""
    if not CHINESE.search(said):
        return 0
    known = [POINTS[character] for character in set(said) if character in POINTS]
    return BASE + fsum(known) / sqrt(max(1, len(known)))


def _has(
    said: str,
    stretch: tuple[int, int],
    limits: _Limits,
    sure: list[_Rule],
    *,
    by_characters: bool,
) -> bool:
    start, end = stretch
    leans = leaning(said[start:end]) if by_characters else 0
    needed = limits.enough - max(leans, limits.lowest)
    around = (said, max(0, start - _NEAR), end + _NEAR)
    if leans < _UNLIKELY and not any(_worths(said, start, end, sure)):
        return False
    points = sum(_worths(said, start, end, _patterns()))
    needed += 0 if points else _UNNAMED
    if points < needed:
        return False
    takes = (taken for spoken, taken in _taken_back() if spoken.search(*around))
    return points - max(takes, default=0) >= needed


def _worths(said: str, start: int, end: int, among: Iterable[_Rule]) -> Iterator[int]:
    for patterns in among:
        if any(_is_in(said, start, end, pattern) for pattern in patterns):
            yield patterns[0].worth


def _is_in(said: str, start: int, end: int, pattern: _Pattern) -> bool:
    if pattern.before is None:
        return pattern.found.search(said, start, end) is not None
    return any(
        pattern.before.search(said, max(start, match.start() - pattern.reach), match.start())
        for match in pattern.found.finditer(said, start, end)
    )


def _stretches(said: str) -> Iterator[tuple[int, int]]:
    for start in range(0, len(said) - _STRETCH + _STEP, _STEP):
        begin = said.rfind(MARK, max(0, start - _STEP // 2), start) + 1 or start
        end = said.find(MARK, start + _STRETCH, start + _STRETCH + _STEP // 2)
        yield begin, end if end > 0 else min(len(said), start + _STRETCH)


_WHO_FIRST: Final = re.compile(
    r"(\(\?:[^()]*<(?:ADULT|PEER|KID|STRANGER|LIMB)>[^()]*\)(?:\(\?!.\))?)~(\d+)(.+)"
)


def _compiled(worth: int, written: str) -> Iterator[_Pattern]:
    """Search from the other end where a pattern begins with people: they are everywhere."""
    others = []
    for alternative in alternatives(written):
        if split := _WHO_FIRST.fullmatch(alternative):
            who, gap, found = split.groups()
            before = regex(rf"{who}~{gap}\Z")
            yield _Pattern(worth, regex(found), before, int(gap) + _LONGEST_WHO)
        else:
            others.append(alternative)
    if others:
        yield _Pattern(worth, regex("|".join(others)), None, 0)


_LISTS: Final = (
    (_CERTAIN, oneself.CERTAIN),
    (_CERTAIN, others.CERTAIN),
    (_LIKELY, oneself.LIKELY),
    (_LIKELY, others.LIKELY),
    (_LIKELY, english.LIKELY),
    (_HALF, oneself.HALF),
    (_HALF, others.HALF),
)


@cache
def _patterns() -> tuple[_Rule, ...]:
    # Read on first use: it takes a tenth of a second that most commands need not spend.
    return tuple(
        tuple(_compiled(worth, written))
        for worth, listed in _LISTS
        for written in paragraphs(listed)
    )


@cache
def _sure() -> tuple[_Rule, ...]:
    return tuple(rule for rule in _patterns() if rule[0].worth == _CERTAIN)


@cache
def _sayings() -> re.Pattern[str]:
    return regex("".join(paragraphs(words.SAYINGS)))


@cache
def _taken_back() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What a lesson or a story nearby takes away, and what a rule, a fee or a year does."""
    lists = ((words.STORIES, 6), (words.MATTERS, 3))
    return tuple((regex("".join(paragraphs(listed))), taken) for listed, taken in lists)
