"""What is meant for a receipt without being quite one: words around it, one too few, one wrong.

Taken for a question it would be answered with a shrug, and a receipt's words would be kept
among the questions without an answer. Pure.
"""

from __future__ import annotations

import re
from typing import Final

from bot.surveys.sealing.receipt_words import CHINESE, ENGLISH
from bot.surveys.sealing.receipts import CODE_BYTES

_WORDS: Final = frozenset((*CHINESE, *ENGLISH))
_BETWEEN: Final = re.compile(r"[\s,，、。.·:：;；\-]+")
_MOST_OTHERS: Final = 2
"""Words such as 回执码 or 我要撤回; a sentence has more."""


def words_in(text: str) -> str | None:
    """Return the five words of a receipt that stand among few others; None if they do not."""
    found = _receipt_words(text)
    return " ".join(found) if len(found) == CODE_BYTES else None


def is_nearly_one(text: str) -> bool:
    """Say whether a text is hardly anything but words of receipts, though not five of them."""
    return len(_receipt_words(text)) >= CODE_BYTES - 1


def _receipt_words(text: str) -> list[str]:
    written = [each for each in _BETWEEN.split(text.lower()) if each]
    found = [each for each in written if each in _WORDS]
    return found if len(written) - len(found) <= _MOST_OTHERS else []
