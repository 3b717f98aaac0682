"""Whom a change of one day tells, when, and what they read. Pure.

Families of one class may read different hours, since a child with a place in a course is fetched
with the course. Whoever looks at a preview is shown each of the hours and how many read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.i18n.catalogue import Words
from bot.people.model import Recipient
from bot.timetable.editing import Changed
from bot.timetable.pushes.change_texts import Difference, change_notice, changes_notice
from bot.timetable.pushes.fetching import Fetched, lines
from bot.timetable.pushes.timing import Timing

MOST_READINGS: Final = 4
"""So many different hours are shown in full; more would fill a telephone's screen."""


@dataclass(frozen=True)
class Reading:
    """What some of the chats read besides what changed.

    Attributes:
        fetched: When their children are fetched.
        chats: How many chats read that.
    """

    fetched: tuple[Fetched, ...]
    chats: int


@dataclass(frozen=True)
class Telling:
    """Whom a change tells, and when.

    Attributes:
        changed: The change, with the day before and after.
        timing: How and when families are told; `timing.how` is NOT where there is nothing to
            tell, and `timing.is_urgent` where quiet hours do not hold it back.
        different: What is different from what families know.
        owner: What the class or the course is called.
        leaving: The chats that are told, and when each may be; nobody where nothing is told.
        hurried: How many of them are told in their quiet hours because it is urgent.
        is_uncertain: Whether the public holidays of its year are not known.
        readings: The hours that they read, those of most chats first; nothing where it is not
            told at once.
    """

    changed: Changed
    timing: Timing
    different: Difference
    owner: str
    leaving: tuple[tuple[Recipient, datetime], ...] = ()
    hurried: int = 0
    is_uncertain: bool = False
    readings: tuple[Reading, ...] = ()

    @property
    def waiting(self) -> int:
        """How many of the chats wait for their quiet hours to end."""
        return sum(at > self.timing.at for _, at in self.leaving if self.timing.at is not None)

    @property
    def latest(self) -> datetime | None:
        """When the last of the chats may be told; None if none is told."""
        return max((at for _, at in self.leaving), default=None)

    def text(self, words: Words) -> str:
        """Return the message as families read it in a language, with every hour they may read."""
        if len(self.readings) > 1:
            shown = tuple(self._shown(words))
            return _whole(change_notice(self.different, self.owner, words), shown, words, self)
        found = self.readings[0].fetched if self.readings else ()
        return message([self], found, words)

    def texts(self, words: Words) -> list[tuple[str, int]]:
        """Return each message that is sent, and how many chats read it."""
        return [(message([self], one.fetched, words), one.chats) for one in self.readings]

    def _shown(self, words: Words) -> Iterator[str]:
        for one in self.readings[:MOST_READINGS]:
            if one.fetched:
                heading = words("timetable-change-readers", count=one.chats)
                yield "\n".join([heading, *lines(one.fetched, words)])
            else:
                yield words("timetable-change-readers-no-time", count=one.chats)
        others = sum(one.chats for one in self.readings[MOST_READINGS:])
        if others:
            yield words("timetable-change-readers-others", count=others)


def message(tellings: Sequence[Telling], found: Sequence[Fetched], words: Words) -> str:
    """Return what a chat reads.

    Args:
        tellings: The changes that concern it, at least one.
        found: When its children are fetched.
        words: The catalogue in the reader's language.
    """
    different, owners = [one.different for one in tellings], [one.owner for one in tellings]
    text = changes_notice(different, owners, words)
    hours = ("\n".join(lines(found, words)),) if found else ()
    return _whole(text, hours, words, *tellings)


def _whole(text: str, hours: Sequence[str], words: Words, *tellings: Telling) -> str:
    is_uncertain = any(one.is_uncertain for one in tellings)
    closing = [words("timetable-uncertain")] if is_uncertain else []
    return "\n\n".join([text, *hours, *closing])
