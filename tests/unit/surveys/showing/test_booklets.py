"""Booklets to print and the course of shares over waves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.i18n.languages import Language
from bot.surveys.figures.derived import changes
from bot.surveys.figures.results import Asked, Results
from bot.surveys.figures.trend import ALONE, Trend
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveId, WaveState
from bot.surveys.showing import booklets, charts
from bot.surveys.showing.booklets import booklet_of
from bot.surveys.showing.picture import Booklet
from tests.support.clocks import FixedClock
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave

ZONE: Final = FixedClock().zone
ZH: Final = Language.ZH_HANS


def a_closed_wave(number: int, much: int, grades: frozenset[int] = frozenset()) -> Results:
    """Forty families of grade 3, some with much homework; three of grade 1."""
    wave = a_wave(state=WaveState.CLOSED)
    assert wave.closed_at is not None
    closed_at = wave.closed_at + timedelta(days=30 * (number - 12))
    wave = replace(wave, id=WaveId(number), closed_at=closed_at)
    tally = Counter(
        {
            Answer(3, "10"): much,
            Answer(3, "01"): 40 - much,
            Answer(4, "01"): 9,
            Answer(4, "1-"): 9,
            Answer(1, "00"): 3,
            Answer(2, "01"): 8,
            Answer(2, "10"): 8,
        }
    )
    return results_of(wave, tally, [], Limits(), Asked(grades))


def a_booklet(grades: frozenset[int] = frozenset()) -> Booklet:
    before, now = a_closed_wave(9, 30, grades), a_closed_wave(12, 10, grades)
    trend = Trend((before, now), tuple(changes(now, before)))
    return booklet_of(now, trend, ZH, ZONE)


def test_it_says_which_wave_how_many_how_counted_what_hidden_and_the_hash() -> None:
    booklet, now = a_booklet(), a_closed_wave(12, 10)

    assert "问卷号：12" in booklet.facts
    assert "收到答卷：77" in booklet.facts
    notes = dict(booklet.notes)
    assert "Wilson" in notes["怎么算"]
    assert "不足 5 份" in notes["为什么有的不显示"]
    assert notes["内容校验码（SHA-256）"] == now.digest
    assert now.digest[:16] in booklet.footer


def test_each_question_has_its_bars_its_table_and_its_course() -> None:
    homework, sleep = a_booklet().sections

    assert [bar.shares is None for bar in homework.panel.bars] == [False, True, True, False, False]
    assert homework.table.heading == ("选项", "份数", "占比", "95% 区间", "比上次（百分点）")
    [little, much, skipped] = homework.table.rows
    assert little[:3] == ("少", "50", "64.9%")
    assert much[4] == "-26.0"
    assert skipped[:2] == ("跳过这题", "0")
    assert homework.course is not None
    assert homework.course.waves == ("2026-08-21", "2026-11-19")
    assert sleep.table.rows[-1][:2] == ("跳过这题", "9")


def test_a_change_within_chance_says_so() -> None:
    before, now = a_closed_wave(9, 11), a_closed_wave(12, 10)
    trend = Trend((before, now), tuple(changes(now, before)))

    assert booklet_of(now, trend, ZH, ZONE).sections[0].table.rows[1][4] == "-1.3（误差内）"


def test_a_hidden_question_has_no_figure_in_its_table() -> None:
    wave = a_wave(state=WaveState.CLOSED)
    few = results_of(wave, Counter({Answer(3, "01"): 4}), [], Limits())

    booklet = booklet_of(few, ALONE, ZH, ZONE)

    assert {section.table.rows for section in booklet.sections} == {(("为保护隐私，不显示", ""),)}
    assert not any("4" in fact for fact in booklet.facts if fact.startswith("收到"))


def test_one_wave_alone_has_no_course() -> None:
    booklet = booklet_of(a_closed_wave(12, 10), ALONE, ZH, ZONE)
    chart = charts.trend_of(a_closed_wave(12, 10), ALONE, ZH, ZONE)

    assert [section.course for section in booklet.sections] == [None, None]
    assert chart.courses == ()
    assert chart.note.startswith("还没有可以比较的另一次问卷")


def test_a_wave_whose_figure_is_hidden_leaves_a_gap() -> None:
    hidden = results_of(
        replace(a_closed_wave(9, 1).wave), Counter({Answer(3, "11"): 30}), [], Limits()
    )
    waves = (a_closed_wave(8, 20), hidden, a_closed_wave(12, 10))

    course, _ = charts.trend_of(waves[-1], Trend(waves), ZH, ZONE).courses

    assert [point is None for point in course.lines[0].points] == [False, True, False]


def test_of_a_choice_counted_by_itself_only_those_who_took_it_have_a_line() -> None:
    wave = a_wave(a_ready_survey("homework-burden"), WaveState.CLOSED)
    pages = [Answer(3, "11010"), Answer(3, "12111"), Answer(4, "00120")]
    both = tuple(
        results_of(
            replace(wave, id=WaveId(number)), Counter(dict.fromkeys(pages, 9)), [], Limits()
        )
        for number in (11, 12)
    )

    courses = charts.trend_of(both[-1], Trend(both), ZH, ZONE).courses

    lines = {course.question: [line.answer for line in course.lines] for course in courses}
    assert lines["最近两周，孩子有没有遇到过这样的作业？ 罚抄、罚写"] == ["是"]
    assert lines["最近两周，老师有没有要求家长批改或检查作业？"] == [
        "没有",
        "有过一两次",
        "经常有",
    ]


def test_of_chosen_grades_it_names_them_and_calls_their_sum_so() -> None:
    booklet = a_booklet(frozenset({3, 4}))

    assert "所选年级：三年级、四年级" in booklet.facts
    assert [bar.label for bar in booklet.sections[0].panel.bars] == [
        "所选年级（58 份）",
        "三年级（40 份）",
        "四年级（18 份）",
    ]


def test_homework_above_the_limit_has_a_table_of_its_own() -> None:
    survey = a_ready_survey("homework-burden")
    blank = "-" * (len(survey.questions) - 1)
    tally = Counter({Answer(4, f"{place}{blank}"): 10 for place in range(4)})
    results = results_of(a_wave(survey, WaveState.CLOSED), tally, [], Limits())

    [(title, table)] = booklet_of(results, ALONE, ZH, ZONE).tables

    assert title == "书面作业超过规定时间的占比"
    assert [row[:4] for row in table.rows] == [("四年级", "60 分钟", "40", "50.0%")]


async def test_it_is_drawn_as_a_pdf_of_a4_sheets_with_chinese_glyphs_in_it() -> None:
    drawn = await booklets.draw(a_booklet())

    assert drawn.startswith(b"%PDF-")
    assert drawn.count(b"/MediaBox [ 0 0 595.44 841.68 ]") >= 2
    assert b"NotoSans" in drawn or b"CJK" in drawn


async def test_the_course_is_drawn_as_a_picture() -> None:
    waves = (a_closed_wave(9, 30), a_closed_wave(12, 10))

    drawn = await charts.draw_trend(charts.trend_of(waves[-1], Trend(waves), ZH, ZONE))

    assert drawn.startswith(b"\x89PNG")
