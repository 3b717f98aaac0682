"""Times, numbers and circumstances of a notice, in words. Pure."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.model import WhenUnsure
from bot.i18n.catalogue import Words
from bot.notices.model import Notice, Reach
from bot.notices.particulars import Repeats
from bot.people.audience import Kind


def spoken(moment: datetime, here: datetime, words: Words) -> str:
    """Say a time as people do: today, tomorrow, a date, or a date of another year."""
    there = moment.astimezone(here.tzinfo)
    days = (there.date() - here.date()).days
    if days in (0, 1):
        day = words("notices-today" if days == 0 else "notices-tomorrow")
    elif there.year == here.year:
        day = words("notices-date", month=there.month, day=there.day)
    else:
        year = str(there.year)
        day = words("notices-date-with-year", year=year, month=there.month, day=there.day)
    return f"{day} {there:%H:%M}"


def particulars(notice: Notice, words: Words, here: datetime) -> list[str]:
    """Return a line each for what makes a notice special: when it leaves, and why at once."""
    schedule, lines = notice.schedule, []
    if schedule.repeats is not None:
        lines.append(repetition(schedule.repeats, words))
    if schedule.wished_at is not None:
        when = spoken(schedule.wished_at, here, words)
        key = "notices-second-first" if schedule.repeats else "notices-second-when"
        lines.append(words(key, when=when))
    if schedule.not_after is not None:
        lines.append(words("notices-second-until", when=spoken(schedule.not_after, here, words)))
    if notice.is_urgent:
        lines.append(words("notices-second-urgent", reason=notice.reason))
    return [*lines, *repeating(notice, words)]


def repeating(notice: Notice, words: Words) -> list[str]:
    """Say that what may have arrived is not sent again, where somebody has chosen that."""
    return [words("notices-once")] if notice.when_unsure is WhenUnsure.LEAVE else []


def repetition(repeats: Repeats, words: Words) -> str:
    """Say how a notice repeats, and until when."""
    every, until = repeats.every, repeats.until
    last = words("notices-date-with-year", year=str(until.year), month=until.month, day=until.day)
    day = words(f"notices-every-{every.weekday or 'month'}")
    return words("notices-repeats", day=day, time=f"{every.at:%H:%M}", until=last)


def reach_line(notice: Notice, words: Words, reach: Reach) -> str:
    """Say whom a notice reaches."""
    to_staff = all(whom.kind is Kind.STAFF for whom in notice.audiences)
    return words(
        "notices-preview-reach-staff" if to_staff else "notices-preview-reach",
        chats=reach.chats,
        children=reach.children,
        unreached=reach.unreached,
    )
