"""Lists for the door, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.errors import NotYourClass, SchoolMissing
from bot.people.model import ChildId, CourseId
from bot.sheets import csv_text, write_xlsx
from bot.storage.tables.people import children
from bot.timetable import editing
from bot.timetable.errors import BadSpan
from bot.timetable.staff import door_texts
from bot.timetable.staff.doors import DoorList
from tests.integration.timetable.conftest import School

HEADER = "class,weekday,start,end,title,place,teacher,course,capacity"
ROWS = (
    "二年级(1)班,4,16:00,17:30,书法,美术室,李老师,,",
    "三年级(2)班,4,16:00,17:30,阅读,图书馆,,,",
    ",4,16:40,17:30,足球,操场,王老师,足球,2",
    ",4,17:30,18:30,围棋,棋室,,围棋,",
)
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
WORDS = speaking(Language.ZH_HANS)


@pytest.fixture
async def planned(school: School) -> School:
    """Seats 1 to 3 in each class and one child without; football has two places."""
    await school.timetable.import_slots(school.id, school.write(*ROWS, header=HEADER))
    async with school.database.begin() as connection:
        for class_id in school.classes.values():
            for seat in (1, 2, 3, None):
                values = {"class_id": class_id, "seat": seat}
                await connection.execute(sa.insert(children).values(values))
    return school


async def child(school: School, class_name: str, seat: int | None) -> ChildId:
    query = sa.select(children.c.id).where(
        children.c.class_id == school.classes[class_name], children.c.seat == seat
    )
    async with school.database.read() as connection:
        return ChildId((await connection.execute(query)).scalar_one())


async def enrol(school: School, course: int, class_name: str, seat: int | None) -> ChildId:
    number = await child(school, class_name, seat)
    await school.timetable.courses.enrol(course, number, by_school=True)
    return number


async def lists(school: School, on: date = THURSDAY) -> dict[str, DoorList]:
    found = await school.timetable.door_lists.of_school(school.id, on)
    return {one.owner: one for one in found}


def said(found: DoorList) -> str:
    return door_texts.message(found, WORDS)


async def test_a_classs_list_has_its_children_and_who_is_in_a_course_or_away(
    planned: School,
) -> None:
    await enrol(planned, 1, "二年级(1)班", 2)
    away = await child(planned, "二年级(1)班", 3)
    await planned.timetable.absences.note(away, THURSDAY)

    found = await lists(planned)

    assert list(found) == ["二年级(1)班", "三年级(2)班", "围棋", "足球"]
    assert said(found["二年级(1)班"]) == (
        "【名单】11月19日 周四\n"
        "二年级(1)班\n"
        "16:00–17:30 书法 · 美术室 · 李老师\n\n"
        "名单上 4 人\n请假 1 人\n同一时间在社团 1 人\n应到 2 人\n\n"
        "1号、1 人未填座号\n请假：3号\n足球：2号"
    )


async def test_a_courses_list_has_who_has_a_place_by_class_and_not_who_waits(
    planned: School,
) -> None:
    for class_name, seat in (("三年级(2)班", 2), ("二年级(1)班", 1), ("二年级(1)班", 2)):
        number = await enrol(planned, 1, class_name, seat)
        await planned.timetable.absences.note(number, FRIDAY)

    football = (await lists(planned))["足球"]

    assert [(one.child.school_class.name, one.child.seat) for one in football.children] == [
        ("二年级(1)班", 1),
        ("三年级(2)班", 2),
    ]
    assert "名单上 2 人\n\n二年级(1)班 1号\n三年级(2)班 2号" in said(football)
    assert "这个社团还没有人报上名。" in said((await lists(planned))["围棋"])


async def test_a_course_after_the_classs_service_takes_nobody_away_from_it(
    planned: School,
) -> None:
    await enrol(planned, 2, "二年级(1)班", 1)

    found = await lists(planned)

    assert all(one.is_here for one in found["二年级(1)班"].children)
    assert found["围棋"].expected == 1


async def test_a_course_that_is_cancelled_leaves_its_children_with_their_class(
    planned: School,
) -> None:
    await enrol(planned, 1, "二年级(1)班", 1)
    await planned.timetable.pushes.changes.change(3, THURSDAY, editing.cancelled())

    found = await lists(planned)

    assert found["二年级(1)班"].expected == 4
    assert "（取消）" in said(found["足球"])


async def test_a_day_without_service_has_no_lists(planned: School) -> None:
    assert await lists(planned, FRIDAY) == {}


async def test_only_the_lists_asked_for_are_drawn_up_and_others_are_refused(
    planned: School,
) -> None:
    here, of_school = planned.classes["二年级(1)班"], planned.timetable.door_lists.of_school

    found = await of_school(planned.id, THURSDAY, class_ids=[here], course_ids=[1])

    assert [one.owner for one in found] == ["二年级(1)班", "足球"]
    with pytest.raises(BadSpan, match="--class 99: school 1 has no such class"):
        await of_school(planned.id, THURSDAY, class_ids=[99])
    with pytest.raises(BadSpan, match="--course 99: school 1 has no such course"):
        await of_school(planned.id, THURSDAY, course_ids=[99])
    with pytest.raises(SchoolMissing):
        await of_school(99, THURSDAY)


async def test_a_person_without_a_post_sees_no_list(planned: School) -> None:
    nobody = await planned.people.person(1, Language.ZH_HANS)

    with pytest.raises(NotYourClass):
        await planned.timetable.door_lists.of_person(nobody, THURSDAY)
    with pytest.raises(NotYourClass):
        await planned.timetable.door_lists.one(nobody, (None, CourseId(1)), THURSDAY)


async def test_a_sheet_to_print_has_its_title_its_seats_and_room_to_write(
    planned: School, tmp_path: Path
) -> None:
    number = await enrol(planned, 1, "二年级(1)班", 1)
    await planned.timetable.absences.note(number, THURSDAY)
    await enrol(planned, 1, "三年级(2)班", None)
    path = tmp_path / "lists.xlsx"

    write_xlsx(path, door_texts.sheets([(await lists(planned))["足球"]], WORDS))

    (page,) = load_workbook(path).worksheets
    assert [
        [cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)
    ] == [
        ["阳光小学　足球　11月19日 周四"],
        ["16:40–17:30 足球 · 操场 · 王老师"],
        ["名单上 2 人，请假 1 人，应到 1 人"],
        ["序号", "班级", "座号", "备注", "到了", "几点由谁接走"],
        [1, "二年级(1)班", 1, "请假"],
        [2, "三年级(2)班"],
    ]
    assert page.page_setup.orientation == "portrait"
    assert page.print_title_rows == "$1:$4"


async def test_rows_for_a_spreadsheet_say_the_same(planned: School) -> None:
    away = await child(planned, "三年级(2)班", 3)
    await planned.timetable.absences.note(away, THURSDAY)
    found = [(await lists(planned))["三年级(2)班"]]

    text = csv_text(door_texts.csv_heading(WORDS), door_texts.csv_rows(found, WORDS))

    assert text.splitlines()[:4] == [
        "日期,名单,班级,座号,备注",
        "2026-11-19,三年级(2)班,三年级(2)班,1,",
        "2026-11-19,三年级(2)班,三年级(2)班,2,",
        "2026-11-19,三年级(2)班,三年级(2)班,3,请假",
    ]
    assert list(door_texts.json_rows(found))[3] == {
        "date": "2026-11-19",
        "list": "三年级(2)班",
        "class": "三年级(2)班",
        "seat": None,
        "absent": False,
        "elsewhere": [],
    }
