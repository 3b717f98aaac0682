"""Everything that is not text: a sensible word for each."""

from __future__ import annotations

from telegram import Message

from bot.chat.talk import Talk


async def other(talk: Talk, message: Message) -> None:
    """Say kindly what can be done instead."""
    await talk.say(talk.words(_key(message)))


async def captioned(talk: Talk) -> None:
    """Say that only the words beside a picture or file are read."""
    await talk.say(talk.words("other-captioned"))


async def unknown_command(talk: Talk) -> None:
    """Point to the commands there are."""
    await talk.say(talk.words("other-unknown-command"))


def _key(message: Message) -> str:
    if message.sticker or message.animation:
        return "other-sticker"
    if message.photo or message.video or message.video_note:
        return "other-photo"
    if message.voice or message.audio:
        return "other-voice"
    if message.document:
        return "other-file"
    return "other-anything"
