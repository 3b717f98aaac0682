from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from bot.fonts import find_font, missing_glyphs
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ChildId
from bot.timetable.editing import cancelled
from bot.timetable.families.drawing import WIDTH, render
from bot.timetable.families.picture import picture_of
from tests.support.alter import moved
from tests.unit.timetable.test_own_day import SERVICE, THURSDAY, on_thursday, plan
from tests.unit.timetable.test_own_week import a_week, make_slot

CHINESE = speaking(Language.ZH_HANS)


def rows_of(values: dict[str, Any]) -> list[dict[str, Any]]:
    [part] = values["parts"]
    rows: list[dict[str, Any]] = part["rows"]
    return rows


def test_each_day_is_a_row_and_today_is_marked() -> None:
    values = picture_of([a_week(date(2026, 11, 16), make_slot(4))], THURSDAY, CHINESE)

    rows = rows_of(values)
    assert [row["day"][-2:] for row in rows] == ["周一", "周二", "周三", "周四", "周五"]
    assert [row["is_today"] for row in rows] == [False, False, False, True, False]
    assert rows[3]["lines"][0]["upper"] == "16:00–17:30　书法"
    assert rows[4]["nothing"] == "没有课后服务"


def test_what_is_different_is_drawn_differently() -> None:
    gone = picture_of([plan(SERVICE, change=on_thursday(cancelled("台风")))], THURSDAY, CHINESE)
    elsewhere = picture_of(
        [plan(SERVICE, change=on_thursday(moved(place="图书馆")))], THURSDAY, CHINESE
    )

    [line] = rows_of(gone)[0]["lines"]
    assert (line["tone"], line["tag"], line["lower"]) == ("gone", "取消", "台风")
    [line] = rows_of(elsewhere)[0]["lines"]
    assert (line["tone"], line["tag"]) == ("changed", "有调整")


def test_days_off_and_made_up_days_say_so() -> None:
    rows = rows_of(picture_of([a_week(date(2026, 10, 5), make_slot(3))], THURSDAY, CHINESE))

    assert rows[0]["nothing"] == "休息（国庆节）"
    assert rows[-1]["lines"][0]["upper"] == "调休上班，按周三安排"


def test_a_child_that_does_not_stay_and_a_class_without_plan_say_so() -> None:
    absent = replace(plan(SERVICE), child_id=ChildId(1), absent_on=frozenset({THURSDAY}))

    rows = rows_of(picture_of([absent], THURSDAY, CHINESE))
    none = rows_of(picture_of([plan()], THURSDAY, CHINESE))

    assert rows[0]["lines"][-1]["upper"] == "您已说明孩子不参加"
    assert none[0]["nothing"] == "这个班还没有课后服务安排。"


def test_the_picture_is_as_wide_as_a_telephone_and_has_ink_where_the_text_is() -> None:
    values = picture_of([a_week(date(2026, 11, 16), make_slot(4))], THURSDAY, CHINESE)
    font = find_font()

    picture = Image.open(BytesIO(render(values, font))).convert("L")

    assert picture.width == WIDTH
    assert 600 < picture.height < 1500
    heading = picture.crop((40, 20, WIDTH - 40, 130))
    darkest, _ = heading.getextrema()
    assert isinstance(darkest, int | float)
    assert darkest < 80, "the title is there"
    assert not missing_glyphs([str(values)], font), "no boxes"


def test_a_sign_the_font_lacks_becomes_a_question_mark() -> None:
    odd = replace(make_slot(4), title="\N{PILE OF POO}")
    values = picture_of([a_week(date(2026, 11, 16), odd)], THURSDAY, CHINESE)

    assert render(values, find_font()).startswith(b"\x89PNG")
