"""What a room gives the plans: the work to be done when one of its plans falls due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.plans.model import Occurrence
from bot.storage.database import Connection

Handler = Callable[[Connection, Occurrence], Awaitable[None]]
"""Does an occurrence's work inside the transaction that records it."""
