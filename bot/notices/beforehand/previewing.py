"""A rehearsal and what the rules say, in words. Pure.

Read on a phone, before the thumb goes to the button: a line for each thing, and nothing
about what is as it should be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.i18n.catalogue import Words
from bot.i18n.languages import Language
from bot.notices.beforehand.rehearsal import Pace, Rehearsal
from bot.notices.rules.model import Basis, Finding, Ground
from bot.notices.wording.saying import spoken

MOST_RULES = 6
"""Findings told at once; what is mended first often mends others."""
MOST_PLACES = 2
"""Places shown of one rule."""
_MINUTE = 60
_AT_ONCE = timedelta(seconds=10)

Grounds = Callable[[Basis, Language], Ground | None]
"""Finds the source that a rule rests on, in a language; None if its answer is gone."""


def summary(rehearsed: Rehearsal, words: Words, here: datetime, *, to_staff: bool) -> list[str]:
    """Return a line for each thing sending would do.

    Args:
        rehearsed: What it would do.
        words: The author's language.
        here: Now, in the school's zone.
        to_staff: Whether only staff get it.
    """
    return [
        words(
            "notices-preview-reach-staff" if to_staff else "notices-preview-reach",
            chats=rehearsed.recipients,
            children=rehearsed.children,
            unreached=rehearsed.unreached,
        ),
        *_languages(rehearsed, words),
        *_gone(rehearsed, words),
        *_messages(rehearsed, words),
        *_when(rehearsed.pace, words, here),
        *(
            words(
                f"notices-rehearsal-held-{one.who}",
                count=one.chats,
                when=spoken(one.until, here, words),
            )
            for one in rehearsed.held
        ),
    ]


def findings(
    found: Sequence[Finding], words: Words, language: Language, grounds: Grounds
) -> list[str]:
    """Return what the rules say, a few lines for each rule; nothing if they say nothing."""
    if not found:
        return []
    rules = [list(places) for _, places in groupby(found, key=lambda one: one.rule)]
    lines = [words("notices-check-heading")]
    for number, places in enumerate(rules[:MOST_RULES], 1):
        lines += _rule(number, places, words, language, grounds)
    if len(rules) > MOST_RULES:
        lines.append(words("notices-check-more", count=len(rules) - MOST_RULES))
    return lines


def all_well(words: Words) -> str:
    """Say that the rules have nothing to say."""
    return words("notices-check-nothing")


def lasting(length: timedelta, words: Words) -> str:
    """Say how long something takes: seconds below a minute, else minutes, rounded up."""
    seconds = max(1, math.ceil(length.total_seconds()))
    if seconds < _MINUTE:
        return words("notices-rehearsal-seconds", count=seconds)
    return words("notices-rehearsal-minutes", count=math.ceil(seconds / _MINUTE))


def ground(basis: Basis, words: Words, language: Language, grounds: Grounds) -> str:
    """Say what a rule rests on; empty if its answer is gone."""
    found = grounds(basis, language)
    if found is None:
        return ""
    return words("notices-check-ground", document=found.document, clause=found.clause or "")


def _languages(rehearsed: Rehearsal, words: Words) -> Iterator[str]:
    """Say which languages are in use, and how the frame of the text reads where it differs."""
    if len(rehearsed.shown) < 2:  # noqa: PLR2004 - one language needs no list
        return
    listed = words("list-separator").join(
        f"{one.language.own_name} {one.recipients}" for one in rehearsed.shown
    )
    yield words("notices-rehearsal-languages", list=listed)
    yield words("notices-rehearsal-untranslated")
    read = {_frame(rehearsed.shown[0].text)}
    for one in rehearsed.shown[1:]:
        heading, footing = _frame(one.text)
        if (heading, footing) in read:
            continue
        read.add((heading, footing))
        yield words(
            "notices-rehearsal-frame",
            language=one.language.own_name,
            heading=heading,
            footing=footing,
        )


def _frame(text: str) -> tuple[str, str]:
    heading, *_, footing = text.splitlines()
    return heading, footing


def _gone(rehearsed: Rehearsal, words: Words) -> Iterator[str]:
    if rehearsed.gone:
        yield words("notices-rehearsal-gone", count=rehearsed.gone)


def _messages(rehearsed: Rehearsal, words: Words) -> Iterator[str]:
    if rehearsed.messages > 1:
        yield words("notices-rehearsal-messages", count=rehearsed.messages)


def _when(pace: Pace | None, words: Words, here: datetime) -> Iterator[str]:
    """Say how long it takes, unless it is a matter of seconds and nothing is in its way."""
    if pace is None:
        return
    if pace.waiting:
        yield words("notices-rehearsal-waiting", count=pace.waiting)
    if pace.takes + (pace.last_at - pace.first_at) > _AT_ONCE or pace.waiting:
        yield words(
            "notices-rehearsal-takes",
            length=lasting(pace.takes, words),
            when=spoken(pace.last_at, here, words),
        )


def _rule(
    number: int,
    places: Sequence[Finding],
    words: Words,
    language: Language,
    grounds: Grounds,
) -> Iterator[str]:
    first = places[0]
    quotes = [one.excerpt for one in places[:MOST_PLACES] if one.excerpt]
    title = first.title[language]
    quoted = words("list-separator").join(
        words("notices-check-quoted", text=quote) for quote in quotes
    )
    key = "notices-check-finding" if quoted else "notices-check-finding-time"
    yield words(key, number=str(number), title=title, places=quoted)
    yield first.advice[language]
    told = [line for one in first.because if (line := ground(one, words, language, grounds))]
    yield from told or [words("notices-check-no-ground")]
