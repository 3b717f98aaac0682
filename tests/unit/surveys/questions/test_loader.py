from __future__ import annotations

from pathlib import Path

import pytest

from bot.surveys.questions.loader import BadSurvey, freeze, load_survey, parse_survey, thaw
from bot.surveys.questions.schema import Question, Survey, Unit
from bot.yaml_loader import BrokenYaml
from tests.support.surveys import READY, TWO_QUESTIONS, a_ready_survey

ALL = ["homework-burden", "parent-anxiety", "after-school", "pulse"]


def question(survey: Survey, question_id: str) -> Question:
    return next(each for each in survey.questions if each.id == question_id)


@pytest.mark.parametrize("name", ALL)
def test_every_ready_survey_can_be_asked_and_comes_back_from_the_database_unchanged(
    name: str,
) -> None:
    survey = a_ready_survey(name)

    assert survey.id == name
    assert thaw(freeze(survey)) == survey


def test_no_ready_survey_is_left_untested() -> None:
    assert {path.stem for path in READY.glob("*.yaml")} == set(ALL)


def test_homework_is_split_exactly_at_0_60_and_90_minutes() -> None:
    bands = question(a_ready_survey("homework-burden"), "written-minutes").choices

    assert [(band.above, band.up_to) for band in bands] == [
        (None, 0),
        (0, 60),
        (60, 90),
        (90, None),
    ]


def test_sleep_is_split_exactly_at_8_9_and_10_hours() -> None:
    bands = question(a_ready_survey("homework-burden"), "sleep-hours").choices

    assert [(band.at_least, band.below) for band in bands] == [
        (None, 8),
        (8, 9),
        (9, 10),
        (10, None),
    ]


def test_gad_2_is_asked_word_for_word() -> None:
    items = [each for each in a_ready_survey("parent-anxiety").questions if each.scale == "gad-2"]

    assert [item.text.zh_hans for item in items] == [
        "感觉紧张、焦虑或急切",
        "不能够停止或控制担忧",
    ]
    assert [item.text.en for item in items] == [
        "Feeling nervous, anxious or on edge",
        "Not being able to stop or control worrying",
    ]
    for item in items:
        assert item.stem is not None
        assert item.stem.zh_hans == "在过去的两周内，有多少天您被以下的问题所困扰？"
        assert [(choice.points, choice.text.zh_hans) for choice in item.choices] == [
            (0, "完全不会"),
            (1, "好几天"),
            (2, "一半以上的天数"),
            (3, "几乎每天"),
        ]


def test_traditional_chinese_is_made_when_the_file_gives_none() -> None:
    assert a_ready_survey("homework-burden").title.zh_hant == "作業負擔小調查"


def test_traditional_chinese_in_the_file_is_kept() -> None:
    text = TWO_QUESTIONS.replace("title: {", "title: {zh-Hant: 小小調查, ")

    assert parse_survey(text).title.zh_hant == "小小調查"


def broken(text: str) -> str:
    with pytest.raises(BadSurvey) as caught:
        parse_survey(text, "my.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("kind: choice", "kind: chioce", "my.yaml, line 8: questions.0.kind: input should be"),
        ("version: 1", "verison: 1", "my.yaml, line 3: verison: unknown key"),
        ("  - id: sleep", "  - id: homework", "the question homework stands twice"),
        ("id: much", "id: little", "the choice little stands twice"),
        ("at_least: 9", "at_least: 8", "the bands short and long do not touch"),
        ("    unit: hours\n", "", "the bands of sleep need a unit"),
        ("zh-Hans: 少,", "zh-Hans: '',", "questions.0.choices.0.text.zh-Hans: must not be empty"),
        ("zh-Hans: 少,", "", "questions.0.choices.0.text.zh-Hans: this key is missing"),
        ("zh-Hans: 少,", f"zh-Hans: {'少' * 41},", "the choice little is too long for a button"),
        ("kind: choice", "kind: scale", "homework is a scale: give its choices the points 0, 1"),
        ("version: 1", "version: 1\nunit: pupil", "line 4: unit: input should be"),
        ("kind: choice", "kind: choice\n    grades: 6-2", "6-2 are no grades; write one from 1"),
        ("kind: choice", "kind: choice\n    grades: 10", "10 are no grades"),
        ("id: short\nversion", "id: 小调查\nversion", "use small letters, digits and hyphens"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(wrong: str, right: str, sentence: str) -> None:
    message = broken(TWO_QUESTIONS.replace(wrong, right, 1))

    assert sentence in message
    assert message.startswith("my.yaml, line ")


def test_a_survey_without_questions_is_refused_in_words() -> None:
    text = TWO_QUESTIONS[: TWO_QUESTIONS.index("questions:")] + "questions: []\n"

    assert "questions: needs at least one entry." in broken(text)


def test_every_mistake_gets_a_sentence_of_its_own() -> None:
    text = TWO_QUESTIONS.replace("kind: choice", "kind: x").replace("version: 1", "version: 0")

    assert len(broken(text).splitlines()) == 2


def test_half_a_scale_is_refused() -> None:
    ready = (READY / "parent-anxiety.yaml").read_text(encoding="utf-8")
    first, second = ready.index("  - id: gad-worrying"), ready.index("  - id: study-worry")

    assert "gad-2 has exactly two items" in broken(ready[:first] + ready[second:])


def test_an_item_of_a_published_scale_is_put_to_all_alike() -> None:
    ready = (READY / "parent-anxiety.yaml").read_text(encoding="utf-8")

    assert "ask all grades the same" in broken(
        ready.replace("    scale: gad-2\n", "    scale: gad-2\n    grades: 7-9\n", 1)
    )


def test_two_variants_for_one_grade_are_refused() -> None:
    variants = """kind: choice
    variants:
      - {grades: 1-3, text: {zh-Hans: 一, en: One}}
      - {grades: 3-6, text: {zh-Hans: 二, en: Two}}"""

    assert "two variants of homework are for grade 3" in broken(
        TWO_QUESTIONS.replace("kind: choice", variants)
    )


def test_a_grade_that_is_asked_nothing_is_named() -> None:
    text = TWO_QUESTIONS.replace("kind: choice", "kind: choice\n    grades: 1-6")

    assert "grade 7 is asked nothing" in broken(
        text.replace("kind: bands", "kind: bands\n    grades: 1-6")
    )


def test_more_choices_than_a_set_can_hold_are_refused() -> None:
    more = "".join(f"      - {{id: c{n}, text: {{zh-Hans: 选{n}, en: C{n}}}}}\n" for n in range(5))
    text = TWO_QUESTIONS.replace("kind: choice", "kind: several")

    assert "homework has too many choices to take several; 6 at most" in broken(
        text.replace("  - id: sleep", f"{more}  - id: sleep")
    )


def test_a_scale_of_our_own_may_begin_with_one() -> None:
    text = TWO_QUESTIONS.replace("kind: choice", "kind: scale")
    text = text.replace("id: little,", "id: little, points: 1,")

    assert parse_survey(text.replace("id: much,", "id: much, points: 2,")).questions


def test_every_ready_survey_says_who_answers() -> None:
    units = {name: a_ready_survey(name).unit for name in ALL}

    assert units == {
        "homework-burden": Unit.CHILD,
        "after-school": Unit.CHILD,
        "parent-anxiety": Unit.FAMILY,
        "pulse": Unit.FAMILY,
    }


def test_the_youngest_are_asked_about_homework_in_their_own_words() -> None:
    minutes = question(a_ready_survey("homework-burden"), "written-minutes")

    assert minutes.put_to(1) == minutes.put_to(2) != minutes.put_to(3)
    assert minutes.put_to(9) == minutes.text


def test_the_youngest_are_not_asked_about_homework_in_the_service() -> None:
    finished = question(a_ready_survey("after-school"), "homework-done")

    assert [grade for grade in range(1, 10) if finished.asks(grade)] == [3, 4, 5, 6, 7, 8, 9]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenYaml, match=r"absent\.yaml"):
        load_survey(tmp_path / "absent.yaml")
