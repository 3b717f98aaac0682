"""Notices that the machine's clock was set back, as after a wrong battery or time server.

What is due is a comparison with the clock on the wall. A message that was due a second ago
would not be due for another hour when the clock goes back by one, however urgent it is. So the
dispatcher compares the clock with one that only ever runs forward, and moves what had been due
to the new time. What was to leave at a minute that somebody has set keeps its time: quiet hours
end by the new clock, whichever of the two was right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERATED = timedelta(seconds=1)
"""Time servers move clocks by so much every day; a message may wait as long."""


@dataclass
class Setback:
    """What both clocks said when they were last looked at."""

    _at: datetime | None = None
    _seconds: float = 0.0

    def due_until(self, now: datetime, seconds: float) -> datetime | None:
        """Return until when messages had been due; None if the clock was not set back.

        Args:
            now: The clock on the wall, aware.
            seconds: The clock that only runs forward.
        """
        if self._at is None or now >= self._at - TOLERATED:
            return None
        return self._at + timedelta(seconds=seconds - self._seconds)

    def looked(self, now: datetime, seconds: float) -> None:
        """Remember what both clocks say."""
        self._at, self._seconds = now, seconds
