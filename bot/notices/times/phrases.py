"""Times as people say them: 明天早上八点, 下周一7点半, 周五 15:00, 半小时后. Pure.

An hour that may be of the morning or of the evening is both; whoever wrote it chooses. Weeks
begin on Monday: 下周一 said on a Sunday is the next day. A day of the week without 这 or 下 is
the coming one. What is said in another way is no time: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.notices.errors import DayMissing
from bot.notices.times import timing

_DIGITS: Final = "零一二三四五六七八九"
_N: Final = r"(?:[0-9]{1,2}|[零〇一二两兩三四五六七八九十]{1,3})"
_DAY: Final = rf"""
    (?P<near>今天|今日|今|明天|明日|明|大后天|大後天|后天|後天)
  | (?P<week>下下|下|这|這|本)?[个個]?(?:周|週|星期|礼拜|禮拜)(?P<weekday>[一二三四五六日天1-7])
  | (?:(?P<year>[0-9]{{4}})[-/.年])?(?P<month>{_N})[-/.月](?P<day>{_N})[日号號]?
  | (?P<date>{_N})[号號日]
"""
_PART: Final = (
    "凌晨|清晨|早晨|早上|早|上午|中午|正午|下午|傍晚|晚上|晚间|晚間|晚|夜里|夜裡|夜间|夜間"
)
_CLOCK: Final = rf"""
    (?P<hour>{_N})\s*
    (?: (?P<colon>[:：])(?P<digits>[0-9]{{2}})
      | [点點时時][钟鐘整]?(?:(?P<half>半)|(?P<quarters>[一三])刻|[零〇]?(?P<minute>{_N})分?)?
    )
"""
_SAID: Final = re.compile(
    rf"[请請就在]{{0,3}}\s*(?:{_DAY})?的?[\s,，]*(?P<part>{_PART})?\s*{_CLOCK}\s*"
    r"[发發]?[送出]?吧?[。.！!]?",
    re.VERBOSE,
)
_LATER: Final = re.compile(
    rf"(?:(?P<minutes>[0-9]{{1,3}}|{_N})分[钟鐘]|(?:(?P<hours>{_N})[个個]?)?(?P<half>半)?"
    r"[个個]?(?:小时|小時|钟头|鐘頭))[以之]?[后後]\s*[发發]?[送出]?吧?[。.！!]?"
)
_AHEAD: Final = {"今": 0, "明": 1, "后": 2, "後": 2, "大": 3}
_WEEKS: Final = {"这": 0, "這": 0, "本": 0, "下": 1, "下下": 2}
_NOON: Final = 12
_DAWN: Final = range(1, 6)
"""Hours at which nobody writes to families, so that they are those of the afternoon."""
_EITHER: Final = range(6, 10)
"""Hours that are as likely in the morning as in the evening."""

_HOURS: Final[dict[str, dict[int, int]]] = {
    "凌": {12: 0} | {hour: hour for hour in range(7)},
    "早": {hour: hour for hour in range(4, 12)},
    "上": {hour: hour for hour in range(4, 13)},
    "中": {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14},
    "下": {12: 12} | {hour: hour + 12 for hour in range(1, 8)} | {h: h for h in range(13, 20)},
    "傍": {hour: hour + 12 for hour in range(4, 8)} | {hour: hour for hour in range(16, 20)},
    "晚": {0: 24, 12: 24, 24: 24}
    | {hour: hour + 12 for hour in range(5, 12)}
    | {hour: hour for hour in range(17, 24)},
}
"""For each part of the day the hours that are said of it, and which they are; 24 is midnight."""
_ALIKE: Final = {"清": "早", "正": "中", "夜": "晚"}


def said(text: str, here: datetime) -> tuple[datetime, ...]:
    """Return what a time may mean, the soonest first; nothing if it is none.

    What has passed is left out if it may mean something else.

    Args:
        text: What somebody wrote.
        here: Now, at school.

    Raises:
        DayMissing: No calendar has this day, or no day this hour.
        HourMissing: The school's clock jumps over it.
        HourTwice: The school's clock shows it twice.
    """
    plain = text.strip()
    later = _LATER.fullmatch(plain)
    if later is not None:
        return _later(later, here)
    found = _SAID.fullmatch(plain)
    if found is None:
        return ()
    moments = sorted({_moment(found, here, *at) for at in _clock(found)})
    ahead = tuple(moment for moment in moments if moment > here)
    return ahead or (moments[-1],)


def _later(found: re.Match[str], here: datetime) -> tuple[datetime, ...]:
    if found["minutes"]:
        ahead = timedelta(minutes=_number(found["minutes"]))
    else:
        hours = _number(found["hours"]) if found["hours"] else 0
        ahead = timedelta(hours=hours, minutes=30 if found["half"] else 0)
    if not ahead:
        return ()
    moment = here.astimezone(UTC).replace(second=0, microsecond=0) + ahead
    return (moment.astimezone(here.tzinfo),)


def _clock(found: re.Match[str]) -> list[tuple[int, int]]:
    """Return the hours a time of the day may be, 24 being midnight, each with its minute."""
    hour = _number(found["hour"])
    if found["colon"]:
        minute = int(found["digits"])
    elif found["half"] or found["quarters"]:
        minute = 30 if found["half"] else 15 * _number(found["quarters"])
    else:
        minute = _number(found["minute"]) if found["minute"] else 0
    return [(each, minute) for each in _hours(found, hour)]


def _hours(found: re.Match[str], hour: int) -> Sequence[int]:
    part = (found["part"] or "")[:1]
    if part:
        known = _HOURS[_ALIKE.get(part, part)]
        if hour not in known:
            raise DayMissing
        return [known[hour]]
    if found["colon"] or hour not in (*_DAWN, *_EITHER):
        return [hour]
    return [hour + _NOON] if hour in _DAWN else [hour, hour + _NOON]


def _moment(found: re.Match[str], here: datetime, hour: int, minute: int) -> datetime:
    is_midnight = hour == 24 and not minute and not found["colon"]  # noqa: PLR2004 - of a day
    try:
        at = time(0 if is_midnight else hour, minute)
        day, step = _day(found, here.date())
        wall = datetime.combine(day, at) + timedelta(days=is_midnight)
        if step and wall <= here.replace(tzinfo=None):
            wall += timedelta(days=step)
    except (ValueError, OverflowError) as error:
        raise DayMissing from error
    zone = here.tzinfo
    assert isinstance(zone, ZoneInfo)
    return timing.on_the_wall(wall, zone)


def _day(found: re.Match[str], today: date) -> tuple[date, int]:
    """Return the day that is meant, and after how many it comes again if it has passed."""
    if found["near"]:
        return today + timedelta(days=_AHEAD[found["near"][0]]), 0
    if found["weekday"]:
        return _weekday(found, today)
    if found["month"]:
        year, month, day = found["year"], _number(found["month"]), _number(found["day"])
        shown = date(int(year or today.year), month, day)
        is_over = year is None and shown < today - timedelta(days=1)
        return (shown.replace(year=today.year + 1) if is_over else shown), 0
    if found["date"]:
        day = _number(found["date"])
        first = today.replace(day=1)
        if day < today.day:
            first = (first + timedelta(days=31)).replace(day=1)
        return first.replace(day=day), 0
    return today, 1


def _weekday(found: re.Match[str], today: date) -> tuple[date, int]:
    number = 7 if found["weekday"] in "日天" else _number(found["weekday"])
    this_week = today + timedelta(days=number - today.isoweekday())
    if found["week"]:
        return this_week + timedelta(weeks=_WEEKS[found["week"]]), 0
    return (this_week + timedelta(weeks=1) if this_week < today else this_week), 7


def _number(written: str) -> int:
    """Read a number up to 999 in digits, or up to 99 in characters.

    Raises:
        DayMissing: No number is written so.
    """
    if written.isascii():
        return int(written)
    plain = written.replace("\u3007", "零").replace("两", "二").replace("兩", "二")
    found = re.fullmatch(
        r"零?([一二三四五六七八九])|([一二三四五六七八九]?)(十)([一二三四五六七八九]?)|零", plain
    )
    if found is None:
        raise DayMissing
    if found[3]:
        tens = _DIGITS.index(found[2]) if found[2] else 1
        return 10 * tens + (_DIGITS.index(found[4]) if found[4] else 0)
    return _DIGITS.index(found[1]) if found[1] else 0
