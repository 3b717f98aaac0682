"""How a notice looks to a parent. Pure: the same function makes preview and message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.delivery.model import Body, Button, WhenUnsure, counted
from bot.i18n.catalogue import Words
from bot.notices.errors import DespiteUnusable, ReasonUnusable, TextUnusable
from bot.notices.model import LONGEST_TEXT, Asks, Notice
from bot.notices.taps import AgreeNotice, ReadNotice
from bot.people.audience import Kind

MOST_NAMES = 3
LONGEST_REASON = 200


def checked(text: str) -> str:
    """Return the text as it will be sent.

    Raises:
        TextUnusable: It is empty or longer than 12,000 characters, an emoji counting as two.
    """
    plain = text.strip()
    if not plain:
        message = "--text: the notice is empty; write what parents should know."
        raise TextUnusable(message)
    if counted(plain) > LONGEST_TEXT:
        message = (
            f"--text: {counted(plain)} characters; a notice holds at most {LONGEST_TEXT}, "
            "shorten it or attach it as a PDF."
        )
        raise TextUnusable(message)
    return plain


def checked_reason(reason: str) -> str:
    """Return why a notice is urgent, as it will be shown.

    Raises:
        ReasonUnusable: It is empty or longer than 200 characters.
    """
    plain = reason.strip()
    if not 0 < counted(plain) <= LONGEST_REASON:
        raise ReasonUnusable
    return plain


def checked_despite(reason: str) -> str:
    """Return why a notice is sent although the rules object, as it will be shown.

    Raises:
        DespiteUnusable: It is empty or longer than 200 characters.
    """
    plain = reason.strip()
    if not 0 < counted(plain) <= LONGEST_REASON:
        raise DespiteUnusable
    return plain


def body(
    notice: Notice,
    words: Words,
    *,
    school: str,
    class_names: Sequence[str],
    sent_on: datetime,
    is_correction: bool = False,
) -> Body:
    """Return the message a recipient gets.

    Args:
        notice: What is told.
        words: The catalogue in the recipient's language.
        school: The school's name, empty for a district's notice.
        class_names: The courses and classes of the recipient's children that it concerns.
        sent_on: When it goes out, in the school's zone.
        is_correction: Whether the recipient has an older text of it.
    """
    key = "notices-heading-corrected" if is_correction else _heading(notice)
    heading = words(key, whom=_whom(notice, words, school, class_names))
    date = words("notices-date", month=sent_on.month, day=sent_on.day)
    footing = words("notices-footing", school=school, date=date) if school else date
    if notice.reminds_of is not None:
        heading = f"{heading}\n{words(_REMINDING[notice.asks])}"
    resends = notice.when_unsure is WhenUnsure.RESEND
    return Body(
        f"{heading}\n\n{notice.text}\n\n{footing}",
        buttons(notice, words),
        repeat_mark=words("notices-may-repeat") + "\n" if resends else "",
    )


def buttons(notice: Notice, words: Words) -> tuple[tuple[Button, ...], ...]:
    """Return what a family may tap under a notice; whoever agrees to nothing may say “已阅”."""
    read = Button(words("notices-read-button"), ReadNotice(notice.confirms).pack())
    match notice.asks:
        case Asks.NOTHING:
            return ()
        case Asks.READ:
            return ((read,),)
        case Asks.AGREE:
            agree = Button(words("notices-agree-button"), AgreeNotice(notice.confirms).pack())
            return ((agree,), (replace(read, label=words("notices-only-read-button")),))


_REMINDING = {
    Asks.NOTHING: "notices-reminding",
    Asks.READ: "notices-reminding-read",
    Asks.AGREE: "notices-reminding-agree",
}


def _heading(notice: Notice) -> str:
    if notice.reminds_of is not None:
        return "notices-heading-reminder"
    return "notices-heading-urgent" if notice.is_urgent else "notices-heading"


def _whom(notice: Notice, words: Words, school: str, class_names: Sequence[str]) -> str:
    kinds = {audience.kind for audience in notice.audiences}
    if kinds == {Kind.STAFF}:
        return words("notices-whom-staff")
    if kinds & {Kind.CLASS, Kind.COURSE, Kind.GRADE, Kind.UNCONFIRMED} and class_names:
        shown = words("list-separator").join(class_names[:MOST_NAMES])
        more = len(class_names) > MOST_NAMES
        return words("notices-whom-more", names=shown) if more else shown
    return school or words("notices-whom-everyone")
