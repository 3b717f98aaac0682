"""What a second person is shown: the exact text, whom it reaches, when, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.delivery.model import Body, Button
from bot.i18n.catalogue import Words
from bot.notices.model import Notice, Reach
from bot.notices.taps import ApproveNotice, ReturnNotice
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


def _answered(notice: Notice, words: Words, objections: Sequence[str]) -> Iterator[str]:
    if objections:
        rules = words("list-separator").join(objections)
        yield words("notices-agree-despite", rules=rules, reason=notice.despite)
