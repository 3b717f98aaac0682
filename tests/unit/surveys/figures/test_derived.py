from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.surveys.figures.derived import (
    changes,
    limit,
    over_limit,
    to_compare_with,
    weighted_shares,
)
from bot.surveys.figures.results import Asked
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.hiding.scrubbing import scrubbed
from bot.surveys.model import Answer, Wave, WaveId, WaveState
from bot.surveys.questions.schema import Unit
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave

HOMEWORK = a_wave(a_ready_survey("homework-burden"), WaveState.CLOSED)
CLOSED = a_wave(state=WaveState.CLOSED)


CHILDREN = replace(CLOSED, survey=CLOSED.survey.model_copy(update={"unit": Unit.CHILD}))
ONE_GRADE_ANSWERS_LESS = Counter(
    {Answer(1, "00"): 30, Answer(1, "11"): 10, Answer(2, "00"): 5, Answer(2, "11"): 5}
)


def homework(grade: int, *places: int) -> list[Answer]:
    rest = "-" * (len(HOMEWORK.survey.questions) - 1)
    return [Answer(grade, f"{place}{rest}") for place in places]


def test_each_grade_is_held_against_its_own_limit() -> None:
    answers = homework(1, *[0] * 4, *[1] * 6) + homework(4, *[1] * 7, *[2] * 3)
    answers += homework(8, *[2] * 5, *[3] * 5)

    found = over_limit(results_of(HOMEWORK, Counter(answers), [], Limits()))

    assert [(each.grade, each.minutes, each.share.count, each.n) for each in found] == [
        (1, 0, 6, 10),
        (4, 60, 3, 10),
        (8, 90, 5, 10),
    ]


def test_of_a_hidden_grade_no_load_is_told() -> None:
    answers = homework(1, 0, 1, 3) + homework(4, *[1] * 7, *[2] * 3)

    assert over_limit(results_of(HOMEWORK, Counter(answers), [], Limits())) == []


@pytest.mark.parametrize(
    ("grade", "minutes"), [(1, 0), (2, 0), (3, 60), (6, 60), (7, 90), (9, 90)]
)
def test_the_limits_are_those_of_the_rules(grade: int, minutes: int) -> None:
    assert limit(grade) == minutes


def test_where_one_grade_answers_less_its_children_count_more() -> None:
    asked = Asked(invited={1: 40, 2: 40})

    found = weighted_shares(results_of(CHILDREN, ONE_GRADE_ANSWERS_LESS, [], Limits(), asked))

    assert found[0].estimate.value == pytest.approx(0.5 * 0.75 + 0.5 * 0.5)


def test_families_are_never_weighted_by_grade() -> None:
    """A family with children in two grades belongs to both until it has answered."""
    asked = Asked(invited={1: 40, 2: 40})

    found = weighted_shares(results_of(CLOSED, ONE_GRADE_ANSWERS_LESS, [], Limits(), asked))

    assert found == []


def test_where_rates_are_alike_or_unknown_nothing_is_weighted() -> None:
    answers = [Answer(1, "00")] * 10 + [Answer(1, "11")] * 10

    assert weighted_shares(results_of(CLOSED, Counter(answers), [], Limits())) == []


def test_a_small_change_is_called_noise_and_a_great_one_is_not() -> None:
    def of(little: int) -> Counter[Answer]:
        return Counter([Answer(1, "00")] * little + [Answer(1, "11")] * (100 - little))

    then, near, far = (results_of(CLOSED, of(n), [], Limits()) for n in (50, 53, 90))

    assert changes(near, then)[0].change.is_noise
    assert not changes(far, then)[0].change.is_noise
    assert changes(far, then)[0].change.value == pytest.approx(0.4)


def test_a_wave_is_compared_with_the_one_before_and_those_of_one_and_three_years_ago() -> None:
    def ended(number: int, days: int) -> Wave:
        assert CLOSED.closed_at is not None
        return replace(CLOSED, id=WaveId(number), closed_at=CLOSED.closed_at - timedelta(days))

    waves = [ended(1, 1100), ended(2, 500), ended(3, 370), ended(4, 30)]

    found = to_compare_with(CLOSED, waves)

    assert [(years, wave.id) for years, wave in found] == [(0, 4), (1, 3), (3, 1)]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("三（1）班作业太多", "某班作业太多"),
        ("请打13812345678", "请打某号码"),
        ("学号20231234", "学号某号码"),
        ("阳光小学很好", "某学校很好"),
        ("可以打12356吗", "可以打12356吗"),
        ("作业太多了，睡不够", "作业太多了，睡不够"),
    ],
)
def test_comments_lose_what_tells_who_wrote_them(said: str, left: str) -> None:
    assert scrubbed(said, "阳光小学", ["三（1）班"]) == left


def test_a_comment_names_no_person() -> None:
    assert "王小明" not in scrubbed("我是王小明的妈妈，作业多", "阳光小学", [])
