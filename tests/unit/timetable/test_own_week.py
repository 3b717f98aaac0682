from __future__ import annotations

from datetime import date, time

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.calendar.deciding import verdicts
from bot.timetable.calendar.public import public_day
from bot.timetable.families.plans import OwnPlan
from bot.timetable.families.rendering import week
from bot.timetable.model import SchoolCalendar, Slot, SpecialDay, Term
from bot.timetable.occurrences import sessions

CHINESE = speaking(Language.ZH_HANS)
SECOND = SchoolClass(ClassId(1), SchoolId(1), 2, "二年级(1)班")
THIRD = SchoolClass(ClassId(2), SchoolId(1), 3, "三年级(2)班")


def make_slot(weekday: int, class_id: int = 1, teacher: str = "李老师") -> Slot:
    return Slot(ClassId(class_id), weekday, time(16), time(17, 30), "书法", "一楼美术室", teacher)


def a_week(
    monday: date, *slots: Slot, item: SchoolClass = SECOND, calendar: SchoolCalendar | None = None
) -> OwnPlan:
    days = verdicts(
        monday, monday.replace(day=monday.day + 6), calendar or SchoolCalendar(), public_day
    )
    return OwnPlan(
        item,
        tuple((day, tuple(sessions(slots, [day]))) for day in days),
        has_slots=bool(slots),
    )


def test_the_week_goes_day_by_day_and_marks_today() -> None:
    text = week(
        [a_week(date(2026, 11, 16), make_slot(1), make_slot(4))], date(2026, 11, 19), CHINESE
    )

    assert text == (
        "【本周课后服务】11月16日 周一 至 11月22日 周日\n"
        "\n"
        "二年级(1)班\n"
        "\n"
        "11月16日 周一\n"
        "16:00–17:30 书法 · 一楼美术室 · 李老师\n"
        "\n"
        "11月17日 周二\n"
        "没有课后服务\n"
        "\n"
        "11月18日 周三\n"
        "没有课后服务\n"
        "\n"
        "11月19日 周四（今天）\n"
        "16:00–17:30 书法 · 一楼美术室 · 李老师\n"
        "\n"
        "11月20日 周五\n"
        "没有课后服务"
    )


def two_children(monday: date) -> list[OwnPlan]:
    return [
        a_week(monday, make_slot(1), make_slot(4)),
        a_week(monday, make_slot(5, class_id=2), item=THIRD),
    ]


def test_the_week_of_several_children_begins_today() -> None:
    text = week(two_children(date(2026, 11, 16)), date(2026, 11, 19), CHINESE)

    assert text.startswith("【本周课后服务】11月19日 周四 至 11月22日 周日\n\n二年级(1)班\n\n")
    assert "周三" not in text
    assert text.count("11月19日 周四（今天）") == 2
    assert text.count("11月20日 周五") == 2


def test_of_several_children_a_week_that_is_over_or_to_come_is_told_whole() -> None:
    plans = two_children(date(2026, 11, 16))

    for here in (date(2026, 11, 22), date(2026, 11, 30), date(2026, 11, 9)):
        text = week(plans, here, CHINESE)
        assert "11月16日 周一 至 11月22日 周日" in text
        assert text.count("11月16日 周一\n") == 2


def test_another_week_is_not_called_this_week() -> None:
    text = week([a_week(date(2026, 11, 9), make_slot(1))], date(2026, 11, 19), CHINESE)

    assert text.startswith("【课后服务】11月9日 周一 至 11月15日 周日\n")


def test_the_week_names_holidays_and_marks_the_day_worked_for_them() -> None:
    text = week([a_week(date(2026, 10, 5), make_slot(3))], date(2026, 10, 5), CHINESE)

    assert "10月7日 周三　休息（国庆节）" in text
    assert "10月10日 周六（调休上班，按周三安排）\n16:00–17:30" in text
    assert "10月11日" not in text.split("\n\n", 1)[1]


def test_the_week_tells_the_schools_own_days_off_from_the_time_between_terms() -> None:
    calendar = SchoolCalendar(
        (Term(date(2026, 9, 1), date(2026, 11, 18)),),
        {date(2026, 11, 17): SpecialDay(is_open=False, name="秋季运动会")},
    )

    text = week(
        [a_week(date(2026, 11, 16), make_slot(3), calendar=calendar)], date(2026, 11, 16), CHINESE
    )

    assert "11月17日 周二　休息（秋季运动会）" in text
    assert "11月19日 周四　休息（学期外）" in text


def test_a_class_without_slots_says_so_and_others_are_shown() -> None:
    weeks = [a_week(date(2026, 11, 16), item=THIRD), a_week(date(2026, 11, 16), make_slot(1))]

    text = week(weeks, date(2026, 11, 16), CHINESE)

    assert "三年级(2)班\n这个班还没有课后服务安排。\n\n二年级(1)班\n\n11月16日" in text


def test_the_week_of_an_unknown_year_sends_parents_to_the_schools_notice() -> None:
    text = week([a_week(date(2027, 3, 1), make_slot(1))], date(2027, 3, 1), CHINESE)

    assert text.endswith("\n\n放假安排以学校通知为准。")
