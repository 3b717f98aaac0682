from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.timetable.pushes.pickup import CHOICES, PickUp, bell_of, bells, reminder

CHINESE = speaking(Language.ZH_HANS)
ENDS = st.times(time(12), time(21, 30)).map(lambda at: at.replace(second=0, microsecond=0))


def test_a_reminder_rings_on_five_minutes_and_at_least_as_long_before() -> None:
    assert bell_of(time(17, 30), 20) == time(17, 10)
    assert bell_of(time(17, 33), 20) == time(17, 10)
    assert bell_of(time(0, 10), 30) == time(0, 0)


@given(ENDS, st.sampled_from(CHOICES))
def test_nobody_is_reminded_late_nor_five_minutes_early(end: time, minutes: int) -> None:
    rings = bell_of(end, minutes)

    before = (end.hour - rings.hour) * 60 + end.minute - rings.minute
    assert minutes <= before < minutes + 5


@given(st.sets(ENDS))
def test_however_many_ends_there_are_a_day_needs_few_bells(ends: set[time]) -> None:
    assert len(bells(ends, CHOICES)) <= 130


def test_a_reminder_names_the_time_the_class_and_the_place() -> None:
    one = PickUp("二年级(1)班", (time(17, 30), time(18, 30)), "一楼美术室")
    other = PickUp("三年级(2)班", (time(17, 30), time(18, 30)), "")

    assert reminder([one, one, other], CHINESE) == (
        "【接孩子提醒】17:30 或 18:30 放学\n二年级(1)班 · 一楼美术室\n三年级(2)班"
    )


def test_in_an_unknown_year_the_schools_word_counts() -> None:
    one = PickUp("二年级(1)班", (time(17, 30),), "")

    assert reminder([one], CHINESE, is_uncertain=True).endswith("\n\n放假安排以学校通知为准。")
