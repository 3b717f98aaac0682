"""What delivery needs from outside: somebody who can send one message.

`bot.chat.sender` fills the port with Telegram. Delivery cannot ask people anything either:
it is given addresses, and reports a chat that is gone through a callback.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.delivery.model import Body, Outcome


class Sender(Protocol):
    """Sends one message and says what became of it."""

    async def send(self, address: int, body: Body) -> Outcome:
        """Try once, without waiting for a turn and without trying again.

        Every trouble is an outcome. An error raised here is a bug; the dispatcher survives
        it and treats the message as one that may have arrived.
        """


OnGone = Callable[[int], Awaitable[None]]
"""Told the address of a chat that can no longer be reached; must bear a repeat."""
