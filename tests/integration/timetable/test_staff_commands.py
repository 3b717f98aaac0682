"""What the office types: change a day, lists for the door, courses, previews of pushes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import Services, open_services
from bot.clock import SystemClock, today
from bot.config import load
from bot.i18n.languages import Language
from bot.people.model import Role
from tests.support.clocks import AT_ANY_HOUR
from tests.support.command_line import Desk

SLOTS = """class,weekday,start,end,title,place,teacher,course,capacity
二年级(1)班,3,16:00,17:30,书法,美术室,李老师,,
,3,16:00,17:30,,操场,赵老师,足球,20
"""
CALENDAR = """
terms:
  - {from: 2026-09-01, to: 2027-01-22, name: 第一学期}
days_off:
  - {date: 2026-11-06, name: 运动会}
"""


@pytest.fixture
def desk(
    tmp_path: Path,
    sqlite_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A school with a class of two seats, a teacher, a family on seat 1, and one course."""
    (tmp_path / "config.yaml").write_text(
        f'database:\n  url: {sqlite_url}\nquiet_hours:\n  primary: ""\n  junior: ""\n'
    )
    (tmp_path / "slots.csv").write_text(SLOTS, encoding="utf-8")
    (tmp_path / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    (tmp_path / "list.csv").write_text("class,seat\n二年级(1)班,1\n二年级(1)班,2\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    found = Desk(tmp_path, capsys)
    found.gets("school", "add", "阳光小学", "--region", "example")
    found.gets("people", "import", "list.csv", "--school", "1")
    found.gets("timetable", "import", "slots.csv", "--school", "1")
    asyncio.run(_join(found))
    return found


async def _join(desk: Desk) -> None:
    async with open_services(load(desk.folder / "config.yaml")) as services:
        family = await services.office.invite_family(1, seat=1)
        await services.membership.join(101, Language.ZH_HANS, family.code)
        await _teacher(services)
        person = await services.people.person(101, Language.ZH_HANS)
        await services.timetable.courses.enrol(1, person.children[0].id)


async def _teacher(services: Services) -> None:
    made = await services.office.invite_staff(Role.TEACHER, class_ids=[1])
    await services.membership.join(201, Language.ZH_HANS, made.code)


WEDNESDAY = "2035-11-28"
"""In a year whose holidays nobody knows, so that no test depends on today's date."""
CHANGE = ("timetable", "change", "--slot", "1", "--on", WEDNESDAY)


def test_a_dry_run_says_what_a_change_comes_to_and_changes_nothing(desk: Desk) -> None:
    found = desk.gets(*CHANGE, "--end", "17:00", "--reason", "大雪", "--dry-run")

    assert (found["dry_run"], found["told"], found["chats"], found["children"]) == (
        True,
        "sunday",
        1,
        1,
    )
    assert "时间改为 16:00–17:00（原定 16:00–17:30）。\n原因：大雪" in found["text"]
    assert found["texts"] == [{"text": found["text"], "chats": 1}]
    assert shown(desk)[0]["end"] == "17:30"


def test_a_change_is_made_and_taken_back(desk: Desk) -> None:
    made = desk.gets(*CHANGE, "--place", "大礼堂", "--teacher", "王老师")
    changed = shown(desk)[0]
    undone = desk.gets(*CHANGE, "--undo")

    assert (changed["place"], changed["teacher"], changed["slot"]) == ("大礼堂", "王老师", 1)
    assert (made["version"], undone["version"]) == (1, 2)
    assert shown(desk)[0]["place"] == "美术室"


def shown(desk: Desk) -> list[dict[str, object]]:
    span = ("--from", WEDNESDAY, "--to", WEDNESDAY)
    rows: list[dict[str, object]] = desk.gets("timetable", "show", "--school", "1", *span)
    return rows


def test_what_cannot_be_is_refused_in_a_sentence(desk: Desk) -> None:
    for more, code, problem in (
        ((), 2, "Say what is different: --cancel"),
        (("--cancel", "--end", "17:00"), 2, "--cancel: of what does not take place"),
        (("--undo", "--end", "17:00"), 2, "--undo: takes all back"),
        (("--end", "24:30"), 2, "--end 24:30 is not a time"),
        (("--place", "长" * 61), 2, "--place has 61 characters"),
        (("--move-to", "2035-02-30"), 2, "--move-to 2035-02-30: must be a day"),
        (("--end", "15:00"), 1, "15:00 is not after the start 16:00"),
        (("--move-to", "2035-12-01"), 1, "2035-12-01 is no school day"),
    ):
        assert problem in desk.is_refused(*CHANGE, *more, code=code)
    for slot, on, problem in (
        ("9", WEDNESDAY, "There is no such slot"),
        ("1", "2035-11-29", "is not planned for this day"),
        ("1", "2020-11-25", "This day has passed"),
    ):
        change = ("timetable", "change", "--slot", slot, "--on", on, "--cancel")
        assert problem in desk.is_refused(*change, code=1)


def test_lists_for_the_door_are_written_to_print_and_to_sort(desk: Desk) -> None:
    at = ("timetable", "door", "--school", "1", "--on", WEDNESDAY)

    rows = desk.gets(*at)
    desk.gets(*at, "-o", "lists.xlsx")
    desk.gets(*at, "--course", "1", "-o", "lists.csv", "--lang", "en")

    assert [(row["list"], row["seat"], row["elsewhere"]) for row in rows] == [
        ("二年级(1)班", 1, ["足球"]),
        ("二年级(1)班", 2, []),
        ("足球", 1, []),
    ]
    assert load_workbook(desk.folder / "lists.xlsx").sheetnames == ["二年级(1)班", "足球"]
    assert (desk.folder / "lists.csv").read_text("utf-8-sig").splitlines() == [
        "Date,List,Class,Seat,Remark",
        f"{WEDNESDAY},足球,二年级(1)班,1,",
    ]
    assert desk.gets("timetable", "door", "--school", "1", "--on", "2035-11-29") == []


def test_lists_that_cannot_be_drawn_up_are_wrong_usage(desk: Desk) -> None:
    for more, problem in (
        (("-o", "lists.pdf"), "-o lists.pdf: must end in .xlsx or .csv"),
        (("--class", "9"), "--class 9: school 1 has no such class"),
        (("--course", "9"), "--course 9: school 1 has no such course"),
        (("--on", "heute"), "--on heute: must be a day"),
    ):
        assert problem in desk.is_refused("timetable", "door", "--school", "1", *more, code=2)


def test_courses_are_listed_with_who_gives_them(desk: Desk) -> None:
    teach = ("timetable", "teach", "--course", "1", "--staff", "1")

    assert desk.gets(*teach)["changed"]
    assert not desk.gets(*teach)["changed"]
    [course] = desk.gets("timetable", "courses", "--school", "1")
    assert course == {
        "id": 1,
        "name": "足球",
        "capacity": 20,
        "placed": 1,
        "waiting": 0,
        "grades": [1, 9],
        "fee": "",
        "staff": [1],
    }
    assert desk.gets(*teach, "--stop")["changed"]
    assert "Course 9" in desk.is_refused(
        "timetable", "teach", "--course", "9", "--staff", "1", code=1
    )


def test_a_notice_to_a_course_is_rehearsed_and_sent(desk: Desk) -> None:
    to = ("notice", "send", "--to", "course:1", "--text", "周三请带水壶。")
    at_noon = f"{today(SystemClock()) + timedelta(days=2)}T12:00"

    rehearsed = desk.gets(*to, "--dry-run", "--at", at_noon)
    sent = desk.gets(*to, "--despite", AT_ANY_HOUR)

    assert (rehearsed["recipients"], rehearsed["children"]) == (1, 1)
    assert rehearsed["languages"][0]["text"].startswith("【通知】足球\n")
    assert desk.gets("notice", "status", str(sent["id"]))["recipients"] == 1


def test_every_push_of_the_term_is_previewed_with_days_off_and_why(desk: Desk) -> None:
    desk.gets("calendar", "import", "calendar.yaml", "--school", "1")
    span = ("--from", "2026-09-30", "--to", "2026-11-06")

    days = {
        row["date"]: row
        for row in desk.gets("timetable", "show", "--school", "1", "--pushes", *span)
    }

    assert len(days) == 38
    plain = days["2026-10-14"]
    assert (plain["push"], plain["at"], plain["mark"]) == (True, "07:20", "")
    assert [(one["class"], one["course"]) for one in plain["messages"]] == [
        ("二年级(1)班", ""),
        ("", "足球"),
    ]
    assert plain["messages"][0]["text"] == (
        "【今日课后服务】10月14日 周三\n二年级(1)班\n16:00–17:30 书法 · 美术室 · 李老师"
    )
    made_up = days["2026-10-10"]
    assert (made_up["made_up"], made_up["mark"]) == (True, "调休上班，按周三安排")
    assert "（调休上班，按周三安排）" in made_up["messages"][0]["text"]
    why = {date: (row["push"], row["why"], row["name"]) for date, row in days.items()}
    assert why["2026-10-01"] == (False, "holiday", "national-day")
    assert why["2026-10-11"] == (False, "weekend", "")
    assert why["2026-10-12"] == (False, "nothing-planned", "")
    assert why["2026-11-06"] == (False, "closed", "运动会")


def test_a_preview_finds_the_term_by_itself_and_warns_of_unknown_years(desk: Desk) -> None:
    term = CALENDAR.replace("2026-09-01", "2035-09-01").replace("2027-01-22", "2036-01-18")
    (desk.folder / "calendar.yaml").write_text(term, encoding="utf-8")
    desk.gets("calendar", "import", "calendar.yaml", "--school", "1")

    days = desk.gets("timetable", "show", "--school", "1", "--pushes", "--class", "1")

    assert (days[0]["date"], days[-1]["date"]) == ("2035-09-01", "2036-01-18")
    assert all(row["uncertain"] for row in days)
    pushed = [row for row in days if row["push"]]
    assert all("放假安排以学校通知为准。" in row["messages"][0]["text"] for row in pushed)
    assert {len(row["messages"]) for row in pushed} == {1}
    text = desk.types("timetable", "show", "--school", "1", "--pushes").out
    assert "WARNING  the public holidays of 2035 are not known yet" in text
    assert "2035-09-01 Sat  no push: weekend  [9月1日 周六　休息]" in text


def test_what_cannot_be_previewed_is_wrong_usage(desk: Desk) -> None:
    for more, problem in (
        (("--from", "2026-09-01"), "--to: name a day like 2026-09-01"),
        (("--to", "2026-09-01"), "--from: name a day like 2026-09-01"),
        (("--pushes", "--from", "2027-01-01", "--to", "2026-01-01"), "is before --from"),
        (("--pushes", "--class", "9"), "--class 9: school 1 has no such class"),
        (("--pushes", "--lang", "fr"), "--lang fr: must be zh-Hans"),
    ):
        assert problem in desk.is_refused("timetable", "show", "--school", "1", *more, code=2)
