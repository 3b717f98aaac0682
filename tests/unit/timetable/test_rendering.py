from __future__ import annotations

from datetime import date, time

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.calendar.deciding import school_day
from bot.timetable.calendar.public import public_day
from bot.timetable.model import SchoolCalendar, Slot, SpecialDay
from bot.timetable.occurrences import sessions
from bot.timetable.rendering import (
    ClassToday,
    dropped,
    todays_service,
    uncertain_year,
)

CHINESE = speaking(Language.ZH_HANS)
ENGLISH = speaking(Language.EN)
SECOND = SchoolClass(ClassId(1), SchoolId(1), 2, "二年级(1)班")
THIRD = SchoolClass(ClassId(2), SchoolId(1), 3, "三年级(2)班")


def make_slot(weekday: int, class_id: int = 1, teacher: str = "李老师") -> Slot:
    return Slot(ClassId(class_id), weekday, time(16), time(17, 30), "书法", "一楼美术室", teacher)


def today(
    on: date, item: SchoolClass, *slots: Slot, calendar: SchoolCalendar | None = None
) -> ClassToday:
    day = school_day(on, calendar or SchoolCalendar(), public_day)
    return ClassToday(item, tuple(sessions(slots, [day])))


def test_todays_service_names_the_class_and_what_it_has() -> None:
    text = todays_service([today(date(2026, 11, 19), SECOND, make_slot(4))], CHINESE)

    assert text == (
        "【今日课后服务】11月19日 周四\n二年级(1)班\n16:00–17:30 书法 · 一楼美术室 · 李老师"
    )


def test_two_children_stand_in_one_message() -> None:
    thursday = date(2026, 11, 19)

    text = todays_service(
        [
            today(thursday, SECOND, make_slot(4)),
            today(thursday, THIRD, make_slot(4, 2, teacher="")),
        ],
        CHINESE,
    )

    assert text == (
        "【今日课后服务】11月19日 周四\n"
        "二年级(1)班\n"
        "16:00–17:30 书法 · 一楼美术室 · 李老师\n"
        "\n"
        "三年级(2)班\n"
        "16:00–17:30 书法 · 一楼美术室"
    )


def test_a_made_up_day_is_marked_with_the_weekday_it_follows() -> None:
    text = todays_service([today(date(2026, 10, 10), SECOND, make_slot(3))], CHINESE)

    assert text.startswith("【今日课后服务】10月10日 周六（调休上班，按周三安排）\n")


def test_a_made_up_day_with_slots_of_its_own_is_only_marked() -> None:
    text = todays_service([today(date(2026, 10, 10), SECOND, make_slot(6))], CHINESE)

    assert text.startswith("【今日课后服务】10月10日 周六（调休上班）\n")


def test_an_extra_day_of_the_school_goes_by_its_name() -> None:
    saturday = date(2026, 11, 7)
    special = SpecialDay(is_open=True, follows=5, name="运动会调课")
    calendar = SchoolCalendar(days={saturday: special})

    text = todays_service([today(saturday, SECOND, make_slot(5), calendar=calendar)], CHINESE)

    assert text.startswith("【今日课后服务】11月7日 周六（运动会调课，按周五安排）\n")


def test_in_an_unknown_year_parents_are_sent_to_the_schools_notice() -> None:
    text = todays_service([today(date(2027, 1, 4), SECOND, make_slot(1))], CHINESE)

    assert text.endswith("\n\n放假安排以学校通知为准。")


def test_a_late_message_says_so() -> None:
    item = today(date(2027, 1, 4), SECOND, make_slot(1))

    text = todays_service([item], CHINESE, is_late=True)

    assert text.endswith("\n\n放假安排以学校通知为准。\n今天的提醒发晚了，请您谅解。")


def test_english_readers_read_english() -> None:
    text = todays_service([today(date(2026, 10, 10), SECOND, make_slot(3))], ENGLISH)

    assert text.startswith(
        "After-school service today, Sat 10 Oct (made-up working day, Wed plan)\n"
    )


def test_staff_are_told_which_year_is_unknown_without_a_thousands_mark() -> None:
    assert "2027年" in uncertain_year(2027, CHINESE)
    assert "of 2027 are" in uncertain_year(2027, ENGLISH)


def test_staff_are_told_which_day_was_not_sent() -> None:
    assert "11月19日 周四的课后服务没有按时推送" in dropped(date(2026, 11, 19), CHINESE)
