"""A telephone at the front desk: sees the last message, taps its buttons, and replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.values import Author, ChatId, Message
from tests.support.front_desk import FrontDesk


@dataclass
class StaffPhone:
    """One person's chat, as they see it.

    Attributes:
        written: What they typed last, which the bot's next message may reply to.
    """

    desk: FrontDesk
    address: int
    written: str = ""

    @property
    def last(self) -> Message:
        """The bot's newest message, as it reads after all edits."""
        chat = self.desk.sandbox.world.messages[ChatId(self.address)].values()
        return max((one for one in chat if one.author is Author.BOT), key=lambda one: one.id)

    @property
    def text(self) -> str:
        """What it says."""
        return self.last.text

    @property
    def buttons(self) -> dict[str, str]:
        """What its buttons carry, by label."""
        markup: dict[str, Any] = dict(self.last.markup or {})
        rows = markup.get("inline_keyboard", [])
        return {key["text"]: key["callback_data"] for row in rows for key in row}

    async def writes(self, text: str) -> None:
        """Send a text or a command."""
        self.written = ""
        await self.desk.hears(self.address, text)

    async def replies(self, text: str) -> None:
        """Reply to the newest message."""
        asked = self.desk.message(self.address, self.last.id, self.text)
        self.written = text
        await self.desk.hears(self.address, text, reply_to_message=asked)

    async def taps(self, label: str) -> None:
        """Tap the button of the newest message whose label holds some words."""
        found = next((data for shown, data in self.buttons.items() if label in shown), None)
        assert found is not None, f"{label} is not among {list(self.buttons)}: {self.text}"
        await self.sends(found)

    async def sends(self, data: str) -> None:
        """Tap a button that may be old or forged, under the newest message."""
        more: dict[str, object] = {"message_id": self.last.id, "text": self.text}
        if self.written:
            more["reply_to_message"] = self.desk.message(self.address, 7, self.written)
        await self.desk.feels(self.address, data, **more)
