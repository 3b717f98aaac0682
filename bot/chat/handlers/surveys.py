"""Answering a survey by taps on one edited message, and the free comment after it."""

from __future__ import annotations

from bot.chat.keyboards import Keyboard, button
from bot.chat.talk import Talk
from bot.errors import BadInput
from bot.surveys.screens import Screen, wave_of_prompt
from bot.surveys.taps import AnyTap, SurveyHandIn, SurveyLeave, SurveyTap


async def answer(talk: Talk, tap: SurveyTap) -> None:
    """Show the next question, or the way back."""
    await _press(talk, tap)


async def hand_in(talk: Talk, tap: SurveyHandIn) -> None:
    """Hand the answer in, and ask for the comment once."""
    await _press(talk, tap)


async def leave(talk: Talk, tap: SurveyLeave) -> None:
    """Leave; nothing was kept."""
    await _press(talk, tap)


async def comment_given(talk: Talk) -> bool:
    """Take a reply to the comment question; False if it was no such reply."""
    wave = wave_of_prompt(talk.quoted.text) if talk.quoted else None
    if wave is None:
        return False
    try:
        said = await talk.services.surveys.comment(talk.address, wave, talk.text, talk.language)
    except BadInput as error:
        said = talk.words(error.text_key)
    await talk.say(said)
    return True


async def _press(talk: Talk, tap: AnyTap) -> None:
    await talk.toast()
    screen = await talk.services.surveys.press(talk.address, tap, talk.language)
    await talk.edit(screen.text, _keyboard(screen))
    if screen.comment is not None:
        hint = talk.words("survey-comment-hint")
        await talk.say(screen.comment, force_reply=hint)


def _keyboard(screen: Screen) -> Keyboard:
    return tuple(tuple(button(item.label, item.tap) for item in row) for row in screen.rows)
