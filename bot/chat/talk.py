"""One turn of a conversation: who speaks, in which language, what they said, how to reply.

Handlers are given a talk and nothing else, so they never dig in Telegram's types.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from telegram import Bot, MaybeInaccessibleMessage, Message, Update
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.app import Services
from bot.chat import replies
from bot.chat.keyboards import Keyboard, inline_markup, read_markup
from bot.chat.replies import Reply
from bot.delivery.model import Body
from bot.delivery.parts import cut
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.model import Person

log = structlog.get_logger()

MOST_CHARACTERS = int(MessageLimit.MAX_TEXT_LENGTH)


@dataclass(frozen=True)
class Quoted:
    """The bot's message somebody replied to."""

    message_id: int
    text: str


class Talk:
    """One update, ready to be answered.

    Args:
        services: Everything the bot can do.
        bot: Talks to Telegram.
        person: Who is speaking.
        update: What they did.
        trouble: Why we could not find out who they are, if we could not.
    """

    def __init__(
        self,
        services: Services,
        bot: Bot,
        person: Person,
        update: Update,
        *,
        trouble: Exception | None = None,
    ) -> None:
        self.services = services
        self.person = person
        self.trouble = trouble
        self.words: Words = speaking(person.language)
        self.bot = bot
        self._update = update
        self._is_answered = False

    @property
    def address(self) -> int:
        """The chat this happens in."""
        return self.person.address

    @property
    def language(self) -> Language:
        """The person's language."""
        return self.person.language

    @property
    def message_id(self) -> int:
        """The number of the message that was written, or that carries the button."""
        assert self._carrier is not None
        return self._carrier.message_id

    @property
    def text(self) -> str:
        """What was written; empty for anything but text."""
        written = self._update.message
        return (written.text or "") if written else ""

    @property
    def written_at(self) -> datetime | None:
        """When the text at hand was sent, or the one a tapped message replies to; aware."""
        carrier = self._carrier
        message: Message | None = self._update.message
        if message is None and isinstance(carrier, Message):
            message = carrier.reply_to_message
        return message.date if message is not None else None

    @property
    def argument(self) -> str:
        """What stands behind a command."""
        return self.text.partition(" ")[2].strip()

    @property
    def quoted(self) -> Quoted | None:
        """The bot's own message this replies to, or the one a tapped message replies to."""
        # Of a message that is too old Telegram gives only the number.
        carrier = self._carrier
        original = carrier.reply_to_message if isinstance(carrier, Message) else None
        if original is None:
            return None
        return Quoted(original.message_id, original.text or original.caption or "")

    @property
    def question(self) -> Quoted | None:
        """What somebody asked: the message itself, or the one a tapped message replies to."""
        written = self._update.message
        if written is None:
            return self.quoted
        return Quoted(written.message_id, written.text or written.caption or "")

    @property
    def shown(self) -> str:
        """The text of the message whose button was tapped; empty if it is too old to be read."""
        carrier = self._carrier
        return (carrier.text or "") if isinstance(carrier, Message) else ""

    @property
    def buttons(self) -> Keyboard:
        """The buttons under the tapped message, as they stand now."""
        carrier = self._carrier
        found = carrier.reply_markup if isinstance(carrier, Message) else None
        return read_markup(found)

    async def renewed(self) -> Talk:
        """Return the same turn with the person as they are now."""
        person = await self.services.people.person(self.address, self.language)
        return Talk(self.services, self.bot, person, self._update)

    async def in_language(self, language: Language) -> Talk:
        """Return the same turn in another language."""
        fresh = await self.renewed()
        return Talk(
            self.services, self.bot, replace(fresh.person, language=language), self._update
        )

    def speaking_to(self, language: Language) -> Words:
        """Return the words for somebody else's language."""
        return speaking(language)

    async def say(
        self,
        text: str,
        keyboard: Keyboard = (),
        *,
        force_reply: str | None = None,
        replying: bool = False,
        reply_to: int | None = None,
        with_preview: bool = True,
    ) -> int:
        """Send a message, in parts if it is long; buttons stand under the last part.

        Args:
            text: What is said.
            keyboard: The buttons.
            force_reply: A hint for the reply field, which excludes buttons.
            replying: Whether it replies to the message at hand.
            reply_to: The number of an older message it replies to instead.
            with_preview: Whether Telegram may fetch what an address in it leads to.

        Returns:
            The number of the last part.
        """
        answered = self.message_id if replying and reply_to is None else reply_to
        *before, last = split(text)
        for part in before:
            await replies.send(self.bot, self.address, Reply(part))
        reply = Reply(last, keyboard, force_reply, answered, with_preview)
        return await replies.send(self.bot, self.address, reply)

    async def give(self, name: str, content: bytes, caption: str = "") -> None:
        """Send a file."""
        await self.bot.send_document(self.address, content, filename=name, caption=caption or None)

    async def give_picture(self, content: bytes, caption: str = "") -> None:
        """Send a picture."""
        await self.bot.send_photo(self.address, content, caption=caption or None)

    async def show(self, body: Body) -> int:
        """Send a message exactly as delivery would."""
        return await self.say(body.text, body.keyboard, force_reply=body.force_reply)

    async def edit(self, text: str, keyboard: Keyboard = ()) -> None:
        """Change the message whose button was tapped; the same content again is fine."""
        try:
            await replies.edit(self.bot, self.address, self.message_id, text, keyboard)
        except BadRequest as error:
            if "not modified" in str(error):
                return
            await self.say(text, keyboard)

    async def edit_buttons(self, keyboard: Keyboard) -> None:
        """Change only the buttons of the message whose button was tapped, if that can be."""
        try:
            await self.bot.edit_message_reply_markup(
                self.address, self.message_id, reply_markup=inline_markup(keyboard)
            )
        except BadRequest as error:
            # The same buttons as before, or a message that is gone or too old to be changed.
            log.info("buttons_not_changed", kind=type(error).__name__)

    async def toast(self, text: str | None = None) -> None:
        """Answer a tap with a short word at the top of the screen, once."""
        query = self._update.callback_query
        if query is None or self._is_answered:
            return
        self._is_answered = True
        try:
            await replies.acknowledge(self.bot, query.id, text)
        except TelegramError as error:
            # A query older than Telegram allows cannot be answered any more; what the tap
            # asks for can still be done, and its message still be changed.
            log.info("tap_not_acknowledged", kind=type(error).__name__)

    async def tell(self, address: int, text: str) -> None:
        """Say something to another chat, such as the family's other guardian.

        Whatever becomes of it is no matter of the one who speaks here.
        """
        try:
            await self.bot.send_message(address, text)
        except Forbidden:
            await self.services.people.mark_gone(address)
        except TelegramError as error:
            log.warning("others_not_told", kind=type(error).__name__)

    @property
    def _carrier(self) -> MaybeInaccessibleMessage | None:
        query = self._update.callback_query
        return query.message if query else self._update.message


def split(text: str, limit: int = MOST_CHARACTERS) -> list[str]:
    """Cut a long text at paragraphs, lines or sentences into parts Telegram accepts; at least one.

    Args:
        text: What is to be said.
        limit: The longest part, in UTF-16 units as Telegram counts them.
    """
    return cut(text, limit)
