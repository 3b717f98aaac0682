"""The private addresses of calendars, as telephones fetch them.

Whatever leads nowhere is answered alike, by the very answer of a page that never was, so that
nobody learns whether an address was ever given out. Nothing is logged of a request: its path
is the secret. A telephone that asks again gets 304 as long as nothing has changed.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.app import Services
from bot.errors import JiaxiaoError
from bot.storage.database import DatabaseBroken
from bot.web.allowance import Allowance

log = structlog.get_logger()

LOOK_AGAIN_AFTER: Final = 1800
"""Seconds a telephone may go without asking."""

_HEADERS: Final = {
    "Cache-Control": f"private, max-age={LOOK_AGAIN_AFTER}",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class CalendarPages:
    """Answers requests for calendars.

    Args:
        services: Where calendars come from.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        # A family has few telephones, each of which asks every few hours at most.
        self._each = Allowance(12, timedelta(minutes=5))
        # The whole service: what a school's telephones never come near, and the database bears.
        self._all = Allowance(300, timedelta(milliseconds=20))

    async def calendar(self, request: Request) -> Response:
        """Answer with the calendar behind a token.

        Raises:
            HTTPException: 404 for whatever leads nowhere.
        """
        token: str = request.path_params["token"]
        now = self._services.clock.now()
        wait = self._all.wait("", now)
        if wait:
            return _later(wait)
        try:
            text = await self._services.timetable.own_calendars.behind(token)
        except (JiaxiaoError, DatabaseBroken) as error:
            log.warning("calendar_not_served", kind=type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": "60"})
        if text is None:
            raise HTTPException(404)
        wait = self._each.wait(hashlib.sha256(token.encode()).hexdigest(), now)
        return _later(wait) if wait else _answer(request, text)


def _answer(request: Request, text: str) -> Response:
    content = text.encode()
    # Weak, for it is the same whether the answer is compressed on its way or not.
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": tag}
    if _knows(request.headers.get("If-None-Match", ""), tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")


def _knows(if_none_match: str, tag: str) -> bool:
    """Say whether a telephone has what it asks for; weak comparison, RFC 9110, 13.1.2."""
    known = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag.removeprefix("W/") in known or known == ["*"]


def _later(seconds: int) -> Response:
    return Response(status_code=429, headers={"Retry-After": str(seconds)})
