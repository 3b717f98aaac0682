"""What can go wrong: for the person who starts the sandbox, for the bot, and for the page.

A `Refusal` is an answer of the Bot API, in Telegram's own words so that a bot which learned
to read Telegram reads us. A `PageError` is an answer to the chat page or to a test. The
other errors stop the sandbox itself and are sentences for the terminal.
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path


class SandboxError(Exception):
    """The sandbox cannot start or go on; the message says why and what to do."""


class PortTaken(SandboxError):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use; choose another with --port.")


class WorldUnreadable(SandboxError):
    """The file that should hold the world of an earlier run does not."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is not a sandbox world ({reason}); "
            "move the file away or name another with --world."
        )


class WorldUnwritable(SandboxError):
    """The world cannot be kept on disk."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot keep the sandbox world in {path} ({reason}); check the folder.")


class PageError(Exception):
    """The chat page or a test asked for something that cannot be; answered as JSON."""

    def __init__(self, sentence: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class Refusal(Exception):
    """The Bot API says no.

    Attributes:
        code: the HTTP status, which Telegram repeats as `error_code`.
        description: Telegram's sentence, including the name of the status.
        retry_after: whole seconds to wait, only with code 429.
    """

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    @property
    def kind(self) -> str:
        """What to count it under: the sentence without its numbers of seconds."""
        words = self.description if self.retry_after is None else "Too Many Requests"
        return f"{int(self.code)} {words}"


def bad_request(words: str) -> Refusal:
    """Refuse a call whose parameters or moment are wrong (400)."""
    return Refusal(HTTPStatus.BAD_REQUEST, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    """Refuse a call because of what a person decided (403)."""
    return Refusal(HTTPStatus.FORBIDDEN, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    """Refuse a call because somebody else fetches the updates (409)."""
    return Refusal(HTTPStatus.CONFLICT, f"Conflict: {words}")


def too_many_requests(retry_after: int) -> Refusal:
    """Refuse a call because the bot was too fast (429)."""
    return Refusal(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {retry_after}",
        retry_after=retry_after,
    )


def too_large() -> Refusal:
    """Refuse a body or file beyond what the Bot API takes (413)."""
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")
