from __future__ import annotations

from collections import Counter

from bot.i18n.languages import Language
from bot.surveys.figures.results import Results
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from bot.surveys.showing.messages import as_message
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave

ZH = Language.ZH_HANS


def homework(*answers: Answer) -> Results:
    wave = a_wave(a_ready_survey("homework-burden"), WaveState.CLOSED)
    return results_of(wave, Counter(answers), [], Limits())


def enough() -> Results:
    return homework(
        *[Answer(2, "0001-")] * 9,
        *[Answer(2, "1120-")] * 7,
        *[Answer(5, "2323-")] * 16,
        *[Answer(5, "1100-")] * 8,
    )


def test_a_message_tells_of_the_whole_school_one_answer_a_line() -> None:
    lines = as_message(enough(), ZH).splitlines()

    assert lines[:8] == [
        "作业负担小调查",
        "全校（40 份）",
        "",
        "平常上学的日子，孩子回家写书面作业一般要多久？",
        "没有书面作业：23%",
        "有，不超过 60 分钟：38%",
        "超过 60、不超过 90 分钟：40%",
        "超过 90 分钟：0%",
    ]
    assert not any("年级（" in line for line in lines)


def test_choices_counted_by_themselves_stand_under_one_question() -> None:
    lines = as_message(enough(), ZH).splitlines()

    at = lines.index("最近两周，孩子有没有遇到过这样的作业？")
    assert lines[at + 1].startswith("罚抄、罚写：")
    assert lines[at + 2].startswith("反复抄写：")
    assert lines[at + 3].startswith("成套地刷题：")
    assert lines[at + 4] == ""


def test_where_grades_are_shown_it_says_where_they_are() -> None:
    assert as_message(enough(), ZH).endswith("\n\n各年级的数字，请点下面看图或表格。")


def test_where_nothing_is_shown_it_says_once_why() -> None:
    told = as_message(homework(*[Answer(2, "0000-")] * 4), ZH)

    assert told.splitlines() == [
        "作业负担小调查",
        "交回的不足 5 份，为保护隐私，结果都不显示。",
        "问到的孩子：40",
    ]


def test_a_question_that_fewer_answered_says_how_many_did() -> None:
    answers = [*[Answer(5, "232--")] * 8, *[Answer(5, "110--")] * 7, *[Answer(5, "1----")] * 6]

    told = as_message(homework(*answers), ZH)

    assert "一般要多久？\n" in told
    assert "一般睡多久？（15 份）\n" in told
