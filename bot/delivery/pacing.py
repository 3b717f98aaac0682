"""How many messages may leave now, and how long to wait otherwise.

Telegram publishes no exact rules; it speaks of about 30 messages a second overall and one
a second per chat, and answers 429 to who sends more. Three things keep us below that:

- A bucket that fills at the setting and holds half a second of it. A sender that uses the
  whole of Telegram's bucket sits on its edge, where every delay on the wire is a refusal;
  the half left unused takes up delays of up to half a second.
- A window: never more than the setting in any one second, even after a pause.
- A halt: after a 429 nothing leaves until Telegram's time is over, then four fifths of the
  setting at first and all of it again within a minute.

Replies to what parents do come first: they do not wait here, and are only counted. They use
what the setting leaves of Telegram's rate; what they need beyond that, notices go without.
Pure: every method takes the time, in seconds on any clock that only moves forward.
"""

from __future__ import annotations

import math
from collections import deque

CHAT_PAUSE = 1.0
"""Seconds between two messages to the same chat."""

GROUP_MINUTE, IN_GROUP_MINUTE = 60.0, 20
"""In so many seconds a group gets at most so many messages; a group's number is negative."""

FREE_RATE, PAID_RATE = 30.0, 1000.0
"""What Telegram takes from one bot in a second, replies included, and where that is paid for."""

SLOWER = 0.8
"""The share of the setting that is used right after a 429."""

RECOVERS_AFTER = 55.0
"""Seconds after a halt until the whole setting is used again."""

_ROUNDING = 1e-9

_SHORTEST_WAIT = 0.0005
"""Timers are no finer; without it rounding could ask for a wait of nothing, for ever."""


class Pacing:
    """The pace of one bot.

    Args:
        per_second: Messages a second overall; more than 0, below 1 is allowed.
        chat_pause: Seconds between two messages to the same chat.
        overall: What Telegram takes in a second, replies included.
    """

    def __init__(
        self, per_second: float, *, chat_pause: float = CHAT_PAUSE, overall: float = FREE_RATE
    ) -> None:
        self._per_second = per_second
        self._most_spare = max(0.0, overall - per_second)
        self._spare = self._most_spare
        self._in_window = math.ceil(per_second)
        self._window = self._in_window / per_second
        self._most_tokens = max(1.0, per_second / 2)
        self._tokens = self._most_tokens
        self._filled_at = -math.inf
        self._departures: deque[float] = deque()
        self._chat_pause = chat_pause
        self._chats: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._halted_until = -math.inf

    def allowance(self, now: float) -> int:
        """Return how many messages may leave at this moment."""
        self._advance(now)
        if now < self._halted_until:
            return 0
        in_window = self._most_in_window(now) - len(self._departures)
        return max(0, min(math.floor(self._tokens + _ROUNDING), in_window))

    def wait(self, now: float) -> float:
        """Return the seconds until one message may leave; 0 is now."""
        if self.allowance(now):
            return 0.0
        waits = [self._halted_until - now, (1 - self._tokens) / self._rate(now)]
        surplus = len(self._departures) - self._most_in_window(now)
        if surplus >= 0:
            waits.append(self._departures[surplus] + self._window - now)
        return max(*waits, _SHORTEST_WAIT)

    def chat_wait(self, address: int, now: float) -> float:
        """Return the seconds until this chat may get a message, the overall pace aside."""
        last = self._chats.get(address, -math.inf)
        wait = last + self._chat_pause - now
        lately = self._groups.get(address, ())
        if len(lately) >= IN_GROUP_MINUTE:
            wait = max(wait, lately[-IN_GROUP_MINUTE] + GROUP_MINUTE - now)
        return max(0.0, wait)

    def halt_wait(self, now: float) -> float:
        """Return the seconds until a halt is over; 0 when there is none."""
        return max(0.0, self._halted_until - now)

    def left(self, address: int | None, now: float) -> None:
        """Note that a message leaves at this moment.

        Args:
            address: The chat it goes to; None for an edit, which no chat's pace counts.
            now: This moment.
        """
        self._advance(now)
        self._tokens -= 1
        self._departures.append(now)
        if address is None:
            return
        # Moved to the end, so that the oldest departures stay in front to be forgotten.
        self._chats.pop(address, None)
        self._chats[address] = now
        if address < 0:
            lately = self._groups.setdefault(address, deque(maxlen=IN_GROUP_MINUTE))
            lately.append(now)

    def replied(self, now: float) -> None:
        """Note that a reply leaves at this moment, which has not waited here."""
        self._advance(now)
        if self._spare >= 1:
            self._spare -= 1
        else:
            self._tokens = max(self._tokens - 1, -self._per_second)

    def halt(self, seconds: float, now: float) -> None:
        """Let nothing leave for so long (429), and go slower afterwards."""
        self._advance(now)
        self._halted_until = max(self._halted_until, now + seconds)
        # The bucket starts to fill only when the halt is over.
        self._tokens = min(self._tokens, 1.0)
        self._filled_at = max(self._filled_at, self._halted_until)

    def _advance(self, now: float) -> None:
        if self._filled_at > -math.inf and now > self._filled_at:
            # The rate only grows after a halt, so that of the older moment is never too much.
            gained = (now - self._filled_at) * self._rate(self._filled_at)
            self._tokens = min(self._most_tokens, self._tokens + gained)
            filled = self._spare + (now - self._filled_at) * self._most_spare
            self._spare = min(self._most_spare, filled)
        self._filled_at = max(self._filled_at, now)
        while self._departures and self._departures[0] <= now - self._window:
            self._departures.popleft()
        self._forget_chats(now)

    def _forget_chats(self, now: float) -> None:
        for group in [one for one, lately in self._groups.items() if _is_past(lately, now)]:
            del self._groups[group]
        while self._chats:
            oldest = next(iter(self._chats))
            if self._chats[oldest] > now - self._chat_pause:
                return
            del self._chats[oldest]

    def _rate(self, now: float) -> float:
        return self._per_second * self._share(now)

    def _share(self, now: float) -> float:
        recovered = (now - self._halted_until) / RECOVERS_AFTER
        return SLOWER + (1 - SLOWER) * min(1.0, max(0.0, recovered))

    def _most_in_window(self, now: float) -> int:
        return max(1, math.floor(self._in_window * self._share(now) + _ROUNDING))


def _is_past(lately: deque[float], now: float) -> bool:
    return lately[-1] <= now - GROUP_MINUTE
