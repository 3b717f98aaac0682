"""What the rules of the project say about a notice, and what they let pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.notices.rules.deciding import Rules, findings
from bot.notices.rules.model import Advice, Rule, Stage
from bot.notices.rules.speech import Speech
from tests.support.notice_rules import at_clock, examples, found, named

MARKING = "parents-mark-homework"
ALL_WORDS = sorted("".join(one.text for one in examples("seen")))


def test_a_finding_names_rule_ground_advice_and_place() -> None:
    text = "各位家长：明天带水壶。请家长批改今天的作业，谢谢。"

    (one,) = found(text)
    assert one.rule == MARKING
    assert one.because[0].entry == "homework-parent-correct"
    assert one.because[0].clause == "第4条"
    assert text[one.start : one.end] == "家长批改"
    assert one.excerpt == "请家长批改今天的作业"
    assert "批改作业是老师的事" in one.advice[Language.ZH_HANS]
    assert "批改作業是老師的事" in one.advice[Language.ZH_HANT]
    assert "Marking" in one.advice[Language.EN]


@pytest.mark.parametrize(
    "text",
    [
        "学校不要求家长批改作业。",
        "家长不用检查作业，也无需签字。",
        "老师严禁要求家长检查、批改作业。",
        "禁止以任何形式在群里打卡、接龙、公布考试成绩排名。",
        "请勿打卡。",
        "严禁布置惩罚性作业，要求家长批改作业，公布成绩排名。",
        "教师不得有以下行为：\n1. 要求家长批改作业\n2. 公布成绩和排名",
        "如发现老师让家长批改作业，请拨打举报电话。",
    ],
)
def test_who_says_no_to_it_asks_nothing_forbidden(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "请家长不要忘记批改作业。",
        "严禁抄袭，请家长批改作业后签字。",
        "请不要迟到。请家长批改作业。",
        "孩子们没有异议的话，请家长批改作业。",
    ],
)
def test_a_no_to_something_else_does_not_help(text: str) -> None:
    assert named(text) == {MARKING}


def test_a_list_is_forbidden_only_while_it_lasts() -> None:
    text = "严禁以下行为：\n1. 在群里打卡\n2. 接龙\n其他事项\n请家长批改作业。"

    assert named(text) == {MARKING}


@pytest.mark.parametrize(
    "text",
    ["請家長批改功課。", "请家长批改作業。", "请 家 长 批 改 作 业。", "请家长\u200b批改作业。"],
)
def test_the_way_of_writing_does_not_matter(text: str) -> None:
    assert named(text) == {MARKING}


@pytest.mark.parametrize("written", ["打卡", "打咭", "打咔"])
def test_check_ins_are_known_in_all_their_spellings(written: str) -> None:
    assert named(f"请坚持每天阅读{written}。") == {"homework-check-in"}


@pytest.mark.parametrize("written", ["接龙", "接龍"])
def test_chains_are_known_in_both_scripts(written: str) -> None:
    assert named(f"请在群里{written}。") == {"collective-replies"}


def test_full_width_digits_are_digits() -> None:
    digits = "".join(chr(0xFF10 + int(one)) for one in "11010520140307125")

    assert named(f"刘子轩，{digits}x，请缴费。") == {"private-data"}


def test_late_is_told_by_stage() -> None:
    at_half_past_nine = {stage: named("明天带水彩笔。", "21:30", {stage}) for stage in Stage}

    assert at_half_past_nine == {Stage.PRIMARY: {"late-night"}, Stage.JUNIOR: set()}


def test_a_notice_to_staff_alone_is_never_late() -> None:
    assert named("明天八点开会。", "23:30", set()) == set()


def test_homework_in_the_evening_is_told_once() -> None:
    text = "今晚作业：语文背诵第12课。"

    assert named(text, "15:00") == {"homework-by-phone"}
    assert named(text, "20:00") == {"homework-at-night"}


def test_each_clause_is_shown_once_and_each_place_of_a_rule() -> None:
    text = "请家长批改数学作业并签字。明天的英语作业也请家长批改。"

    assert [one.excerpt for one in found(text)] == [
        "请家长批改数学作业并签字",
        "明天的英语作业也请家长批改",
    ]


def test_a_long_clause_is_cut_when_shown() -> None:
    (one,) = found("请家长批改" + "一二三四五六七八九十" * 8)

    assert len(one.excerpt) == 40
    assert one.excerpt.endswith("…")


def test_without_rules_nothing_is_found() -> None:
    nothing = Rules((), {}, Speech())

    assert findings("请家长批改作业。", at_clock("12:00"), nothing) == ()


def test_a_language_without_advice_gets_the_one_it_was_written_in() -> None:
    only = Advice({Language.ZH_HANS: "请改一改。"})

    assert only[Language.ZH_HANT] == "请改一改。"


def test_a_rule_may_name_negations_of_its_own() -> None:
    text = Advice({Language.ZH_HANS: "改"})
    rule = Rule("a", text, text, patterns=("打卡",), negations=("免",))
    rules = Rules([rule], {}, Speech())

    assert rules.findings("今天免打卡。", at_clock("12:00")) == ()
    assert len(rules.findings("今天打卡。", at_clock("12:00"))) == 1


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    for one in found(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.excerpt


@given(st.text(st.sampled_from(ALL_WORDS), max_size=300))
@settings(max_examples=150)
def test_a_text_of_the_words_of_schools_is_read(text: str) -> None:
    assert all(one.rule for one in found(text))


@given(st.sampled_from(examples("seen")), st.sampled_from(["", "\n", "各位家长好！\n", "  "]))
def test_a_greeting_changes_nothing(example: object, before: str) -> None:
    text, at = getattr(example, "text", ""), getattr(example, "at", "")
    stages = getattr(example, "stages", ())

    assert named(before + text, at, stages) == named(text, at, stages)


@pytest.mark.parametrize(
    "character", ["一", "打", "请", "1", "，", "\n", "王", "不", "a", " ", "作"]
)
def test_in_thousands_of_equal_characters_nothing_is_found(character: str) -> None:
    assert found(character * 4096) == found(character) == []


@pytest.mark.parametrize(
    ("piece", "rule"),
    [
        ("请家长批改作业。", MARKING),
        ("张小明98分，", "scores-and-rankings"),
        ("身份证11010519491231002X。", "private-data"),
        ("周六补课。", "weekend-lessons"),
    ],
)
def test_what_is_said_hundreds_of_times_is_found_as_when_it_is_said_once(
    piece: str, rule: str
) -> None:
    assert rule in named(piece * 3)
    assert named(piece * 500) == named(piece * 3)
