"""How patterns are written and found, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.rules.detectors import DETECTORS
from bot.notices.rules.pattern import BadPattern, Place, Words, joined, parse, words_of
from bot.notices.rules.spelling import plain

NAMED: dict[str, Words] = {"MARK": frozenset({"批改", "批阅"})}


def places(pattern: str, text: str) -> list[str]:
    read = plain(text)

    def stand(words: Words) -> list[Place]:
        return sorted(
            (at, at + len(word))
            for word in words
            for at in range(len(read.text))
            if read.text.startswith(word, at)
        )

    found = joined(parse(pattern, NAMED), stand, read)
    return [text[read.origin[start] : read.origin[end - 1] + 1] for start, end in found]


def test_parts_without_a_gap_follow_at_once() -> None:
    assert places("家长 <MARK>", "家长批改，家长请批改") == ["家长批改"]


def test_a_gap_is_as_wide_as_it_says() -> None:
    assert places("家长 ~2 <MARK>", "家长一二批改，家长一二三批改") == ["家长一二批改"]


def test_a_comma_parts_what_a_clause_may_join_and_not_what_a_sentence_may() -> None:
    assert places("家长 ~9 批改", "家长，批改") == []
    assert places("家长 ≈9 批改", "家长，批改") == ["家长，批改"]
    assert places("家长 ≈9 批改", "家长。批改") == []


def test_the_nearest_beginning_counts() -> None:
    assert places("家长 ~9 批改", "家长和家长批改") == ["家长批改"]


def test_one_of_several_words_is_enough() -> None:
    assert places("打卡|接龙", "今天打卡明天接龙") == ["打卡", "接龙"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "begins and ends with words"),
        ("~4 打卡", "must stand between two parts"),
        ("打卡 ~4", "begins and ends with words"),
        ("打卡 ~4 ≈4 群", "must stand between two parts"),
        ("打卡 ~41 群", "wider than 40"),
        ("一 二 三 四 五 六 七", "at most 6"),
        ("<NOTHING>", "is not a list"),
        ("打卡|", "is no word"),
        ("打~卡", "is no word"),
        ("(打卡)+<", "is no word"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(written: str, said: str) -> None:
    with pytest.raises(BadPattern, match=said):
        parse(written, NAMED)


def test_words_are_kept_in_the_spelling_of_texts() -> None:
    assert words_of(["打咭", "APP", "接龍"], {}) == {"打咭", "app", "接龙"}


@pytest.mark.parametrize(
    ("name", "text", "is_there"),
    [
        ("<IDENTITY_NUMBER>", "11010520140307125x", True),
        ("<IDENTITY_NUMBER>", "110105201413071250", False),
        ("<IDENTITY_NUMBER>", "1101052014030712501", False),
        ("<MOBILE_NUMBER>", "13812345678", True),
        ("<MOBILE_NUMBER>", "138-1234-5678", True),
        ("<MOBILE_NUMBER>", "0755-88886666", False),
        ("<SEVERAL_MOBILES>", "13812345678 林可欣 13987654321", True),
        ("<SEVERAL_MOBILES>", "13812345678", False),
        ("<FRONT_DOOR>", "88号3单元401室", True),
        ("<FRONT_DOOR>", "人民路120号", False),
        ("<MARKS_BY_NAME>", "张小明98\n李思雨:95.5\n王浩然91", True),
        ("<MARKS_BY_NAME>", "张小明98\n李思雨95", False),
        ("<MARKS_BY_NAME>", "周一98\n周二95\n周三91", False),
        ("<MARKS_BY_NAME>", "张三3人、李四4人、王五5人", False),
        ("<MARKS_BY_SEAT>", "1号96分,2号87分", True),
        ("<MARKS_BY_SEAT>", "1号96分钟,2号87分钟", False),
        ("<NAME_WITH_POINTS>", "第一名王子轩298分", True),
        ("<NAMES>", "有:周杰、吴昊", True),
        ("<NAMES>", "语文、数学", False),
    ],
)
def test_numbers_and_names_are_told_from_what_looks_like_them(
    name: str, text: str, *, is_there: bool
) -> None:
    assert bool(DETECTORS[name](text)) is is_there


@given(st.text(max_size=200))
def test_every_kept_character_knows_where_it_stood(text: str) -> None:
    read = plain(text)

    assert len(read.origin) == len(read.text)
    assert list(read.origin) == sorted(set(read.origin))
    assert all(0 <= at < len(text) for at in read.origin)


def test_spaces_stay_only_between_letters_and_digits() -> None:
    assert plain("打 卡　app 2 张 3").text == "打卡app 2张3"
