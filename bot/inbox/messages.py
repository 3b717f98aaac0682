"""What parents and staff are sent by this room. Pure."""

from __future__ import annotations

from typing import Final
from unicodedata import category

from bot.delivery.model import Body, Button, counted
from bot.i18n.catalogue import Words
from bot.inbox.errors import AnswerUnreadable, AnswerUnusable
from bot.inbox.model import LONGEST_ANSWER
from bot.inbox.taps import AnswerRequest

_BLANKS: Final = frozenset("\n\r\t")


def checked_answer(text: str) -> str:
    """Return an answer as it will be sent.

    Raises:
        AnswerUnusable: It is empty or longer than 3,000 characters, an emoji counting as two.
        AnswerUnreadable: It holds characters that nothing can show, such as NUL.
    """
    plain = text.strip()
    if not plain or counted(plain) > LONGEST_ANSWER:
        raise AnswerUnusable
    if any(category(character) == "Cc" for character in plain if character not in _BLANKS):
        raise AnswerUnreadable
    return plain


def for_staff(request: int, sentence: str, class_name: str | None, words: Words) -> Body:
    """Return what a teacher or the office is told; `class_name` only for its own teachers."""
    if class_name is None:
        origin = words("inbox-from-school")
    else:
        origin = words("inbox-from-class", name=class_name)
    text = words("inbox-request", sentence=sentence, origin=origin)
    button = Button(words("inbox-button-answer"), AnswerRequest(request).pack())
    return Body(f"{text}\n\n{words('inbox-request-more')}", ((button,),))


def for_asker(sentence: str, answer: str, words: Words) -> Body:
    """Return the school's reply."""
    return Body(words("inbox-answer", sentence=sentence, answer=answer))


def unanswered(sentence: str, words: Words) -> Body:
    """Return what an asker is told whom nobody has answered."""
    return Body(words("inbox-unanswered", sentence=sentence))


def no_answer(words: Words) -> Body:
    """Return what somebody is told whose question gets no answer; it quotes nobody's words."""
    return Body(words("inbox-no-answer"))


def for_waiter(title: str | None, tap: str, words: Words) -> Body:
    """Return what somebody is told who wanted to know of an answer."""
    if title is None:
        text = words("inbox-has-answer-untitled")
    else:
        text = words("inbox-has-answer", title=title)
    return Body(text, ((Button(words("inbox-button-show"), tap),),))
