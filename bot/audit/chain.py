"""The chain of hashes, and where it is broken. Pure.

Each entry's hash covers its own columns and the hash before it, so an entry that is
changed, removed, put in or moved breaks the chain at its place. Only a tail that is cut off
leaves a whole chain behind: whoever kept a later hash outside finds that it is missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.audit.model import Detail, Entry

BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain has found.

    Attributes:
        count: How many entries were walked, the broken one included.
        head: The hash of the last sound entry; keep it elsewhere.
        broken: The number of the first broken entry, None if all are sound.
        problem: What is wrong, empty if nothing is.
    """

    count: int
    head: str
    broken: int | None = None
    problem: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problem


def canonical(details: Mapping[str, Detail]) -> str:
    """Write details in the one form that is hashed."""
    return json.dumps(dict(details), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def linked(
    before: Entry | None,
    *,
    at: datetime,
    actor: int | None,
    action: str,
    subject: tuple[str, int | None],
    details: Mapping[str, Detail],
) -> Entry:
    """Return the entry that follows another one, None for the first of all."""
    unhashed = Entry(
        id=before.id + 1 if before else 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        subject=subject[0],
        subject_number=subject[1],
        details=canonical(details),
        previous=before.hash if before else BEFORE_THE_FIRST,
        hash="",
    )
    return Entry(**{**vars(unhashed), "hash": hash_of(unhashed)})


def hash_of(entry: Entry) -> str:
    """Return the hash an entry must have."""
    columns = [
        entry.id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.action,
        entry.subject,
        entry.subject_number,
        entry.details,
        entry.previous,
    ]
    written = json.dumps(columns, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()


class Walk:
    """Goes along the chain a stretch at a time, so that a long one needs little memory.

    Args:
        head: A hash kept from before, which must be on the way; None if there is none.
    """

    def __init__(self, head: str | None = None) -> None:
        self._count = 0
        self._last = BEFORE_THE_FIRST
        self._awaits = None if head == BEFORE_THE_FIRST else head
        self._broken: tuple[int, str] | None = None

    def past(self, entries: Iterable[Entry]) -> bool:
        """Check a stretch; False once something is broken."""
        for entry in entries:
            self._count += 1
            problem = self._problem(entry)
            if problem:
                self._broken = (self._count, problem)
                return False
            self._last = entry.hash
            if entry.hash == self._awaits:
                self._awaits = None
        return True

    def past_unreadable(self) -> None:
        """Note that the next entry cannot even be read."""
        self._count += 1
        self._broken = (self._count, "it cannot be read")

    def verdict(self) -> Verdict:
        """Say what was found, at the end of the way."""
        if self._broken is not None:
            return Verdict(self._count, self._last, *self._broken)
        if self._awaits is not None:
            problem = "the kept hash is not in the account: its end was cut off or rewritten"
            return Verdict(self._count, self._last, problem=problem)
        return Verdict(self._count, self._last)

    def _problem(self, entry: Entry) -> str:
        if entry.id != self._count:
            return f"entry {self._count} is missing"
        if entry.previous != self._last:
            return "it does not follow from the entry before"
        if entry.hash != hash_of(entry):
            return "its content was changed"
        return ""
