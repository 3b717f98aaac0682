"""Signals of danger are added up, and lessons, fees and bygone years take points back."""

from __future__ import annotations

import pytest

from bot.faq.crisis import english, oneself, others
from bot.faq.crisis.danger import is_danger
from bot.faq.crisis.likeness import leaning, terms
from bot.faq.crisis.notation import alternatives, paragraphs, regex
from bot.faq.crisis.signals import names_danger, signs, speaks_of_danger, without_sayings

ORDINARY = "孩子这学期的课后服务几点结束，作业能不能在学校写完，家长会哪天开，要不要带表格。"


@pytest.mark.parametrize(
    ("danger", "harmless"),
    [
        ("被两个男生打了", "被子打湿了"),
        ("爸爸拿皮带抽我", "学费被中介抽成"),
        ("孩子出车祸了，满头是血", "老公两年前出过车祸，现在来缴费"),
        ("补习老师让女儿坐他腿上", "校车太挤，小的坐大的腿上，能加车吗"),
        ("我不想活了", "不想活得那么卷，有没有不补课的班"),
        ("他说要自杀", "课文里有自杀的情节，合适吗"),
        ("她在跳楼", "跳楼机能玩吗"),
        ("孩子找不到了，手机关机", "孩子的校服找不到了"),
    ],
)
def test_a_word_of_danger_alone_is_not_enough(danger: str, harmless: str) -> None:
    assert is_danger(danger)
    assert not is_danger(harmless)


def test_two_weak_signs_raise_the_alarm_together() -> None:
    assert is_danger("没脸回家，也不打算回了")


@pytest.mark.parametrize("before", ["", ORDINARY, ORDINARY * 6])
@pytest.mark.parametrize("after", ["", ORDINARY, ORDINARY * 6])
def test_a_cry_for_help_is_heard_anywhere_in_a_long_letter(before: str, after: str) -> None:
    cry = "昨天晚上孩子站在窗台上哭着说不想活了，要跳下去，胳膊上全是刀割的印子。"

    assert is_danger(f"{before}{cry}{after}")


def test_a_long_ordinary_letter_raises_no_alarm() -> None:
    assert not is_danger(ORDINARY * 50)


def test_characters_guessed_from_pinyin_do_not_count() -> None:
    assert speaks_of_danger("我女儿她血割")
    assert not speaks_of_danger("我女儿她血割", by_characters=False)


def test_the_characters_of_danger_lean_towards_it() -> None:
    assert leaning("她割手流血") > leaning("作业多吗") + 5
    assert leaning("he has a knife") > leaning("homework")


def test_a_message_is_taken_apart_into_characters_words_and_pairs() -> None:
    assert terms("他想kill me") == {"他", "想", "kill", "me", "他想", "想kill", "kill_me"}
    assert terms("") == frozenset()


def test_signs_are_what_patterns_find_and_what_stands_around_it() -> None:
    assert signs("几点放学") == (False, False, False, False, False)
    assert signs("我想自杀")[:3] == (True, True, True)


def test_patterns_alone_may_name_danger() -> None:
    assert names_danger("自杀")
    assert not names_danger("几点放学")


def test_sayings_are_taken_out() -> None:
    assert without_sayings("作业多得想死") == "作业□"


@pytest.mark.parametrize(
    "listed",
    [
        oneself.CERTAIN,
        oneself.LIKELY,
        oneself.HALF,
        others.CERTAIN,
        others.LIKELY,
        others.HALF,
        english.LIKELY,
    ],
)
def test_no_pattern_is_found_in_nothing(listed: str) -> None:
    for written in paragraphs(listed):
        assert regex(written).search("") is None, written


def test_a_pattern_is_read_without_remarks_and_line_breaks() -> None:
    assert list(paragraphs("# 一\n跳\n|死\n\n活")) == ["跳|死", "活"]


def test_signs_stand_for_gaps_classes_and_spaces() -> None:
    assert regex("<KID>~2哭").search("孩子又哭")
    assert not regex("<KID>~2哭").search("孩子，哭")
    assert regex("<KID>≈2哭").search("孩子，哭")
    assert regex("i␣am").search("i am")


def test_only_the_outermost_bars_part_alternatives() -> None:
    assert alternatives("(?:打|骂)我|[|]|哭") == ["(?:打|骂)我", "[|]", "哭"]
