"""Apprise, and the only place that knows it: reads an address, posts a message.

Apprise answers only yes or no, blocks while it does, and writes addresses with their keys
into its log. So it works in a thread of its own that nobody waits for longer than is right;
its log is read here to learn why something failed and goes nowhere else.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

import structlog

from bot.mirrors.model import Mirror, Outcome, Reason

if TYPE_CHECKING:
    from apprise import NotifyBase

PATIENCE_SECONDS: Final = 100.0
"""How long an attempt may take in all; Apprise gives a connection 4, a mail server 15."""

_BROKEN: Final = "Socket Exception"
_STATUS: Final = re.compile(r"error[= :]+(\d{3})\b")
_HTTP: Final = {
    401: Reason.NOT_LET_IN,
    403: Reason.NOT_LET_IN,
    404: Reason.NOT_LET_IN,
    429: Reason.TOO_FAST,
}
_SERVER_ERRORS: Final = 500

_ANSWER: Final = re.compile(r"answer=(-?\d+)")
_ROBOTS: Final = {
    45009: Reason.TOO_FAST,  # WeCom
    93000: Reason.NOT_LET_IN,
    130101: Reason.TOO_FAST,  # DingTalk
    300001: Reason.NOT_LET_IN,
    11232: Reason.TOO_FAST,  # Feishu
    19001: Reason.NOT_LET_IN,
    19021: Reason.NOT_LET_IN,
    19022: Reason.NOT_LET_IN,
}
"""Codes in the answers of group robots; whatever else they say is a refusal."""


log = structlog.get_logger(__name__)


class Channel:
    """Posts to mirrors, one thread for each attempt."""

    def __init__(self) -> None:
        self._threads: dict[str, threading.Thread] = {}

    async def post(self, mirror: Mirror, title: str, text: str) -> Outcome:
        """Try once; every trouble is an outcome, and a hanging one takes no longer than is right.

        As long as an attempt that was given up hangs on, there is no other to this mirror.
        """
        hanging = self._threads.get(mirror.name)
        if hanging is not None and hanging.is_alive():
            return Outcome(Reason.TIMED_OUT)
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Outcome] = loop.create_future()

        def tell(outcome: Outcome) -> None:
            if not done.done():
                done.set_result(outcome)

        def work() -> None:
            outcome = _attempt_anything(mirror, title, text)
            with suppress(RuntimeError):  # The loop has ended, and nobody wants to know.
                loop.call_soon_threadsafe(tell, outcome)

        thread = threading.Thread(target=work, name=f"mirror-{mirror.name}", daemon=True)
        self._threads[mirror.name] = thread
        thread.start()
        try:
            return await asyncio.wait_for(done, PATIENCE_SECONDS)
        except TimeoutError:
            return Outcome(Reason.TIMED_OUT, may_have_arrived=True)


def _attempt_anything(mirror: Mirror, title: str, text: str) -> Outcome:
    try:
        return attempt(mirror.url, title, text)
    except Exception as error:  # noqa: BLE001 - one of a hundred plugins broke; the loop must not wait for it
        log.warning("mirror_broke", mirror=mirror.name, error=type(error).__name__)
        return Outcome(Reason.THEIR_TROUBLE, may_have_arrived=True)


def attempt(url: str, title: str, text: str) -> Outcome:
    """Post, blocking, and say what became of it."""
    with _Ear() as ear:
        try:
            notifier = _notifier(url)
        except ImportError:
            return Outcome(Reason.NO_APPRISE)
        if notifier is None:
            return Outcome(Reason.UNREADABLE)
        # Apprise's own `Apprise.notify` would use a pool of threads, which a hanging server
        # keeps and for which the process waits at its end.
        accepted = notifier.notify(body=text, title=title)
        return Outcome() if accepted else outcome_of(ear.heard)


def kind_of(url: str) -> str | Reason:
    """Say what an address leads to, such as “WeCom Bot”, or why it cannot be read."""
    with _Ear():
        try:
            notifier = _notifier(url)
        except ImportError:
            return Reason.NO_APPRISE
        return Reason.UNREADABLE if notifier is None else str(notifier.service_name)


def outcome_of(heard: list[str]) -> Outcome:
    """Read out of Apprise's complaints why something was not accepted."""
    said = "\n".join(heard)
    status = _STATUS.search(said)
    if status is not None:
        code = int(status[1])
        otherwise = Reason.THEIR_TROUBLE if code >= _SERVER_ERRORS else Reason.REFUSED
        return Outcome(_HTTP.get(code, otherwise))
    codes = [int(code) for code in _ANSWER.findall(said) if int(code)]
    if codes:
        return Outcome(_ROBOTS.get(codes[0], Reason.REFUSED))
    lower = said.lower()
    if "authentication" in lower or "(535," in lower:
        return Outcome(Reason.NOT_LET_IN)
    if "read timed out" in lower or "connection aborted" in lower:
        return Outcome(Reason.TIMED_OUT, may_have_arrived=True)
    return Outcome(Reason.UNREACHABLE)


def _notifier(url: str) -> NotifyBase | None:
    from apprise import Apprise, NotifyFormat, OverflowMode  # noqa: PLC0415 - only mirrors need it

    from bot.mirrors.robots import asked_what_they_say  # noqa: PLC0415 - the same

    found = Apprise.instantiate(url, suppress_exceptions=True)
    if found is None:
        return None
    found = asked_what_they_say(found)
    found.overflow_mode = OverflowMode.SPLIT
    found.notify_format = NotifyFormat.TEXT
    return found


class _Ear(logging.Handler):
    """Hears what Apprise says in this thread, and lets nobody else hear it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the complaints of this thread; other lines may hold the notice's own words."""
        if record.thread != self._thread:
            return
        said = record.getMessage()
        if record.levelno >= logging.WARNING or said.startswith(_BROKEN):
            self.heard.append(said)

    def __enter__(self) -> Self:
        said = logging.getLogger("apprise")
        said.propagate = False
        said.setLevel(logging.DEBUG)
        said.addHandler(self)
        # It logs the paths it calls, in which robots have their keys.
        logging.getLogger("urllib3").setLevel(logging.CRITICAL + 1)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)
