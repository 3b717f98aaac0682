from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import ClassId, SchoolId
from bot.timetable.editing import AS_PLANNED, Changed, cancelled
from bot.timetable.errors import EndUnreadable, TextUnusable
from bot.timetable.model import Change, Reason, SchoolDay, Session, Slot, SlotId, State
from bot.timetable.staff.wishes import (
    What,
    Wish,
    change_of,
    ends_offered,
    is_over,
    others,
    seen_as,
    typed,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
THURSDAY = date(2026, 11, 19)
SLOT = Slot(
    ClassId(1),
    4,
    time(16),
    time(17, 30),
    "书法",
    "一楼东侧美术室",
    "李老师傅",
    later_ends=(time(18, 30),),
    id=SlotId(1),
)
NOON = datetime(2026, 11, 19, 12, tzinfo=SHANGHAI)
WISHES = st.builds(
    Wish,
    st.sampled_from(What),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.text(max_size=5),
    st.text(max_size=5),
)


def session(slot: Slot = SLOT, change: Change | None = None) -> Session:
    return Session(SchoolDay(THURSDAY, Reason.ORDINARY), slot, State.ON, change)


def changed(**different: object) -> Changed:
    change = replace(AS_PLANNED, slot_id=SLOT.id, on=THURSDAY, version=1, place="操场")
    after = session(change=change)
    found = Changed(SchoolId(1), SLOT, change, (session(),), (after,))
    return replace(found, **different)  # type: ignore[arg-type]


@given(WISHES)
def test_a_wish_is_all_that_differs_from_a_day_as_planned(wish: Wish) -> None:
    change = change_of(wish, SLOT, None)

    match wish.what:
        case What.CANCEL:
            assert change == cancelled(wish.reason)
        case What.UNDO:
            assert change == AS_PLANNED
        case What.END:
            assert change == replace(AS_PLANNED, ends_at=wish.end, reason=wish.reason)
        case What.PLACE:
            assert change == replace(AS_PLANNED, place=wish.text, reason=wish.reason)
        case What.TEACHER:
            assert change == replace(AS_PLANNED, teacher=wish.text, reason=wish.reason)


def test_a_wish_adds_to_what_is_different_already() -> None:
    old = replace(AS_PLANNED, place="操场", reason="场地另有安排")

    assert change_of(Wish(What.TEACHER, text="王老师"), SLOT, old) == replace(
        old, teacher="王老师"
    )
    assert change_of(Wish(What.END, end=time(17), reason="天气原因"), SLOT, old) == replace(
        old, ends_at=time(17), reason="天气原因"
    )


def test_what_is_wanted_as_planned_is_no_difference() -> None:
    plain = replace(SLOT, later_ends=())
    old = replace(AS_PLANNED, place="操场", teacher="王老师", ends_at=time(17))

    without_place = change_of(Wish(What.PLACE, text=SLOT.place), SLOT, old)
    assert without_place == replace(old, place=None)
    assert change_of(Wish(What.TEACHER, text=SLOT.teacher), SLOT, None).is_none
    assert change_of(Wish(What.END, end=time(17, 30)), plain, None).is_none
    assert not change_of(Wish(What.END, end=time(17, 30)), SLOT, None).is_none


def test_what_was_cancelled_is_begun_anew() -> None:
    wish = Wish(What.PLACE, text="操场")

    assert change_of(wish, SLOT, cancelled("天气原因")) == replace(AS_PLANNED, place="操场")


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (NOON, [(16, 30), (17, 0), (17, 15), (19, 0), (19, 30)]),
        (NOON.replace(hour=17), [(17, 15), (19, 0), (19, 30)]),
        (NOON.replace(day=20), []),
    ],
)
def test_ends_are_offered_around_the_planned_ones_as_long_as_they_lie_ahead(
    now: datetime, ends: list[tuple[int, int]]
) -> None:
    assert ends_offered(session(), now) == tuple(time(*end) for end in ends)


def test_no_end_is_offered_that_is_before_the_start_too_late_or_so_already() -> None:
    evening = replace(SLOT, starts_at=time(20), ends_at=time(20, 30), later_ends=())
    early = replace(AS_PLANNED, ends_at=time(20, 15))

    assert ends_offered(session(evening), NOON) == (time(20, 15), time(21))
    assert ends_offered(session(evening, early), NOON) == (time(21),)


@pytest.mark.parametrize(
    ("what", "written", "wish"),
    [
        (What.END, " 16：45 ", Wish(What.END, end=time(16, 45))),
        (What.PLACE, " 大礼堂 ", Wish(What.PLACE, text="大礼堂")),
        (What.TEACHER, "", Wish(What.TEACHER)),
    ],
)
def test_what_is_typed_is_read_as_in_a_file(what: What, written: str, wish: Wish) -> None:
    assert typed(what, written) == wish


@pytest.mark.parametrize(
    ("what", "written", "error"),
    [
        (What.END, "24:30", EndUnreadable),
        (What.END, "下午四点", EndUnreadable),
        (What.PLACE, "长" * 61, TextUnusable),
        (What.TEACHER, "王\n老师", TextUnusable),
    ],
)
def test_what_cannot_be_read_is_refused(what: What, written: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        typed(what, written)


def test_each_other_text_is_offered_once_and_never_ones_own() -> None:
    known = [(1, "操场"), (2, ""), (3, "美术室"), (4, "操场"), (5, "图书馆")]

    assert list(others(known, "美术室")) == [(1, "操场"), (5, "图书馆")]


@pytest.mark.parametrize(
    "other",
    [
        changed(change=replace(changed().change, version=2)),
        changed(change=replace(changed().change, reason="天气原因")),
        changed(slot=replace(SLOT, version=1)),
        changed(before=(session(replace(SLOT, teacher="王老师")),)),
        changed(after=()),
    ],
)
def test_whatever_a_preview_shows_tells_it_from_another(other: Changed) -> None:
    assert seen_as(changed()) == seen_as(changed())
    assert seen_as(other) != seen_as(changed())


def test_it_is_over_once_the_last_of_its_ends_has_come() -> None:
    assert not is_over([session()], NOON.replace(hour=18, minute=29))
    assert is_over([session()], NOON.replace(hour=18, minute=30))
    assert not is_over([], NOON)
