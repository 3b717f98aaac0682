from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.surveys import screens
from bot.surveys.model import Answer, Receipt, Respondent, UnfitAnswer
from bot.surveys.screens import Screen
from bot.surveys.taps import SurveyHandIn, SurveyLeave, SurveyTap
from bot.taps import MAX_BYTES
from tests.support.surveys import a_ready_survey, a_survey, a_wave, labels, tap_labelled

ONE_CHILD = Respondent(family=1, grades=(3,))
TWO_CHILDREN = Respondent(family=1, grades=(2, 5))
ZH = Language.ZH_HANS
HELP_LINE = "12356"

WAVE = a_wave()
BURDEN = a_wave(a_ready_survey("homework-burden"))


def show(tap: SurveyTap, who: Respondent = ONE_CHILD) -> Screen:
    return screens.answering(WAVE, tap, who, ZH)


def after(screen: Screen, label: str, who: Respondent = ONE_CHILD) -> Screen:
    tap = SurveyTap.unpack(tap_labelled(screen, label).pack())
    return screens.answering(WAVE, tap, who, ZH)


def test_an_only_child_is_not_asked_about() -> None:
    screen = show(SurveyTap(12))

    assert "作业多不多？" in screen.text
    assert "第 1 题（共 2 题）" in screen.text
    assert labels(screen) == ["少", "多", "跳过", "不填了"]


def test_with_several_children_the_grade_comes_first() -> None:
    screen = show(SurveyTap(12), TWO_CHILDREN)

    assert labels(screen) == ["二年级", "五年级", "不填了"]
    assert "作业多不多？" in after(screen, "五年级", TWO_CHILDREN).text


def test_each_tap_leads_to_the_next_question_and_then_to_handing_in() -> None:
    second = after(show(SurveyTap(12)), "多")
    last = after(second, "满 9")

    assert "睡几个小时？" in second.text
    assert tap_labelled(last, "交上") == SurveyHandIn(12, 3, "11")
    assert "1. 多\n2. 满 9" in last.text


def test_going_back_takes_the_last_choice_away() -> None:
    second = after(show(SurveyTap(12)), "多")

    assert after(second, "上一题").text == show(SurveyTap(12)).text


def test_going_back_from_the_first_question_leads_to_the_grades() -> None:
    first = after(show(SurveyTap(12), TWO_CHILDREN), "二年级", TWO_CHILDREN)

    assert labels(after(first, "上一题", TWO_CHILDREN)) == ["二年级", "五年级", "不填了"]


def test_any_question_may_be_skipped() -> None:
    last = after(after(show(SurveyTap(12)), "跳过"), "跳过")

    assert tap_labelled(last, "交上") == SurveyHandIn(12, 3, "--")
    assert "1. （跳过）" in last.text


def test_leaving_says_that_nothing_was_kept_and_keeps_the_way_back_open() -> None:
    screen = screens.left(WAVE, ZH)

    assert "没有保存" in screen.text
    assert tap_labelled(screen, "开始填写") == SurveyTap(12)


def test_what_is_kept_and_seen_is_said_before_and_after_handing_in() -> None:
    before = show(SurveyTap(12, 3, "11"))
    done = screens.handed_in(WAVE, Answer(3, "11"), Receipt.TAKEN, ZH)

    for screen in (before, done):
        assert "保存什么" in screen.text
        assert "学校看到" in screen.text
        assert "学校看不到" in screen.text
        assert "Telegram" in screen.text


def test_the_last_screen_no_longer_shows_what_was_chosen() -> None:
    done = screens.handed_in(WAVE, Answer(3, "11"), Receipt.TAKEN, ZH)

    assert "满 9" not in done.text
    assert done.rows == ()


def test_the_comment_is_asked_once_and_its_message_names_the_wave() -> None:
    first = screens.handed_in(WAVE, Answer(3, "11"), Receipt.TAKEN, ZH)
    again = screens.handed_in(WAVE, Answer(3, "11"), Receipt.REPEATED, ZH)

    assert first.comment is not None
    assert again.comment is None
    assert "已经交过" in again.text
    for language in Language:
        assert screens.wave_of_prompt(screens.comment_prompt(WAVE, language)) == 12


@pytest.mark.parametrize("text", ["", "您好", "〔问卷 12〕后面还有字", "〔12〕", "问卷 12"])
def test_no_other_message_is_taken_for_the_comments(text: str) -> None:
    assert screens.wave_of_prompt(text) is None


def test_a_survey_without_a_comment_asks_for_none() -> None:
    pulse = a_wave(a_ready_survey("pulse"))

    assert screens.handed_in(pulse, Answer(3, "1"), Receipt.TAKEN, ZH).comment is None


@pytest.mark.parametrize("choices", ["0003", "00012", "00033"])
def test_a_severe_answer_shows_the_help_lines_on_the_same_screen_and_the_last(
    choices: str,
) -> None:
    during = screens.answering(BURDEN, SurveyTap(12, 3, choices), ONE_CHILD, ZH)
    done = screens.handed_in(BURDEN, Answer(3, choices.ljust(5, "0")), Receipt.TAKEN, ZH)

    for screen in (during, done):
        assert HELP_LINE in screen.text
        assert "110" in screen.text
        assert "120" in screen.text


def test_a_mild_answer_shows_no_help_lines() -> None:
    screen = screens.answering(BURDEN, SurveyTap(12, 3, "33211"), ONE_CHILD, ZH)

    assert HELP_LINE not in screen.text


def test_the_stem_of_a_scale_stands_above_its_item() -> None:
    text = screens.answering(BURDEN, SurveyTap(12, 3, "000"), ONE_CHILD, ZH).text

    assert text.index("在过去的两周内") < text.index("感觉紧张、焦虑或急切")


FORGED = [
    (SurveyTap(12, 3, "2"), ONE_CHILD),  # no such choice
    (SurveyTap(12, 3, "x"), ONE_CHILD),  # no digit
    (SurveyTap(12, 3, "²"), ONE_CHILD),  # a digit to Python, not to us
    (SurveyTap(12, 3, "000"), ONE_CHILD),  # more answers than questions
    (SurveyTap(12, 4, "0"), ONE_CHILD),  # a grade where the family has no child
    (SurveyTap(12, None, "0"), ONE_CHILD),  # an answer about nobody
    (SurveyHandIn(12, 3, "0"), ONE_CHILD),  # handed in half done
    (SurveyHandIn(12, 9, "00"), TWO_CHILDREN),
]


@pytest.mark.parametrize(("tap", "who"), FORGED)
def test_a_forged_button_is_refused(tap: SurveyTap | SurveyHandIn, who: Respondent) -> None:
    with pytest.raises(UnfitAnswer):
        screens.check_tap(a_survey(), tap, who)


@given(
    grade=st.integers(1, 9),
    choices=st.text("-012345678", max_size=30),
    wave=st.integers(1, 10**9),
)
def test_every_button_fits_and_comes_back_as_it_was(grade: int, choices: str, wave: int) -> None:
    taps = [
        SurveyTap(wave),
        SurveyTap(wave, grade, choices),
        SurveyHandIn(wave, grade, choices),
        SurveyLeave(wave),
    ]

    for tap in taps:
        assert len(tap.pack().encode()) <= MAX_BYTES
        assert type(tap).unpack(tap.pack()) == tap


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
@pytest.mark.parametrize("name", ["homework-burden", "parent-anxiety", "after-school", "pulse"])
def test_every_ready_survey_can_be_tapped_through(name: str, language: Language) -> None:
    wave = a_wave(a_ready_survey(name))
    tap = SurveyTap(wave.id)
    for _ in wave.survey.questions:
        screen = screens.answering(wave, tap, ONE_CHILD, language)
        assert len(screen.text) < 4096
        tap = screen.rows[0][0].tap  # type: ignore[assignment]

    last = screens.answering(wave, tap, ONE_CHILD, language)

    assert isinstance(last.rows[0][0].tap, SurveyHandIn)
