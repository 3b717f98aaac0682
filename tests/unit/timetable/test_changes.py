from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import ClassId
from bot.timetable.importing.changes import What, compare
from bot.timetable.model import Slot, SlotId, Weeks


def slot(number: int, weekday: int = 4, title: str = "书法", hour: int = 16) -> Slot:
    return Slot(
        ClassId(1), weekday, time(hour), time(hour + 1), title, id=SlotId(number), uid=f"u{number}"
    )


def new(old: Slot, **different: object) -> Slot:
    """Return a slot as a file has it, without number and name."""
    plain = replace(old, id=SlotId(0), uid="", version=0)
    return replace(plain, **different)  # type: ignore[arg-type]


CALLIGRAPHY = slot(1)


def test_the_same_file_again_changes_nothing() -> None:
    assert compare([CALLIGRAPHY], [new(CALLIGRAPHY)]) == []


def test_a_new_slot_is_added_and_one_that_is_gone_cancelled() -> None:
    football = Slot(ClassId(2), 1, time(16), time(17), "足球")

    added, cancelled = compare([CALLIGRAPHY], [football])

    assert (added.what, added.before, added.after) == (What.ADDED, None, football)
    assert (cancelled.what, cancelled.before, cancelled.after) == (
        What.CANCELLED,
        CALLIGRAPHY,
        None,
    )


def test_another_teacher_is_a_change_that_keeps_number_and_name() -> None:
    (change,) = compare([CALLIGRAPHY], [new(CALLIGRAPHY, teacher="王老师")])

    assert change.what is What.CHANGED
    assert change.after is not None
    assert (change.after.id, change.after.uid, change.after.version) == (1, "u1", 1)
    assert not change.is_other_rhythm


def test_another_weekday_is_a_move_with_another_rhythm() -> None:
    (change,) = compare([CALLIGRAPHY], [new(CALLIGRAPHY, weekday=5)])

    assert (change.what, change.slot.id, change.is_other_rhythm) == (What.MOVED, 1, True)


def test_another_place_or_hour_is_a_move_in_the_same_rhythm() -> None:
    for moved in (new(CALLIGRAPHY, place="操场"), new(CALLIGRAPHY, starts_at=time(15))):
        (change,) = compare([CALLIGRAPHY], [moved])

        assert (change.what, change.is_other_rhythm) == (What.MOVED, False)


def test_odd_weeks_or_another_last_day_are_another_rhythm() -> None:
    for moved in (
        new(CALLIGRAPHY, weeks=Weeks.ODD),
        new(CALLIGRAPHY, valid_until=date(2026, 12, 1)),
    ):
        (change,) = compare([CALLIGRAPHY], [moved])

        assert change.is_other_rhythm


def test_another_title_at_the_same_time_is_the_same_slot() -> None:
    (change,) = compare([CALLIGRAPHY], [new(CALLIGRAPHY, title="绘画")])

    assert (change.what, change.slot.id) == (What.CHANGED, 1)


def test_two_slots_that_change_places_follow_their_titles() -> None:
    painting = slot(2, weekday=5, title="绘画")

    changes = compare(
        [CALLIGRAPHY, painting], [new(CALLIGRAPHY, weekday=5), new(painting, weekday=4)]
    )

    assert {(one.slot.id, one.slot.title, one.slot.weekday) for one in changes} == {
        (1, "书法", 5),
        (2, "绘画", 4),
    }


plans = st.lists(
    st.builds(
        slot,
        number=st.just(0),
        weekday=st.integers(1, 5),
        title=st.sampled_from("甲乙丙"),
        hour=st.integers(14, 18),
    ),
    unique=True,
    max_size=8,
)


@given(plans, plans, st.randoms())
def test_what_is_taken_over_is_the_file_whatever_was_there_before(
    before: list[Slot], after: list[Slot], dice: random.Random
) -> None:
    old = [replace(one, id=SlotId(n), uid=f"u{n}") for n, one in enumerate(before, start=1)]
    dice.shuffle(after)

    changes = compare(old, [new(one) for one in after])

    left = {one.id: one for one in old}
    for change in changes:
        if change.before is not None:
            del left[change.before.id]
    made = [change.after for change in changes if change.after is not None]
    assert sorted(map(repr, map(new, [*left.values(), *made]))) == sorted(
        map(repr, map(new, after))
    )
    names = [one.uid for one in [*left.values(), *made] if one.uid]
    assert len(set(names)) == len(names)


@given(plans)
def test_the_order_of_the_rows_does_not_matter(before: list[Slot]) -> None:
    old = [replace(one, id=SlotId(n), uid=f"u{n}") for n, one in enumerate(before, start=1)]

    assert compare(old, [new(one) for one in reversed(old)]) == []
