"""What a new file changes: which slot of before is which slot of now. Pure.

A slot keeps its identity, and with it its name in calendar files, the changes of single days
and what families know it by, as long as it can be recognised: by everything; by owner, weekday
and start; or by owner and title. What is left over has gone or is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.timetable.model import Slot


class What(StrEnum):
    """What has become of a slot."""

    ADDED = "added"
    MOVED = "moved"  # another weekday, time or place, other weeks
    CHANGED = "changed"  # something else
    CANCELLED = "cancelled"  # it is no more


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot before and after an import.

    Attributes:
        before: None for a new one.
        after: None for one that is no more.
    """

    what: What
    before: Slot | None
    after: Slot | None

    @property
    def slot(self) -> Slot:
        """The slot as it is now, or as it was at last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_other_rhythm(self) -> bool:
        """Whether it takes place on other dates than before."""
        if self.before is None:
            return False
        return self.after is None or _rhythm(self.before) != _rhythm(self.after)


def compare(before: Iterable[Slot], after: Iterable[Slot]) -> list[SlotChange]:
    """Return what has changed, in the order of the new slots, then of those that are no more.

    Args:
        before: The slots as they are kept.
        after: The slots of the file, without numbers.

    Returns:
        Changes, without what has stayed as it was. Each `after` of a known slot has that
        slot's number and name, and a version one higher.
    """
    wanted = list(after)
    pairs = _pairs(list(before), wanted)
    changes = [_change(pairs.get(number), slot) for number, slot in enumerate(wanted)]
    known = {slot.id for slot in pairs.values()}
    gone = [SlotChange(What.CANCELLED, slot, None) for slot in before if slot.id not in known]
    return [change for change in changes if change is not None] + gone


def _pairs(before: Sequence[Slot], after: Sequence[Slot]) -> dict[int, Slot]:
    """Return, by place in the file, the slot of before that each slot of now is."""
    open_before, open_after = list(before), dict(enumerate(after))
    pairs: dict[int, Slot] = {}
    for likeness in _LIKENESSES:
        waiting: dict[Hashable, list[Slot]] = defaultdict(list)
        for slot in open_before:
            waiting[likeness(slot)].append(slot)
        for number, slot in list(open_after.items()):
            if waiting[likeness(slot)]:
                pairs[number] = waiting[likeness(slot)].pop(0)
                del open_after[number]
        open_before = [slot for same in waiting.values() for slot in same]
    return pairs


def _change(before: Slot | None, after: Slot) -> SlotChange | None:
    if before is None:
        return SlotChange(What.ADDED, None, after)
    if before == after:
        return None
    kept = replace(after, id=before.id, uid=before.uid, version=before.version + 1)
    what = What.CHANGED if _when_and_where(before) == _when_and_where(after) else What.MOVED
    return SlotChange(what, before, kept)


def _itself(slot: Slot) -> Hashable:
    return slot


def _same_but_details(slot: Slot) -> Hashable:
    return slot.owner, slot.weekday, slot.starts_at, slot.title, slot.weeks


def _same_time(slot: Slot) -> Hashable:
    return slot.owner, slot.weekday, slot.starts_at, slot.weeks


def _same_title(slot: Slot) -> Hashable:
    return slot.owner, slot.title


_LIKENESSES: tuple[Callable[[Slot], Hashable], ...] = (
    _itself,
    _same_but_details,
    _same_title,
    _same_time,
)


def _rhythm(slot: Slot) -> Hashable:
    return slot.weekday, slot.weeks, slot.valid_from, slot.valid_until


def _when_and_where(slot: Slot) -> Hashable:
    times = slot.starts_at, slot.ends_at, slot.later_ends
    return slot.weekday, slot.weeks, times, slot.place
