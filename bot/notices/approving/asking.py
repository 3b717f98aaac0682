"""What a second person is shown: the exact text, whom it reaches, when, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.delivery.model import Body, Button
from bot.i18n.catalogue import Words
from bot.notices.model import Notice, Reach
from bot.notices.taps import ApproveCorrection, ApproveNotice, ReturnCorrection, ReturnNotice
from bot.notices.wording.saying import particulars, reach_line


def question(
    notice: Notice,
    words: Words,
    shown: str,
    reach: Reach,
    here: datetime,
    *,
    objections: Sequence[str] = (),
) -> Body:
    """Return the message that asks somebody to agree.

    Args:
        notice: What they are to agree to.
        words: Their language.
        shown: The notice exactly as a family gets it.
        reach: Whom it reaches.
        here: Now, in the school's zone.
        objections: What rules that its author has answered are about, in their language.
    """
    lines = [
        words("notices-second-question", number=str(notice.id)),
        *particulars(notice, words, here),
        *_answered(notice, words, objections),
        reach_line(notice, words, reach),
    ]
    text = "\n".join(lines) + f"\n\n{words('notices-second-shown')}\n\n{shown}"
    buttons = (
        Button(words("notices-second-yes"), ApproveNotice(notice.id).pack()),
        Button(words("notices-second-no"), ReturnNotice(notice.id, "ask").pack()),
    )
    return Body(text, (buttons,))


def correction_question(
    old: Notice,
    new: Notice,
    words: Words,
    *,
    number: int,
    shown: str,
    chats: int,
    confirmed: int,
    objections: Sequence[str] = (),
) -> Body:
    """Return the message that asks somebody to agree to a correction.

    Args:
        old: The notice as families have it.
        new: The notice with its new text.
        words: Their language.
        number: The number of the correction.
        shown: The new text exactly as a family gets it.
        chats: How many get it.
        confirmed: How many of them have confirmed and are asked again.
        objections: What rules that its author has answered are about, in their language.
    """
    lines = [words("notices-second-correction", number=str(old.id))]
    if old.is_urgent:
        lines.append(words("notices-second-urgent", reason=old.reason))
    lines += _answered(new, words, objections)
    lines.append(words("notices-second-again", chats=chats, confirmed=confirmed))
    sections = [
        "\n".join(lines),
        f"{words('notices-second-old')}\n{old.text}",
        f"{words('notices-second-new')}\n{shown}",
    ]
    buttons = (
        Button(words("notices-second-yes"), ApproveCorrection(number).pack()),
        Button(words("notices-second-no"), ReturnCorrection(number, "ask").pack()),
    )
    return Body("\n\n".join(sections), (buttons,))


def _answered(notice: Notice, words: Words, objections: Sequence[str]) -> Iterator[str]:
    if objections:
        rules = words("list-separator").join(objections)
        yield words("notices-agree-despite", rules=rules, reason=notice.despite)
