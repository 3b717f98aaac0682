"""Troubles on request: what a network and a busy Telegram do to a bot, but repeatable.

Telegram publishes no such rules; this is our model of what bots meet in practice. Which call
is hit depends only on the seed, the chat and how many times that chat was called, so two
senders meet the same troubles whatever their order and speed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong with a call."""

    SERVER_ERROR = "server_error"
    """Refused with 500; nothing was done."""

    RESET_BEFORE = "reset_before"
    """The connection breaks; nothing was done."""

    RESET_AFTER = "reset_after"
    """The call was carried out, then the connection breaks."""

    TIMEOUT_AFTER = "timeout_after"
    """The call was carried out, and its answer comes much too late."""

    TOO_MANY = "too_many_requests"
    """Refused with 429; nothing was done."""

    LATE = "late"
    """The call was carried out, and its answer comes a little late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextCalls:
    """A trouble for the next `count` calls of a method, whatever the shares say."""

    kind: FaultKind
    method: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPlan:
    """Which troubles there are.

    Attributes:
        seed: another seed hits other calls.
        shares: how many of all calls each kind hits, as fractions; their sum is at most 1,
            and LATE is drawn by itself because a call can be late as well.
        methods: the methods that shares apply to; none named means all that send, copy,
            forward, edit or delete.
        next: troubles for certain calls to come.
        delay_ms: how late LATE is.
        hold_seconds: how late TIMEOUT_AFTER is.
        retry_after: what TOO_MANY asks for, in whole seconds.
    """

    seed: int = 0
    shares: Mapping[FaultKind, float] = field(default_factory=dict)
    methods: frozenset[str] = frozenset()
    next: tuple[NextCalls, ...] = ()
    delay_ms: float = 50.0
    hold_seconds: float = 60.0
    retry_after: int = 1


class Faults:
    """Draws the troubles of a plan and counts the attempts they depend on."""

    def __init__(self, plan: FaultPlan) -> None:
        self.plan = plan
        self._attempts: Counter[int] = Counter()

    def change(self, plan: FaultPlan) -> None:
        """Follow another plan from now on, counting attempts afresh."""
        self.plan = plan
        self._attempts.clear()

    def draw(self, method: str, chat_id: int, *, counts: bool) -> frozenset[FaultKind]:
        """Return what goes wrong with this call.

        `counts` says whether shares apply to the method where the plan names none.
        """
        planned = self._planned(method)
        if planned is not None:
            return frozenset({planned})
        plan = self.plan
        concerned = method in plan.methods if plan.methods else counts
        if not plan.shares or not concerned:
            return frozenset()
        self._attempts[chat_id] += 1
        return draw_shares(plan, chat_id, self._attempts[chat_id])

    def _planned(self, method: str) -> FaultKind | None:
        for place, entry in enumerate(self.plan.next):
            if entry.method == method:
                left = (replace(entry, count=entry.count - 1),) if entry.count > 1 else ()
                before, after = self.plan.next[:place], self.plan.next[place + 1 :]
                self.plan = replace(self.plan, next=(*before, *left, *after))
                return entry.kind
        return None


def draw_shares(plan: FaultPlan, chat_id: int, attempt: int) -> frozenset[FaultKind]:
    """Return what the plan's shares do to one attempt for one chat; always the same."""
    dice = random.Random(f"{plan.seed}:{chat_id}:{attempt}")  # noqa: S311 - no secret.
    hit: set[FaultKind] = set()
    point = dice.random()
    for kind in sorted(plan.shares):
        if kind is FaultKind.LATE:
            continue
        point -= plan.shares[kind]
        if point < 0:
            hit.add(kind)
            break
    if dice.random() < plan.shares.get(FaultKind.LATE, 0.0):
        hit.add(FaultKind.LATE)
    return frozenset(hit)
