"""What is meant for a receipt without being quite one: words around it, too few, some wrong.

Taken for a question it would be answered with a shrug, and a receipt's words would be kept
among the questions without an answer. Receipts are made of everyday words, so parents also ask
in them (端午、中秋、元旦放假吗): what asks is a question, however many of its words could stand in
a receipt. Pure.
"""

from __future__ import annotations

import re
from typing import Final

from bot.surveys.sealing.receipt_words import CHINESE, ENGLISH
from bot.surveys.sealing.receipts import CODE_BYTES

_WORDS: Final = frozenset((*CHINESE, *ENGLISH))
_BETWEEN: Final = re.compile(r"[\s,，、。.·:：;；!！\-]+")
_MOST_OTHERS: Final = 2
"""Words such as 回执码 or 我要撤回, or wrong ones; a sentence has more."""
_LEAST: Final = CODE_BYTES - _MOST_OTHERS

_HEADING: Final = re.compile(r"(回执码|回執碼|receipt code)s?|\A\s*receipt\s*[:：]", re.IGNORECASE)
_AROUND: Final = re.compile(
    r"我?[想要]?(撤回|撤销|撤銷)|\b(take back|withdraw|my|the|is)\b", re.IGNORECASE
)
"""What people put around the words."""
_PIECE: Final = re.compile("(" + "|".join(map(re.escape, CHINESE)) + r")|([a-z']+|[0-9]+)")
_ASKS: Final = re.compile(
    r"[?？吗嗎么麼呢吧哪谁誰啥]|几[点點号號天个個节節]|多少|多久|如何|怎|是否|何时|何時|([能会會要是有行可])不\1"
    r"|可以|放假|调休|調休|上课|上課|上学|上學|补课|補課|报名|報名|安排|通知|收费|收費"
    r"|\b(what|when|where|which|who|how|why)\b"
    r"|\A\s*(is|are|do|does|can|may|will|should)\b",
    re.IGNORECASE,
)
"""What asks: particles, question words, and what the days of a receipt are asked about."""


def words_in(text: str) -> str | None:
    """Return the five words of a receipt that stand among few others; None if they do not."""
    written = [each for each in _BETWEEN.split(text.lower()) if each]
    found = [each for each in written if each in _WORDS]
    is_one = len(found) == CODE_BYTES and len(written) - CODE_BYTES <= _MOST_OTHERS
    return " ".join(found) if is_one else None


def is_nearly_one(text: str) -> bool:
    """Say whether a text is hardly anything but words of receipts, or is headed as a receipt."""
    found, others = _counted(_AROUND.sub(" ", _HEADING.sub(" ", text)))
    has_heading, asks = _HEADING.search(text), _ASKS.search(_without_receipt_words(text))
    if has_heading:
        return found >= _LEAST or not asks
    return found >= _LEAST and others <= _MOST_OTHERS and not asks


def _without_receipt_words(text: str) -> str:
    """Return what else a text says, so that no receipt's word is taken for one that asks."""
    return _PIECE.sub(lambda piece: " " if piece[0] in _WORDS else piece[0], text.lower())


def _counted(text: str) -> tuple[int, int]:
    """Count words of receipts and others; of Chinese that is none, two characters are a word."""
    found = others = 0
    for run in filter(None, _BETWEEN.split(text.lower())):
        pieces = [piece[0] for piece in _PIECE.finditer(run)]
        found += sum(piece in _WORDS for piece in pieces)
        others += sum(piece not in _WORDS for piece in pieces)
        others += -(-len(_PIECE.sub("", run)) // 2)
    return found, others
