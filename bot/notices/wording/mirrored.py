"""What became of a notice in other channels, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.i18n.catalogue import Words
from bot.mirrors.model import PostStatus, Reason, State

_WHY: Final = {
    Reason.UNREACHABLE: "mirrors-why-unreachable",
    Reason.TIMED_OUT: "mirrors-why-timed-out",
    Reason.NOT_LET_IN: "mirrors-why-not-let-in",
    Reason.TOO_FAST: "mirrors-why-too-fast",
    Reason.THEIR_TROUBLE: "mirrors-why-their-trouble",
    Reason.REFUSED: "mirrors-why-refused",
    Reason.UNREADABLE: "mirrors-why-unreadable",
    Reason.NOT_SET_UP: "mirrors-why-not-set-up",
    Reason.NO_APPRISE: "mirrors-why-no-apprise",
}


def why(reason: Reason, words: Words) -> str:
    """Say why something was not posted."""
    return words(_WHY[reason])


def trial(words: Words) -> tuple[str, str]:
    """Return title and text that try a channel out."""
    return words("mirrors-test-title"), words("mirrors-test")


def lines(posts: Sequence[PostStatus], words: Words) -> list[str]:
    """Return a line for those that were reached, those still waited for, and each that failed."""
    last = {post.mirror: post for post in posts}  # Of several texts the newest counts.
    said = []
    for key, states in (
        ("mirrors-progress-sent", (State.SENT,)),
        ("mirrors-progress-open", (State.PENDING, State.SENDING)),
    ):
        names = [name for name, post in last.items() if post.state in states]
        if names:
            said.append(words(key, names=words("list-separator").join(names)))
    for name, post in last.items():
        if post.state is State.FAILED:
            reason = post.reason or Reason.UNREACHABLE
            said.append(words("mirrors-progress-failed", name=name, why=why(reason, words)))
    return said
