"""What staff read of the rules for after-school service, in plain text. Pure."""

from __future__ import annotations

from bot.i18n.catalogue import Words
from bot.timetable.rules import Concern


def concern(found: Concern, words: Words) -> str:
    """Return what a rule says about a slot, without naming the slot."""
    key, end = f"timetable-rule-{found.rule}", f"{found.slot.last_end:%H:%M}"
    if found.limit is None:
        return words(key)
    return words(key, end=end, limit=f"{found.limit:%H:%M}")
