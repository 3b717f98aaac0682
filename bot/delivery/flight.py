"""What one dispatcher has on its way, and how many more it may take.

A message occupies a place from its claim until its fate is durably written down, commits
included. That bound is the promise of `delivery.in_flight`: a kill at any line repeats at
most so many sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.delivery.model import Outgoing, Settlement


@dataclass(frozen=True)
class Arrival:
    """An attempt whose outcome is known and not yet written down.

    Args:
        settlement: What is to be written.
        gone: The address of a chat that can no longer be reached; None otherwise.
        uploaded: The number of a file and what Telegram calls it from now on.
    """

    settlement: Settlement
    gone: int | None = None
    uploaded: tuple[int, str] | None = None


class Flight:
    """The places of one dispatcher.

    Args:
        places: How many messages may be claimed or sent and not yet durably settled.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._sending: set[int] = set()
        self._arrived: list[Arrival] = []
        self._untried: list[tuple[int, datetime]] = []

    def starts(self, message: Outgoing) -> None:
        """Note a claimed message that is being sent."""
        self._sending.add(message.id)

    def ends(self, arrival: Arrival) -> None:
        """Note the outcome of one that was being sent."""
        self._sending.discard(arrival.settlement.id)
        self._arrived.append(arrival)

    def returns(self, message: Outgoing, until: datetime) -> None:
        """Note a claimed message that could not be tried and may be at this time."""
        self._untried.append((message.id, until))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on its way or waits to be written down."""
        return not (self._sending or self._arrived or self._untried)

    @property
    def landed_count(self) -> int:
        """How many messages wait to be written down."""
        return len(self._arrived) + len(self._untried)

    @property
    def is_half_landed(self) -> bool:
        """Whether enough has landed to be worth a transaction of its own."""
        return self.landed_count * 2 >= self.places

    @property
    def is_full(self) -> bool:
        """Whether nothing can be claimed before something is written down."""
        return len(self._sending) + self.landed_count >= self.places

    @property
    def room(self) -> int:
        """How many may be claimed by a transaction that also writes down what has landed."""
        return max(0, self.places - len(self._sending))

    @property
    def ids(self) -> list[int]:
        """The rows that this dispatcher answers for."""
        arrived = [arrival.settlement.id for arrival in self._arrived]
        return [*self._sending, *arrived, *(row for row, _ in self._untried)]

    def landed(self) -> tuple[list[Arrival], list[tuple[int, datetime]]]:
        """Return what is to be written down now; it stays here until `written`."""
        return list(self._arrived), list(self._untried)

    def written(self, arrived_count: int, untried_count: int) -> None:
        """Give the places free of what `landed` returned, after the commit."""
        del self._arrived[:arrived_count]
        del self._untried[:untried_count]
