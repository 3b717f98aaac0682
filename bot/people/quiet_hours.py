"""Quiet hours: when a family is left in peace. Pure.

They follow the sleep rules for pupils (教育部办公厅《关于进一步加强中小学生睡眠管理工作的通知》:
primary pupils in bed by 21:20, junior pupils by 22:00). A family with children in both
stages is quiet whenever either is. They hold messages back and never drop them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST_JUNIOR_GRADE = 7

Span = tuple[time, time]


@dataclass(frozen=True)
class QuietHours:
    """The quiet spans of each stage in the school's zone; None is off."""

    zone: ZoneInfo
    primary: Span | None = None
    junior: Span | None = None

    def leaves_at(
        self, wanted: datetime, grades: Iterable[int], own: Span | None = None
    ) -> datetime:
        """Return when a message wanted at an instant may reach a family.

        Args:
            wanted: When it should go out, aware.
            grades: The grades of the family's children; staff have none and no quiet hours.
            own: Hours this person has asked for; they come on top of the rule's, so they
                never make those shorter.

        Returns:
            The same instant, or the end of the quiet hours it falls into, in UTC.
        """
        spans = [*self.of(grades), own]
        moment = wanted.astimezone(UTC)
        # Spans that leave no time at all are refused in the settings; a day is the limit
        # all the same, so that a message is late rather than waiting for ever.
        latest = moment + timedelta(days=1)
        while moment < latest:
            ends = [end for span in spans if span and (end := self._end(moment, span))]
            if not ends:
                break
            moment = max(ends)
        return moment

    def of(self, grades: Iterable[int]) -> list[Span]:
        """Return the spans that hold for a family's children, each once, earliest first."""
        stages = {grade >= FIRST_JUNIOR_GRADE for grade in grades}
        spans = [self.junior if is_junior else self.primary for is_junior in stages]
        return sorted({span for span in spans if span is not None})

    def _end(self, moment: datetime, span: Span) -> datetime | None:
        begin, end = span
        today = moment.astimezone(self.zone).date()
        for day in (today - timedelta(days=1), today):
            last = day if begin < end else day + timedelta(days=1)
            begins = datetime.combine(day, begin, self.zone).astimezone(UTC)
            ends = datetime.combine(last, end, self.zone).astimezone(UTC)
            if begins <= moment < ends:
                return ends
        return None
