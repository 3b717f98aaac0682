"""Whether an entry's English says as much as its Chinese does.

Nobody who reads only English can notice that a variant is missing or that the sentence about
who decides was forgotten, so the shapes are compared here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.faq.files.loader import LoadedEntry
from bot.faq.model import Texts
from bot.faq.problems import Problem

MOST_WORDS: Final = 150
"""Words of an English answer: one screen of a phone; writers aim for 40 to 120."""
MISSING: Final = "the English text (en) is missing; add it, as knowledge/README.md shows"
"""A bot may speak without it; whoever reads English then reads Chinese."""
_MOST_CHINESE: Final = 0.2


def english_problems(one: LoadedEntry) -> Iterator[Problem]:
    """Find where the English of an entry is missing or differs in shape from its Chinese."""
    entry = one.entry
    if entry.english is None:
        yield Problem(one.document.path, one.document.line_of(("answer",)), MISSING)
        return
    english = entry.english
    ours = [(part.first, part.last) for part in entry.answer.variants]
    theirs = [(part.first, part.last) for part in english.answer.variants]
    if ours != theirs:
        yield _problem(one, "write the English variants for the grades of the Chinese, in order")
    if (entry.who_decides is None) != (english.who_decides is None):
        yield _problem(one, "write who_decides in both languages, or in neither")
    for text in (english.answer.text, *(part.text for part in english.answer.variants)):
        words = len(text.split())
        if words > MOST_WORDS:
            yield _problem(one, f"an English text has {words} words; at most {MOST_WORDS}")
    if any(_is_chinese(text) for text in _parts(english)):
        yield _problem(one, "an English text is mostly Chinese characters; write it in English")


def _problem(one: LoadedEntry, sentence: str) -> Problem:
    return Problem(one.document.path, one.document.line_of(("en",)), sentence)


def _parts(english: Texts) -> Iterator[str]:
    yield from (english.question, english.short, english.answer.text)
    yield from (part.text for part in english.answer.variants)


def _is_chinese(text: str) -> bool:
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return chinese > _MOST_CHINESE * len(text)
