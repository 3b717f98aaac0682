"""What the bot did, kept for proofs: who got which message when, and what was refused.

Tests of delivery read it to show that nobody was missed and nobody got a notice twice. It is
not part of the world: it starts empty with every run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.values import ChatId, JsonObject, Message, MessageId


@dataclass(frozen=True, slots=True)
class Sent:
    """One accepted message; `time` is in Unix seconds with fractions."""

    chat_id: ChatId
    message_id: MessageId
    text: str
    method: str
    time: float

    def as_json(self) -> JsonObject:
        """Return it as an object for a test or a script."""
        return {
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "text": self.text,
            "method": self.method,
            "time": self.time,
        }


class Ledger:
    """Everything accepted, in order, and counts of calls, refusals and faults."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.sends: list[Sent] = []
        self.calls: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()

    def note_send(self, message: Message, method: str) -> None:
        """Note a message that was accepted."""
        entry = Sent(message.chat_id, message.id, message.text, method, self._now())
        self.sends.append(entry)

    def clear(self) -> None:
        """Start again from nothing."""
        self.sends.clear()
        for counter in (self.calls, self.refusals, self.faults):
            counter.clear()

    def as_json(self, after: int = 0) -> JsonObject:
        """Return everything, leaving out the first `after` sends."""
        return {
            "sends": [entry.as_json() for entry in self.sends[after:]],
            "sent_count": len(self.sends),
            "calls": dict(self.calls),
            "refusals": dict(self.refusals),
            "faults": dict(self.faults),
        }
