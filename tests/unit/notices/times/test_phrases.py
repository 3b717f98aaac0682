"""Times as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.errors import BadInput
from bot.notices.errors import DayMissing, HourMissing
from bot.notices.times import phrases

HERE = datetime(2026, 11, 25, 15, 0, tzinfo=SCHOOL_ZONE)
"""A Wednesday afternoon."""


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SCHOOL_ZONE)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("下周一早上八点", at(11, 30, 8)),
        ("后天下午三点半", at(11, 27, 15, 30)),
        ("今晚8点", at(11, 25, 20)),
        ("周五 15:00", at(11, 27, 15)),
        ("明早七点一刻", at(11, 26, 7, 15)),
        ("明天中午十二点", at(11, 26, 12)),
        ("请在明天晚上 7 点发送。", at(11, 26, 19)),
        ("大后天上午10:05发", at(11, 28, 10, 5)),
        ("11月30号早上7点30分", at(11, 30, 7, 30)),
        ("十二月一日下午两点", at(12, 1, 14)),
        ("30号上午九点", at(11, 30, 9)),
        ("3号上午九点", at(12, 3, 9)),
        ("1月5日 8:00", at(1, 5, 8, year=2027)),
        ("2027年1月5日上午8点", at(1, 5, 8, year=2027)),
        ("周三早上8点", at(12, 2, 8)),
        ("周二10点", at(12, 1, 10)),
        ("下下周日下午4点", at(12, 13, 16)),
        ("禮拜五下午三點半", at(11, 27, 15, 30)),
        ("後天晚上七點", at(11, 27, 19)),
        ("16:30", at(11, 25, 16, 30)),
        ("早上8点", at(11, 26, 8)),
        ("今晚12点", at(11, 26, 0)),
        ("凌晨五点", at(11, 26, 5)),
        ("3点", at(11, 26, 15)),
        ("20点", at(11, 25, 20)),
        ("半小时后", at(11, 25, 15, 30)),
        ("一个半小时后发", at(11, 25, 16, 30)),
        ("两小时以后", at(11, 25, 17)),
        ("90分钟后", at(11, 25, 16, 30)),
    ],
)
def test_a_phrase_means_one_time(text: str, moment: datetime) -> None:
    assert phrases.said(text, HERE) == (moment,)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("明天7点半", (at(11, 26, 7, 30), at(11, 26, 19, 30))),
        ("周五八点", (at(11, 27, 8), at(11, 27, 20))),
        ("8点", (at(11, 25, 20), at(11, 26, 8))),
        ("今天8点", (at(11, 25, 20),)),
        ("周三8点", (at(11, 25, 20), at(12, 2, 8))),
    ],
)
def test_an_hour_of_the_morning_or_the_evening_is_whatever_is_still_to_come(
    text: str, meant: tuple[datetime, ...]
) -> None:
    assert phrases.said(text, HERE) == meant


@pytest.mark.parametrize("text", ["今天早上8点", "这周一上午9点", "25号上午8点"])
def test_what_has_passed_is_given_so_that_it_can_be_refused(text: str) -> None:
    (moment,) = phrases.said(text, HERE)

    assert moment < HERE


def test_on_a_sunday_next_monday_is_the_next_day() -> None:
    sunday = at(11, 29, 9)

    assert phrases.said("下周一上午8点", sunday) == (at(11, 30, 8),)
    assert phrases.said("周一上午8点", sunday) == (at(11, 30, 8),)
    assert phrases.said("周日上午10点", sunday) == (at(11, 29, 10),)


@pytest.mark.parametrize(
    "text",
    ["早上20点", "下午11点", "凌晨九点", "明天25点", "明天8点70分", "2月30日上午8点", "31号24:00"],
)
def test_a_day_or_hour_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(DayMissing):
        phrases.said(text, HERE)


@pytest.mark.parametrize(
    "text",
    ["", "明天", "下周", "周末早上8点", "明天8点前", "明天8点秋游", "8点到9点", "0分钟后", "八"],
)
def test_what_says_no_time_or_more_than_one_is_not_guessed(text: str) -> None:
    assert phrases.said(text, HERE) == ()


def test_an_hour_the_clock_jumps_over_is_refused() -> None:
    with pytest.raises(HourMissing):
        phrases.said("明天凌晨2点半", datetime(2027, 3, 27, 12, tzinfo=ZoneInfo("Europe/Berlin")))


NEAR = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
PARTS = {
    "早上": range(5, 12),
    "上午": range(7, 13),
    "下午": range(12, 20),
    "晚上": range(17, 24),
    "": range(10, 13),
}
IN_WORDS = "零一二三四五六七八九十"


def in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return IN_WORDS[number]
    return ("" if tens == 1 else IN_WORDS[tens]) + "十" + (IN_WORDS[ones] if ones else "")


@st.composite
def spoken_times(draw: st.DrawFn) -> tuple[datetime, str, datetime]:
    """Draw an instant, a phrase said then, and what it means."""
    here = draw(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - a zone follows
    day, part = draw(st.sampled_from(list(NEAR))), draw(st.sampled_from(list(PARTS)))
    hour, minute = draw(st.sampled_from(PARTS[part])), draw(st.integers(0, 59))
    shown = hour - 12 if part in ("下午", "晚上") and hour > 12 and draw(st.booleans()) else hour
    number = in_words if draw(st.booleans()) else str
    ends = {0: ["点", "点整", "点钟", ":00"], 30: ["点半"], 15: ["点一刻"], 45: ["点三刻"]}
    written = [f"点{number(minute)}分"] if minute else []
    end = draw(st.sampled_from(ends.get(minute, []) + written))
    clock = f"{shown}{end}" if end == ":00" else f"{number(shown)}{end}"
    if end == ":00" and shown != hour and not part:
        clock = f"{hour}{end}"
    gap = draw(st.sampled_from(["", " "]))
    means = datetime.combine(here.date(), datetime.min.time()) + timedelta(
        days=NEAR[day], hours=hour, minutes=minute
    )
    zoned = here.replace(tzinfo=SCHOOL_ZONE)
    return zoned, f"{day}{gap}{part}{gap}{clock}", means.replace(tzinfo=SCHOOL_ZONE)


@given(spoken_times())
def test_however_it_is_put_the_same_time_is_meant(
    case: tuple[datetime, str, datetime],
) -> None:
    here, text, means = case

    assert phrases.said(text, here) == (means,)


WRITING = st.text("今明后大下这周星期一二三五十日天早上午晚点半刻分:：12 038月号前", max_size=12)


@given(WRITING, st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - a zone follows
def test_no_phrase_breaks_the_reading(text: str, naive: datetime) -> None:
    here = naive.replace(tzinfo=SCHOOL_ZONE)
    try:
        meant = phrases.said(text, here)
    except BadInput:
        return

    assert list(meant) == sorted(meant)
    assert len(meant) <= 2
    assert sum(moment <= here for moment in meant) <= (len(meant) == 1)
