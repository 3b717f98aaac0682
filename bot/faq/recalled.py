"""What is remembered of a conversation, and for which answers nothing is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.faq.model import Category, Entry, EntryId
from bot.matching.grades import Span

LASTS_FOR: Final = timedelta(minutes=30)
"""How long a short message may lean on the answer before it."""

NEVER_KEPT: Final = frozenset({Category.COMPLAINTS, Category.WELLBEING})
"""Whoever asks how to report a school, or about fear and sadness, leaves no trace here."""


@dataclass(frozen=True, slots=True)
class LastTopic:
    """The answer a chat was given last."""

    entry: EntryId
    grades: Span | None
    """The grades the person has named in this conversation, first and last."""
    answered_at: datetime

    @property
    def forgotten_at(self) -> datetime:
        """When it is too old to be looked at; it is erased within the next minute."""
        return self.answered_at + LASTS_FOR


def may_be_kept(entry: Entry) -> bool:
    """Say whether it may be remembered that somebody was given this answer."""
    return entry.category not in NEVER_KEPT
