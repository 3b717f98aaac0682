"""How far a notice is, in words and with a bar. Pure."""

from __future__ import annotations

from bot.i18n.catalogue import Words
from bot.notices.model import Notice, State, Status
from bot.notices.particulars import Ending
from bot.notices.wording import mirrored, saying

CELLS = 10
_HEADINGS = {
    State.DRAFT: "notices-progress-draft",
    State.AWAITING_APPROVAL: "notices-progress-awaiting",
    State.WITHDRAWN: "notices-progress-withdrawn",
    State.SENDING: "notices-progress-sending",
    State.SENT: "notices-progress-sent",
    State.CANCELLED: "notices-progress-cancelled-state",
}

_ENDED = {
    Ending.WITHDRAWN: "notices-progress-taken-back",
    Ending.RETURNED: "notices-progress-returned",
    Ending.EXPIRED: "notices-progress-expired",
    Ending.TOO_LATE: "notices-progress-too-late",
    Ending.NO_SCHOOL: "notices-progress-no-school",
    Ending.GONE: "notices-progress-gone",
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
        scheduled = words("notices-progress-scheduled", number=number, when=when)
        return "\n".join([scheduled, *saying.repeating(notice, words)])
    if status.overtaken and notice.state is not State.WITHDRAWN:
        heading = words("notices-progress-overtaken", number=number)
        return "\n".join([heading, *_edits(notice, status, words)])
    lines = [words(_heading(notice, status), number=number)]
    if status.recipients:
        lines.append(
            f"{bar(status.settled, status.recipients)} {status.settled}/{status.recipients}"
        )
        lines.append(words("notices-progress-delivered", count=status.delivered))
    if status.late_by and status.recipients > status.dropped:
        lines.append(words("notices-progress-late", minutes=status.late_by // 60))
    lines += [words(key, count=count) for key, count in _counts(status) if count]
    lines += saying.repeating(notice, words)
    if notice.asks_confirmation and status.delivered:
        lines.append(words("notices-progress-confirmed", count=status.confirmed))
    if notice.asks_agreement and status.delivered:
        lines.append(words("notices-progress-agreed", count=status.agreed))
    lines += _edits(notice, status, words)
    if status.children_unreached and notice.state is State.SENT:
        lines.append(words("notices-progress-unreached", count=status.children_unreached))
    lines += mirrored.lines(status.mirrors, words)
    return "\n".join(lines)


def moved(notice: Notice, words: Words) -> str:
    """Return what a message says that showed how far a notice is until another took over."""
    key = "notices-moved"
    if notice.state is State.WITHDRAWN:
        key = "notices-moved-withdrawn"
    elif notice.version > 1:
        key = "notices-moved-corrected"
    return words(key, number=str(notice.id))


def _heading(notice: Notice, status: Status) -> str:
    if notice.state is State.CANCELLED and status.ending in _ENDED:
        return _ENDED[status.ending]
    return _HEADINGS[notice.state]


def _counts(status: Status) -> list[tuple[str, int]]:
    """Return what is said only where there is something to count."""
    return [
        ("notices-progress-hurried", status.quiet_hours_overridden),
        ("notices-progress-failed", status.failed),
        ("notices-progress-ambiguous", status.ambiguous),
        ("notices-progress-dropped", status.dropped),
        ("notices-progress-cancelled", status.cancelled - status.dropped),
    ]


def _edits(notice: Notice, status: Status, words: Words) -> list[str]:
    """Say what has become of messages whose text no longer holds."""
    is_withdrawn = notice.state is State.WITHDRAWN
    word = words("notices-word-withdrawn" if is_withdrawn else "notices-word-corrected")
    lines = []
    if status.correction_waits:
        lines.append(words("notices-progress-correction-waits"))
    if status.corrections:
        lines.append(words("notices-progress-version", count=status.corrections))
    if status.edits_done or status.edits_pending:
        lines.append(
            words(
                "notices-progress-edits",
                word=word,
                done=status.edits_done,
                pending=status.edits_pending,
            )
        )
    if status.edits_failed:
        lines.append(words("notices-progress-edits-failed", count=status.edits_failed))
    return lines


def bar(done: int, total: int) -> str:
    """Return a bar of ten cells."""
    filled = CELLS if total == 0 else CELLS * done // total
    return "■" * filled + "□" * (CELLS - filled)
