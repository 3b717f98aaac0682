"""The loop that empties what waits for mirrors: claim, close the transaction, post, settle.

It is a task of its own beside the dispatcher and shares nothing with it, so that a dead
mirror never delays Telegram. Each mirror has one post on its way at a time, so notices stay
in order there, and a slow one delays no other. A kill at any line loses no post: one that was
on its way is taken up again after `CLAIM_LASTS`, marked as perhaps a second copy.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final, Protocol

import structlog

from bot.clock import Clock
from bot.errors import JiaxiaoError
from bot.i18n.catalogue import speaking
from bot.mirrors import store
from bot.mirrors.model import Mirror, Outcome, Post, Reason, State
from bot.mirrors.retry import decide
from bot.mirrors.service import Mirrors
from bot.storage.database import Database, DatabaseBroken

LOOKS_EVERY: Final = 1.0
"""Seconds between two looks for posts."""

CLAIM_LASTS: Final = timedelta(minutes=3)
"""Longer than any attempt; whoever holds a post for so long has died."""

ENDS_WITHIN: Final = 5.0
"""Seconds that posts on their way get when the service stops."""

log = structlog.get_logger(__name__)


class Poster(Protocol):
    """Who posts one message."""

    async def post(self, mirror: Mirror, title: str, text: str) -> Outcome:
        """Try once; every trouble is an outcome."""


class Posting:
    """Posts what waits until it is told to stop.

    Args:
        database: Where the posts are.
        clock: The time.
        mirrors: Those of the settings.
        channel: Who posts one message.
    """

    def __init__(
        self, database: Database, clock: Clock, mirrors: Mirrors, channel: Poster
    ) -> None:
        self._database = database
        self._clock = clock
        self._mirrors = mirrors
        self._channel = channel
        self._at_work: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Post until cancelled; then give what is on its way a moment to end."""
        try:
            while True:
                try:
                    await self.look()
                except (JiaxiaoError, DatabaseBroken) as error:
                    log.warning("mirrors_wait", kind=type(error).__name__)
                await asyncio.sleep(LOOKS_EVERY)
        finally:
            await self.end()

    async def look(self) -> int:
        """Begin what is due; return how many posts that were."""
        now = self._clock.now()
        orphaned = now - CLAIM_LASTS
        async with self._database.read() as connection:
            if not await store.is_any_due(connection, now, orphaned):
                return 0
        async with self._database.begin() as connection:
            taken = await store.claim(connection, now, orphaned, list(self._at_work))
        for post in taken:
            self._at_work[post.mirror] = asyncio.create_task(self._deliver(post))
        return len(taken)

    async def end(self) -> None:
        """Wait a moment for what is on its way; the rest is taken up by the next start."""
        tasks = list(self._at_work.values())
        if not tasks:
            return
        _, unfinished = await asyncio.wait(tasks, timeout=ENDS_WITHIN)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def _deliver(self, post: Post) -> None:
        try:
            outcome = await self._outcome(post)
            settlement = decide(post, outcome, self._clock.now())
            async with self._database.begin() as connection:
                await store.settle(connection, post, settlement, self._clock.now())
        except (JiaxiaoError, DatabaseBroken) as error:
            # The claim runs out, and the post is taken up again.
            log.warning("mirror_not_settled", post=post.id, kind=type(error).__name__)
            return
        finally:
            self._at_work.pop(post.mirror, None)
        if settlement.state is not State.SENT:
            log.warning(
                "mirror_not_reached",
                mirror=post.mirror,
                batch=post.batch,
                reason=settlement.reason,
                attempts=post.attempts,
                state=settlement.state.value,
            )

    async def _outcome(self, post: Post) -> Outcome:
        mirror = self._mirrors.find(post.mirror)
        if mirror is None:
            return Outcome(Reason.NOT_SET_UP)
        title = post.title
        if post.doubts:
            title = speaking(mirror.language)("mirrors-repeat", title=title)
        return await self._channel.post(mirror, title, post.text)
