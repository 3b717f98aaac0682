"""What one school answers for itself: only its own families are given it. Pure.

Matching looks at all answers alike, because what a message means does not depend on who
writes it. So another school's own answer is taken out of the reply afterwards; what is left
is offered, and nothing likely left means that we do not know.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from bot.faq.model import Entry, EntryId, Level, Place, Region, RegionCode
from bot.faq.reply import Reply, Whose
from bot.matching.decision import Decision

_LEAST_LEFT: Final = 0.05
"""The least chance at which what is left is offered."""


def held_at(reply: Reply, entries: Mapping[EntryId, Entry], places: Collection[Place]) -> Reply:
    """Leave out of a reply what other schools answer for themselves.

    Args:
        reply: What matching found.
        entries: All answers.
        places: Where the children go to school.
    """
    offers = tuple(one for one in reply.candidates if entries[one.id].holds_at(places))
    if len(offers) == len(reply.candidates):
        return reply
    shown = (reply.answer, *reply.more) if reply.answer is not None else ()
    kept = [one for one in shown if entries[one.id].holds_at(places)]
    if kept:
        return replace(reply, candidates=offers, answer=kept[0], more=tuple(kept[1:]))
    offers = tuple(one for one in offers if one.score >= _LEAST_LEFT)
    decision = Decision.SUGGEST if reply.answer is not None else reply.decision
    return Reply(decision if offers else Decision.ABSTAIN, reply.language, offers)


def whose(entry: Entry, regions: Mapping[RegionCode, Region]) -> Whose | None:
    """Return the school whose own answer an entry is; None when it holds everywhere."""
    if entry.only_for is None or entry.only_for.school is None:
        return None
    region = regions.get(RegionCode(entry.only_for.region))
    is_example = region is not None and region.is_example
    return Whose(entry.only_for.school, Level.SCHOOL, is_example)
