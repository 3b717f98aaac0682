"""What the messages of this room are called in the outbox, where they are erased by name."""

from __future__ import annotations

from typing import Final

ALL: Final = "inbox:"
"""How all of them begin."""


def answer_batch(request_id: int) -> str:
    """Return the name of the reply to whoever asked."""
    return f"inbox:answer:{request_id}"


def staff_batch(request_id: int) -> str:
    """Return the name of what staff are told of a request."""
    return f"inbox:staff:{request_id}"


def group_batch(group_id: int) -> str:
    """Return the name of what those are told who waited for an answer."""
    return f"inbox:group:{group_id}"
