"""Where the links between entries lead.

Links are never followed by the program: each one becomes a button, so no circle of them can
hang anything. Still a reader can be led in a circle. Two entries that name each other are
natural neighbours; three or more that each name only the next lead a reader round and round
past every other answer, and that is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.faq.files.loader import LoadedEntry
from bot.faq.model import EntryId
from bot.faq.problems import Problem, no_entry

_SMALLEST_RING: Final = 3


def link_problems(loaded: Sequence[LoadedEntry]) -> Iterator[Problem]:
    """Find links to nowhere, to the entry itself, doubled ones, and rings without a way out."""
    known = {one.entry.id: one for one in loaded}
    for one in loaded:
        seen: set[EntryId] = set()
        for position, link in enumerate(one.entry.see_also):
            said = _wrong_with(link, one.entry.id, seen, known)
            if said:
                yield _problem(one, position, said)
            seen.add(link)
    for ring in _rings(known):
        way = " → ".join([*ring, ring[0]])
        yield _problem(known[ring[0]], 0, f"{way} leads round in a circle; link another entry too")


def _wrong_with(
    link: EntryId, own: EntryId, seen: set[EntryId], known: Mapping[EntryId, LoadedEntry]
) -> str:
    if link == own:
        return "an entry cannot refer to itself; remove it"
    if link in seen:
        return f"{link} stands twice; remove one"
    if link not in known:
        return no_entry(link)
    return ""


def _rings(known: Mapping[EntryId, LoadedEntry]) -> list[list[EntryId]]:
    """Return the circles of entries whose only link is the next one, each once."""
    only = {
        key: one.entry.see_also[0]
        for key, one in known.items()
        if len(set(one.entry.see_also)) == 1
    }
    rings = []
    done: set[EntryId] = set()
    for start in sorted(only):
        way: list[EntryId] = []
        at = start
        while at in only and at not in done:
            done.add(at)
            way.append(at)
            at = only[at]
        ring = way[way.index(at) :] if at in way else []
        if len(ring) >= _SMALLEST_RING:
            rings.append(ring)
    return rings


def _problem(one: LoadedEntry, position: int, sentence: str) -> Problem:
    return Problem(one.document.path, one.document.line_of(("see_also", position)), sentence)
