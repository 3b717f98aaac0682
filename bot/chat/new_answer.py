"""A new answer as somebody types it in the chat, in a form that fits on one line of advice. Pure.

The first line is the question, the last one the source, everything between is the answer:

    食堂能带饭进去吗？
    可以。请放在班级的保温柜里。
    依据：食堂管理办法，本校后勤处
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.errors import BadInput
from bot.faq.files.schema import LONGEST_SHORT
from bot.faq.model import Source

_SOURCE: Final = re.compile(r"(?:依据|依據|来源|來源|Source)\s*[:：]\s*(.+)")
_PARTS: Final = re.compile("[,，]")
_LEAST_LINES: Final = 3


class FormUnreadable(BadInput):
    """The text is not a question, an answer and a source."""

    text_key = "helping-form-unreadable"


@dataclass(frozen=True)
class TypedAnswer:
    """A question, its answer, and what it rests on."""

    question: str
    text: str
    source: Source

    @property
    def short(self) -> str:
        """The question as a button shows it."""
        return self.question.rstrip("？?。.！! ")[:LONGEST_SHORT]


def read_answer(text: str) -> TypedAnswer:
    """Read what somebody typed.

    Raises:
        FormUnreadable: A part is missing.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    match = _SOURCE.fullmatch(lines[-1]) if len(lines) >= _LEAST_LINES else None
    if match is None:
        raise FormUnreadable
    document, *issuer = [part.strip() for part in _PARTS.split(match[1], maxsplit=1)]
    answer = "\n".join(lines[1:-1]).strip()
    if not (lines[0] and answer and document and issuer and issuer[0]):
        raise FormUnreadable
    source = Source(document.strip("《》"), None, issuer[0], None, None)
    return TypedAnswer(lines[0], answer, source)
