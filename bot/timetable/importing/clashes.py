"""What stands in each other's way: slots of one class, and teachers in two places. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date

from bot.timetable.model import Slot

Placed = tuple[str, Slot]
"""A slot and where in its file it stands."""


def overlaps(placed: Iterable[Placed]) -> list[str]:
    """Return a sentence for each slot that overlaps an earlier one of its class or course."""
    return [
        f"{where}: overlaps {_said(other_where, other)}; mend one of them"
        for (where, _), (other_where, other) in _clashing(placed, lambda slot: slot.owner)
    ]


def teachers(placed: Iterable[Placed]) -> list[str]:
    """Return a sentence for each slot whose teacher is somewhere else at that time.

    Two classes that are together in one place are no clash.
    """
    having = [(where, slot) for where, slot in placed if slot.teacher]
    return [
        f"{where}: {slot.teacher} is also in {_said(other_where, other)}"
        for (where, slot), (other_where, other) in _clashing(having, lambda slot: slot.teacher)
        if not _are_together(slot, other)
    ]


def _clashing(
    placed: Iterable[Placed], whose: Callable[[Slot], Hashable]
) -> Iterator[tuple[Placed, Placed]]:
    groups: dict[Hashable, list[Placed]] = defaultdict(list)
    for where, slot in placed:
        groups[whose(slot), slot.weekday].append((where, slot))
    for group in groups.values():
        yield from _clashing_in(group)


def _clashing_in(group: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    for number, later in enumerate(group):
        for earlier in group[:number]:
            if _meet(earlier[1], later[1]):
                yield later, earlier
                break


def _meet(one: Slot, other: Slot) -> bool:
    in_time = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    begun = _first(one) <= _last(other) and _first(other) <= _last(one)
    return in_time and begun and one.weeks.meet(other.weeks)


def _are_together(one: Slot, other: Slot) -> bool:
    return bool(one.place) and one.place == other.place and one.starts_at == other.starts_at


def _first(slot: Slot) -> date:
    return slot.valid_from or date.min


def _last(slot: Slot) -> date:
    return slot.valid_until or date.max


def _said(where: str, slot: Slot) -> str:
    return f"{where} ({slot.starts_at:%H:%M}-{slot.ends_at:%H:%M} {slot.title})"
