from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.files.loader import load
from bot.faq.model import EntryId
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable import rendering
from bot.timetable.model import Course, CourseId, Kind, Slot
from bot.timetable.rules import BASES, Concern, Limits, Rule, concerns
from tests.support.papers import ROOT

PRIMARY, JUNIOR, CLUB = ClassId(1), ClassId(2), CourseId(3)
CLASSES = {
    PRIMARY: SchoolClass(PRIMARY, SchoolId(1), 2, "二年级(1)班"),
    JUNIOR: SchoolClass(JUNIOR, SchoolId(1), 8, "初二(1)班"),
}
COURSES = {CLUB: Course(CLUB, "足球", 20, "每学期300元", 7, 9)}
WELL = Slot(PRIMARY, 4, time(16), time(17, 30), "作业辅导", fee="自愿参加，每月100元")
EVENING = Slot(JUNIOR, 4, time(18, 30), time(20, 0), "自习", kind=Kind.EVENING)


def rules(*slots: Slot, limits: Limits | None = None) -> list[Rule]:
    return [one.rule for one in found(*slots, limits=limits)]


def found(*slots: Slot, limits: Limits | None = None) -> list[Concern]:
    return concerns(slots, CLASSES, COURSES, limits or Limits())


def test_nothing_speaks_against_honest_slots() -> None:
    assert rules(WELL, EVENING) == []


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_rests_on_a_source_of_the_answer_it_names(rule: Rule) -> None:
    basis = BASES[rule]
    entry = load(ROOT / "knowledge").entries[EntryId(basis.entry)]

    assert (basis.document, basis.clause) in [
        (source.document, source.clause) for source in entry.sources
    ]


def test_primary_service_that_ends_before_people_stop_working_is_named() -> None:
    early = replace(WELL, ends_at=time(17, 0))

    (concern,) = found(early)

    assert (concern.rule, concern.limit) == (Rule.ENDS_EARLY, time(17, 30))


def test_only_the_last_slot_of_a_day_must_reach_the_end_of_work() -> None:
    first = replace(WELL, ends_at=time(16, 40))
    second = replace(WELL, starts_at=time(16, 50), title="阅读")

    assert rules(first, second) == []
    assert rules(first, replace(second, weekday=5)) == [Rule.ENDS_EARLY]


def test_a_later_time_to_be_fetched_is_enough() -> None:
    assert rules(replace(WELL, ends_at=time(16, 30), later_ends=(time(18),))) == []


def test_junior_service_may_end_when_it_likes() -> None:
    assert rules(replace(WELL, class_id=JUNIOR, ends_at=time(17, 0))) == []


def test_the_end_of_work_is_the_regions() -> None:
    assert rules(WELL, limits=Limits(time(18))) == [Rule.ENDS_EARLY]


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        ("", []),
        ("免费", []),
        ("自愿报名，300元", []),
        ("每学期300元", [Rule.FEE]),
        ("一律300元", [Rule.FEE, Rule.COMPULSORY]),
    ],
)
def test_a_price_must_say_that_it_is_voluntary(fee: str, expected: list[Rule]) -> None:
    assert rules(replace(WELL, fee=fee)) == expected


def test_the_price_of_a_course_counts_for_its_slots() -> None:
    assert rules(replace(WELL, class_id=None, course_id=CLUB, fee="")) == [Rule.FEE]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("数学新课", [Rule.NEW_LESSONS]),
        ("集体补课", [Rule.NEW_LESSONS]),
        ("创新课程", []),
        ("新课标阅读", []),
        ("不讲新课，只答疑", []),
        ("必修阅读", [Rule.COMPULSORY]),
        ("全员参加的体育", [Rule.COMPULSORY]),
        ("非强制阅读", []),
    ],
)
def test_words_of_a_title_are_weighed(title: str, expected: list[Rule]) -> None:
    assert rules(replace(WELL, title=title)) == expected


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (replace(WELL, weekday=6), [Rule.WEEKEND]),
        (replace(EVENING, class_id=PRIMARY), [Rule.EVENING_PRIMARY]),
        (replace(EVENING, weekday=7), [Rule.EVENING_WEEKEND]),
        (replace(EVENING, fee="自愿，每月200元"), [Rule.EVENING_FEE]),
        (replace(EVENING, fee="免费"), []),
    ],
)
def test_weekends_and_evenings_are_weighed(slot: Slot, expected: list[Rule]) -> None:
    assert rules(slot) == expected


def test_evening_study_has_a_last_hour_only_where_a_region_says_so() -> None:
    late = replace(EVENING, ends_at=time(21))

    assert rules(late) == []
    assert rules(late, limits=Limits(evening_ends_by=time(20))) == [Rule.EVENING_LATE]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_words_in_every_language(rule: Rule, language: Language) -> None:
    limit = time(17, 30) if rule in {Rule.ENDS_EARLY, Rule.EVENING_LATE} else None

    text = rendering.concern(Concern(rule, WELL, limit), speaking(language))

    assert len(text) > 15
    assert (limit is None) or ("17:30" in text)


slots = st.builds(
    Slot,
    class_id=st.sampled_from([PRIMARY, JUNIOR]),
    weekday=st.integers(1, 7),
    starts_at=st.just(time(16)),
    ends_at=st.times(time(16, 1)),
    title=st.text(min_size=1, max_size=20),
    fee=st.text(max_size=20),
    kind=st.sampled_from(Kind),
)


@given(st.lists(slots, max_size=8))
def test_whatever_is_written_the_rules_only_speak_of_slots_that_are_there(
    given_slots: list[Slot],
) -> None:
    assert {one.slot for one in found(*given_slots)} <= set(given_slots)
