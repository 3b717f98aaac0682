"""How long a whole term of a large district's after-school service takes to reckon.

    .venv/bin/python -m benchmarks.timetable

2,000 classes with five slots each, over the autumn term of 2026 with its holidays, made-up
days and odd and even weeks, and one Thursday cancelled for a class in ten; then the calendar
file of one class.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from time import perf_counter
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId
from bot.timetable.calendar.deciding import verdicts
from bot.timetable.calendar.public import public_day
from bot.timetable.ics.events import Known, events
from bot.timetable.ics.writer import calendar_text
from bot.timetable.model import Change, SchoolCalendar, Slot, SlotId, Term, Weeks
from bot.timetable.occurrences import sessions

TIMES: Final = 7
CLASSES: Final = 2000
TERM: Final = Term(date(2026, 9, 1), date(2027, 1, 22))
CALENDAR: Final = SchoolCalendar((TERM,))
A_THURSDAY: Final = date(2026, 11, 19)
BAR: Final = 1.0


def main() -> None:
    slots = [slot(number, weekday) for number in range(CLASSES) for weekday in range(1, 6)]
    changes = {
        (one.id, A_THURSDAY): Change(one.id, A_THURSDAY, is_cancelled=True) for one in slots[3::50]
    }

    def reckon() -> int:
        days = verdicts(TERM.first_on, TERM.last_on, CALENDAR, public_day)
        return len(sessions(slots, days, changes))

    count, spent = reckon(), timed(reckon)
    print(
        f"{CLASSES} classes, {len(slots)} slots, a term: {count} sessions in a median of "
        f"{statistics.median(spent):.2f} s of {TIMES}, best {min(spent):.2f} s, "
        f"worst {max(spent):.2f} s (bar {BAR:.0f} s)"
    )
    length, spent = write(slots[:5]), timed(lambda: write(slots[:5]))
    print(
        f"a class's calendar file, {length // 1024} kB: {statistics.median(spent) * 1000:.1f} ms"
    )


def slot(number: int, weekday: int) -> Slot:
    made = Slot(
        ClassId(number), weekday, time(16), time(17, 30), f"课程{weekday}", "教室", "李老师"
    )
    weeks = tuple(Weeks)[number % 3] if weekday == 5 else Weeks.EVERY
    return replace(made, weeks=weeks, id=SlotId(number * 5 + weekday), uid=f"{number}x{weekday}")


def write(slots: list[Slot]) -> int:
    days = verdicts(TERM.first_on, TERM.last_on, CALENDAR, public_day)
    known = Known(days=days, slots=slots, name=lambda _: "二年级(1)班")
    found = events(known, speaking(Language.ZH_HANS), ZoneInfo("Asia/Shanghai"))
    now = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
    return len(calendar_text("二年级(1)班", "阳光小学", found, now=now))


def timed(work: Callable[[], object]) -> list[float]:
    spent = []
    for _ in range(TIMES):
        begun = perf_counter()
        work()
        spent.append(perf_counter() - begun)
    return spent


if __name__ == "__main__":
    main()
