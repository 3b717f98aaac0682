"""How strongly a message speaks of danger: patterns and characters are added up.

A pattern says what it was written for and nothing else. The characters of a message say how
much it is like the messages of people in danger and how little like those a school gets every
day; they hear what no pattern was written for. Lessons, stories, rules and fees nearby take
points away, because most messages that name a danger there only speak about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from bot.faq.crisis import english, oneself, others, words
from bot.faq.crisis.characters import LIKENESS, SIGNS, WORTH_BASE
from bot.faq.crisis.likeness import leaning
from bot.faq.crisis.notation import alternatives, paragraphs, regex
from bot.faq.crisis.text import MARK

NAMED: Final = 4
"""Patterns with so many points together name a danger."""
_CERTAIN, _LIKELY, _HALF = 8, 4, 2
_STORY, _MATTER = 6, 3
_SIGNS: Final[tuple[Callable[[int, int], bool], ...]] = (
    lambda points, _: points >= _HALF,
    lambda points, _: points >= _LIKELY,
    lambda points, _: points >= _CERTAIN,
    lambda _, taken: taken >= _MATTER,
    lambda _, taken: taken >= _STORY,
)
_MOST: Final = sum(worth for worth in SIGNS if worth > 0)
"""No patterns are worth more together."""
_GUESSED: Final = -1.4
"""The likeness of what was guessed from pinyin: only patterns that name a danger outweigh it."""
_NEAR: Final = 60
"""So many characters around a stretch may take points back."""
_WHOLE: Final = 100
"""A message of so many characters is judged as one."""
_STRETCH, _STEP = 80, 55
"""A longer one in stretches of so many, each beginning so many after the last."""
_LONGEST_WHO: Final = 6


class _Limits(NamedTuple):
    enough: float
    """From such a worth on it speaks of danger; one stretch of many may look worse."""
    lowest: float
    """Likeness speaks no more than this against danger, so a plain cry is heard anywhere."""


def _limits(enough: float) -> _Limits:
    """Let likeness take back so little that what certainly names danger is enough."""
    return _Limits(enough, lowest=(enough - WORTH_BASE - _MOST) / LIKENESS)


_MESSAGE: Final = _limits(0.8)
_LETTER: Final = _limits(1.5)


class _Pattern(NamedTuple):
    worth: int
    found: re.Pattern[str]
    before: re.Pattern[str] | None
    """What has to stand before it in the same clause."""
    reach: int
    """So many characters before it are looked at."""


_Rule = tuple[_Pattern, ...]


def speaks_of_danger(text: str, *, by_characters: bool = True) -> bool:
    """Say whether a message, or any stretch of a long one, is worth an alarm.

    Args:
        text: As `text.plain` returns it.
        by_characters: Whether the characters count, which they cannot where they were
            guessed from pinyin.
    """
    said = without_sayings(text)
    if len(said) <= _WHOLE:
        return _alarms(said, (0, len(said)), _MESSAGE, by_characters=by_characters)
    stretches = {said[start:end]: (start, end) for start, end in _stretches(said)}
    return any(
        _alarms(said, stretch, _LETTER, by_characters=by_characters)
        for stretch in stretches.values()
    )


def names_danger(text: str) -> bool:
    """Say whether patterns alone would raise the alarm, whatever the characters say."""
    said = without_sayings(text)
    return sum(_worths(said, 0, len(said), _patterns())) >= NAMED


def without_sayings(text: str) -> str:
    """Return a plain message with everyday exaggerations taken out."""
    return _sayings().sub("□", text)


def signs(said: str, start: int = 0, end: int | None = None) -> tuple[bool, ...]:
    """Return what the patterns find in a stretch, and what stands around it.

    Returns:
        Whether they have two points, four, eight; whether rules or fees stand nearby, and
        whether stories or lessons do.
    """
    stop = len(said) if end is None else end
    points = sum(_worths(said, start, stop, _patterns()))
    if not points:
        return (False,) * len(_SIGNS)
    around = (said, max(0, start - _NEAR), stop + _NEAR)
    taken = max((taken for spoken, taken in _taken_back() if spoken.search(*around)), default=0)
    return tuple(sign(points, taken) for sign in _SIGNS)


def _alarms(said: str, stretch: tuple[int, int], limits: _Limits, *, by_characters: bool) -> bool:
    likeness = leaning(said[slice(*stretch)]) if by_characters else _GUESSED
    worth = WORTH_BASE + LIKENESS * max(likeness, limits.lowest)
    if worth + _MOST < limits.enough:
        return False
    found = signs(said, *stretch)
    return (
        worth + sum(one for one, holds in zip(SIGNS, found, strict=True) if holds) >= limits.enough
    )


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
def _sayings() -> re.Pattern[str]:
    return regex("".join(paragraphs(words.SAYINGS)))


@cache
def _taken_back() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What a lesson or a story nearby takes away, and what a rule, a fee or a year does."""
    lists = ((words.STORIES, _STORY), (words.MATTERS, _MATTER))
    return tuple((regex("".join(paragraphs(listed))), taken) for listed, taken in lists)
