"""Answering a survey by taps on one edited message, the free comment after it, and receipts."""

from __future__ import annotations

from bot.chat.keyboards import Keyboard, button
from bot.chat.talk import Talk
from bot.errors import BadInput
from bot.surveys.answering.screens import Screen, wave_of_prompt
from bot.surveys.sealing import nearly, receipts
from bot.surveys.taps import (
    AnyTap,
    SurveyHandIn,
    SurveyLeave,
    SurveyNoWords,
    SurveyStart,
    SurveyTap,
    SurveyWords,
    WaveName,
)


async def begin(talk: Talk, tap: SurveyStart) -> None:
    """Show the first question about a child of the class that was invited."""
    await _press(talk, tap)


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
    """Take a reply to the comment question; False if it was no such reply.

    Apps keep the reply open after the question, so a receipt may come as one and is no comment.
    """
    wave = wave_of_prompt(talk.quoted.text) if talk.quoted else None
    if wave is None:
        return False
    if receipts.read(talk.text) is not None:
        return await taken_back(talk, talk.text)
    await talk.say(await _comment(talk, wave, talk.text))
    return True


async def taken_back(talk: Talk, text: str) -> bool:
    """Take an answer back by its receipt; False if the text is none, nor nearly one."""
    surveys, words = talk.services.surveys, nearly.words_in(text) or text
    screen = await surveys.take_back(talk.address, _schools(talk), words, talk.language)
    if screen is None:
        if is_nearly := nearly.is_nearly_one(text):
            await talk.say(talk.words("survey-receipt-nearly"))
        return is_nearly
    await talk.say(screen.text, _keyboard(screen))
    return True


async def ask_what_it_is(talk: Talk) -> bool:
    """Ask what was typed without replying soon after the comment question; False if none was.

    Until the tap the words are neither stored nor matched. Of what goes on with a comment that an
    app has cut it is said that it was not taken.
    """
    wanted = await talk.services.surveys.comment_wanted(
        talk.address, _schools(talk), talk.text, talk.written_at
    )
    if wanted is None:
        return False
    if wanted.is_rest:
        await talk.say(talk.words("survey-comment-cut"))
        return True
    wave = wanted.wave
    choices = (
        (button(talk.words("survey-button-words"), SurveyWords(wave.number, wave.tag)),),
        (button(talk.words("survey-button-question"), SurveyNoWords(wave.number)),),
    )
    await talk.say(talk.words("survey-comment-is-it"), choices, replying=True)
    return True


async def caption_given(talk: Talk, caption: str) -> bool:
    """Keep words beside a picture from being taken for a question; False if they are one.

    A reply to the comment question is refused, because the picture would not be handed in;
    a receipt is taken as ever, and of other words it may be asked what they are.
    """
    if talk.quoted and wave_of_prompt(talk.quoted.text) is not None:
        await talk.say(talk.words("survey-comment-picture"))
        return True
    return talk.trouble is None and (await taken_back(talk, caption) or await ask_what_it_is(talk))


async def words_given(talk: Talk, tap: SurveyWords) -> None:
    """Hand in the words that the question replied to."""
    await talk.toast()
    quoted = talk.quoted
    if quoted is None or not quoted.text:
        await talk.edit(talk.words("survey-comment-gone"))
        return
    said = await _comment(talk, tap.name, quoted.text)
    await talk.edit(talk.words("survey-comment-handing-in"))
    await talk.say(said)


async def no_words(talk: Talk, tap: SurveyNoWords) -> str | None:
    """Return the words as a question; None if they cannot be seen any more."""
    del tap
    await talk.toast()
    await talk.services.surveys.comment_declined(talk.address, _schools(talk))
    quoted = talk.quoted
    if quoted is None or not quoted.text:
        await talk.edit(talk.words("survey-comment-gone"))
        return None
    await talk.edit(talk.words("survey-comment-as-question"))
    return quoted.text


async def _comment(talk: Talk, wave: WaveName, text: str) -> str:
    try:
        return await talk.services.surveys.comment(
            talk.address, wave, text, talk.language, talk.written_at
        )
    except BadInput as error:
        return talk.words(error.text_key)


async def _press(talk: Talk, tap: AnyTap) -> None:
    await talk.toast()
    surveys = talk.services.surveys
    screen = await surveys.press(talk.address, tap, talk.language, talk.person)
    await talk.edit(screen.text, _keyboard(screen))
    if screen.another is not None:
        await talk.say(screen.another.text, _keyboard(screen.another))
    if screen.comment is not None:
        hint = talk.words("survey-comment-hint")
        await talk.say(screen.comment, force_reply=hint)


def _schools(talk: Talk) -> list[int]:
    return sorted({child.school_class.school_id for child in talk.person.children})


def _keyboard(screen: Screen) -> Keyboard:
    return tuple(tuple(button(item.label, item.tap) for item in row) for row in screen.rows)
