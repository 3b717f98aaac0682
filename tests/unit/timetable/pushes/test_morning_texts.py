from __future__ import annotations

from datetime import date, time

from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId, CourseId
from bot.timetable import editing
from bot.timetable.calendar.deciding import school_day
from bot.timetable.calendar.public import public_day
from bot.timetable.model import Change, SchoolCalendar, Slot, SlotId, SpecialDay
from bot.timetable.occurrences import by_class, by_course, sessions
from bot.timetable.pushes.having import Having
from bot.timetable.pushes.morning_texts import (
    Today,
    TodaysService,
    dropped,
    takes_long,
    uncertain_year,
)
from bot.timetable.pushes.timing import Departure

CHINESE = speaking(Language.ZH_HANS)
ENGLISH = speaking(Language.EN)
SECOND, THIRD, FOOTBALL = ClassId(1), ClassId(2), CourseId(7)
ONLY_SECOND: Having = ((SECOND, ()),)
THURSDAY = date(2026, 11, 19)
NO_CALENDAR = SchoolCalendar()


def make_slot(weekday: int, class_id: int = 1, teacher: str = "李老师") -> Slot:
    return Slot(ClassId(class_id), weekday, time(16), time(17, 30), "书法", "一楼美术室", teacher)


def football(weekday: int) -> Slot:
    ends = time(18, 30)
    return Slot(None, weekday, time(17, 30), ends, "足球", "操场", course_id=FOOTBALL)


def today(
    on: date,
    *slots: Slot,
    calendar: SchoolCalendar = NO_CALENDAR,
    change: Change | None = None,
) -> Today:
    day = school_day(on, calendar, public_day)
    found = sessions(slots, [day], {} if change is None else {(SlotId(0), on): change})
    return Today(
        day,
        by_class(found),
        by_course(found),
        {SECOND: "二年级(1)班", THIRD: "三年级(2)班"},
        {FOOTBALL: "足球社"},
    )


def todays_service(school: Today, having: Having, words: Words, *, is_late: bool = False) -> str:
    return TodaysService(school, words, is_late=is_late).text(having)


def test_todays_service_names_the_class_and_what_it_has() -> None:
    text = todays_service(today(THURSDAY, make_slot(4)), ONLY_SECOND, CHINESE)

    assert text == (
        "【今日课后服务】11月19日 周四\n二年级(1)班\n16:00–17:30 书法 · 一楼美术室 · 李老师"
    )


def test_two_children_stand_in_one_message() -> None:
    both = today(THURSDAY, make_slot(4), make_slot(4, 2, teacher=""))

    text = todays_service(both, ((SECOND, ()), (THIRD, ())), CHINESE)

    assert text == (
        "【今日课后服务】11月19日 周四\n"
        "二年级(1)班\n"
        "16:00–17:30 书法 · 一楼美术室 · 李老师\n"
        "\n"
        "三年级(2)班\n"
        "16:00–17:30 书法 · 一楼美术室"
    )


def test_a_course_stands_with_the_class_of_the_child_that_is_in_it() -> None:
    school = today(THURSDAY, football(4), make_slot(4))

    with_course = todays_service(school, ((SECOND, (FOOTBALL,)),), CHINESE)

    assert with_course.splitlines()[2:] == [
        "16:00–17:30 书法 · 一楼美术室 · 李老师",
        "17:30–18:30 足球社 · 足球 · 操场",
    ]
    assert "足球" not in todays_service(school, ONLY_SECOND, CHINESE)


def test_a_child_with_nothing_but_a_course_reads_of_it() -> None:
    text = todays_service(today(THURSDAY, football(4)), ((THIRD, (FOOTBALL,)),), CHINESE)

    assert text.splitlines()[1:] == ["三年级(2)班", "17:30–18:30 足球社 · 足球 · 操场"]


def test_who_has_nothing_of_all_that_is_on_reads_nothing() -> None:
    assert (
        todays_service(today(THURSDAY, football(4), make_slot(4)), ((THIRD, ()),), CHINESE) == ""
    )


def test_the_day_itself_says_again_that_its_service_is_cancelled_and_why() -> None:
    cancelled = today(THURSDAY, make_slot(4), change=editing.cancelled("美术室检修"))

    text = todays_service(cancelled, ONLY_SECOND, CHINESE)

    assert text.splitlines()[2:] == [
        "16:00–17:30 书法 · 一楼美术室 · 李老师（取消）",
        "原因：美术室检修",
    ]


def test_a_made_up_day_is_marked_with_the_weekday_it_follows() -> None:
    text = todays_service(today(date(2026, 10, 10), make_slot(3)), ONLY_SECOND, CHINESE)

    assert text.startswith("【今日课后服务】10月10日 周六（调休上班，按周三安排）\n")


def test_a_made_up_day_with_slots_of_its_own_is_only_marked() -> None:
    text = todays_service(today(date(2026, 10, 10), make_slot(6)), ONLY_SECOND, CHINESE)

    assert text.startswith("【今日课后服务】10月10日 周六（调休上班）\n")


def test_an_extra_day_of_the_school_goes_by_its_name() -> None:
    saturday = date(2026, 11, 7)
    special = SpecialDay(is_open=True, follows=5, name="运动会调课")
    extra = today(saturday, make_slot(5), calendar=SchoolCalendar(days={saturday: special}))

    text = todays_service(extra, ONLY_SECOND, CHINESE)

    assert text.startswith("【今日课后服务】11月7日 周六（运动会调课，按周五安排）\n")


def test_in_an_unknown_year_parents_are_sent_to_the_schools_notice() -> None:
    text = todays_service(today(date(2027, 1, 4), make_slot(1)), ONLY_SECOND, CHINESE)

    assert text.endswith("\n\n放假安排以学校通知为准。")


def test_a_late_message_says_so() -> None:
    monday = today(date(2027, 1, 4), make_slot(1))

    text = todays_service(monday, ONLY_SECOND, CHINESE, is_late=True)

    assert text.endswith("\n\n放假安排以学校通知为准。\n今天的提醒发晚了，请您谅解。")


def test_english_readers_read_english() -> None:
    text = todays_service(today(date(2026, 10, 10), make_slot(3)), ONLY_SECOND, ENGLISH)

    assert text.startswith(
        "After-school service today, Sat 10 Oct (made-up working day, Wed plan)\n"
    )


def test_staff_are_told_which_year_is_unknown_without_a_thousands_mark() -> None:
    assert "2027年" in uncertain_year(2027, CHINESE)
    assert "of 2027 are" in uncertain_year(2027, ENGLISH)


def test_staff_are_told_which_day_was_not_sent() -> None:
    assert "11月19日 周四的课后服务没有按时推送" in dropped(THURSDAY, CHINESE)


def test_staff_are_told_how_long_the_morning_takes() -> None:
    leaves = Departure(time(7), 67, is_in_time=False)

    assert "约需 67 分钟" in takes_long(leaves, CHINESE)
    assert "67 minutes" in takes_long(leaves, ENGLISH)
