"""How far a notice is, in words and with a bar. Pure."""

from __future__ import annotations

from bot.i18n.catalogue import Words
from bot.notices.model import Notice, State, Status

CELLS = 10
_HEADINGS = {
    State.SENDING: "notices-progress-sending",
    State.SENT: "notices-progress-sent",
    State.CANCELLED: "notices-progress-cancelled-state",
}


def text(notice: Notice, status: Status, words: Words, *, when: str = "") -> str:
    """Return the message that shows an author how far a notice is.

    Args:
        notice: The notice.
        status: Its counts.
        words: The author's language.
        when: The time it goes out, in the author's words, while it is scheduled.
    """
    number = str(notice.id)
    if notice.state is State.SCHEDULED:
        return words("notices-progress-scheduled", number=number, when=when)
    lines = [words(_HEADINGS[notice.state], number=number)]
    if status.recipients:
        lines.append(
            f"{bar(status.settled, status.recipients)} {status.settled}/{status.recipients}"
        )
        lines.append(words("notices-progress-delivered", count=status.delivered))
    if status.failed:
        lines.append(words("notices-progress-failed", count=status.failed))
    if status.cancelled:
        lines.append(words("notices-progress-cancelled", count=status.cancelled))
    if notice.asks_confirmation and status.delivered:
        lines.append(words("notices-progress-confirmed", count=status.confirmed))
    if notice.asks_agreement and status.delivered:
        lines.append(words("notices-progress-agreed", count=status.agreed))
    if status.children_unreached and notice.state is State.SENT:
        lines.append(words("notices-progress-unreached", count=status.children_unreached))
    return "\n".join(lines)


def bar(done: int, total: int) -> str:
    """Return a bar of ten cells."""
    filled = CELLS if total == 0 else CELLS * done // total
    return "■" * filled + "□" * (CELLS - filled)
