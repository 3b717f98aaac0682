"""What an author is told before sending: short, and only what needs thought."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import SCHOOL_ZONE
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.beforehand import previewing
from bot.notices.beforehand.rehearsal import Held, Pace, Rehearsal, Shown, WhoWaits
from bot.notices.rules.model import Advice, Basis, Finding, Ground
from tests.support.clocks import A_THURSDAY_NOON as NOON

WORDS = speaking(Language.ZH_HANS)
HERE = NOON.astimezone(SCHOOL_ZONE)
PACE = Pace(25, 0, timedelta(seconds=2), NOON, NOON + timedelta(seconds=2))
PLAIN = Rehearsal(
    shown=(Shown(Language.ZH_HANS, "【通知】三（1）班\n\n好\n\n—— 实验小学", (), 45, 1),),
    children=46,
    unreached=0,
    gone=0,
    messages=1,
    held=(),
    pace=PACE,
    findings=(),
)
MARKING = Finding(
    "marking",
    Advice({Language.ZH_HANS: "让家长批改"}),
    Advice({Language.ZH_HANS: "请改一改。"}),
    (Basis("homework", "第4条"),),
    0,
    4,
    "请家长批改作业",
)


def told(rehearsed: Rehearsal) -> list[str]:
    return previewing.summary(rehearsed, WORDS, HERE, to_staff=False)


def objections(*found: Finding) -> list[str]:
    return previewing.findings(found, WORDS, Language.ZH_HANS, lambda *_: Ground("意见", "第4条"))


def test_what_is_as_it_should_be_is_one_line() -> None:
    assert told(PLAIN) == ["将发给 45 位家长，涉及 46 个孩子。"]


def test_an_author_learns_when_the_last_family_has_it() -> None:
    long = replace(PACE, takes=timedelta(seconds=2000), last_at=NOON + timedelta(seconds=2000))

    assert told(replace(PLAIN, pace=long))[1:] == ["约 34 分钟发完，最后一家今天 12:33 收到。"]


def test_an_author_learns_what_waits_before_it() -> None:
    assert told(replace(PLAIN, pace=replace(PACE, waiting=250)))[1:] == [
        "前面还有 250 条消息在排队。",
        "约 2 秒发完，最后一家今天 12:00 收到。",
    ]


def test_an_author_learns_who_waits_until_when() -> None:
    until = NOON + timedelta(hours=19)
    held = tuple(Held(who, 3, until) for who in WhoWaits)

    lines = told(replace(PLAIN, held=held))
    assert lines[1] == "小学生该休息了：3 位家长明天 07:00 收到。"
    assert [line for line in lines if "明天 07:00" in line] == lines[1:]


def test_an_author_learns_who_cannot_get_it() -> None:
    lines = told(replace(PLAIN, unreached=2, gone=1, messages=3))

    assert "2 个孩子没有家长能收到" in lines[0]
    assert lines[1] == "另有 1 位家长停用了机器人，收不到。"
    assert lines[2] == "每位分 3 条收到。"


def test_an_author_sees_how_the_frame_reads_in_other_languages() -> None:
    english = Shown(Language.EN, "[Notice] Class 3(1)\n\n好\n\n— School, 12 November", (), 2, 1)
    alike = replace(PLAIN.shown[0], language=Language.ZH_HANT)

    lines = told(replace(PLAIN, shown=(*PLAIN.shown, alike, english)))
    assert lines[1] == "其中简体中文 45、繁體中文 45、English 2。"
    assert lines[2] == "正文不翻译。"
    assert "「[Notice] Class 3(1)」" in lines[3]
    assert len([line for line in lines if "抬头" in line]) == 1
    assert "「— School, 12 November」" in lines[3]


def test_staff_have_no_children_to_count() -> None:
    lines = previewing.summary(PLAIN, WORDS, HERE, to_staff=True)

    assert lines == ["将发给 45 位老师。"]


def test_a_finding_shows_place_advice_and_ground() -> None:
    assert objections(MARKING) == [
        "⚠ 发送前请再看一看：",
        "1. 让家长批改：“请家长批改作业”",
        "请改一改。",
        "依据：《意见》第4条",
    ]


def test_a_rule_is_told_once_with_two_of_its_places() -> None:
    lines = objections(*(replace(MARKING, excerpt=f"第{number}处") for number in "一二三"))

    assert lines[1] == "1. 让家长批改：“第一处”、“第二处”"
    assert len(lines) == 4


def test_a_rule_about_time_has_no_place() -> None:
    assert objections(replace(MARKING, excerpt=""))[1] == "1. 让家长批改"


def test_a_rule_without_ground_says_so() -> None:
    assert objections(replace(MARKING, because=()))[-1] == "（没有查到对应的条文，请您斟酌）"


def test_a_ground_that_is_gone_is_not_made_up() -> None:
    lines = previewing.findings([MARKING], WORDS, Language.ZH_HANS, lambda *_: None)

    assert lines[-1] == "（没有查到对应的条文，请您斟酌）"


def test_of_many_findings_the_first_six_are_told() -> None:
    lines = objections(*(replace(MARKING, rule=f"rule-{number}") for number in range(8)))

    assert lines[-1] == "另外还有 2 项，改完会再看一遍。"
    assert len(lines) == 1 + 6 * 3 + 1


def test_nothing_found_is_nothing_told() -> None:
    assert objections() == []


@pytest.mark.parametrize("language", Language)
def test_every_language_can_tell_it(language: Language) -> None:
    held = tuple(Held(who, 3, NOON) for who in WhoWaits)
    whole = replace(PLAIN, held=held, gone=1, messages=2, pace=replace(PACE, waiting=1))
    words = speaking(language)

    lines = previewing.summary(whole, words, HERE, to_staff=False)
    assert len(lines) == 9
    assert all(lines)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "约 1 秒"), (59, "约 59 秒"), (60, "约 1 分钟"), (61, "约 2 分钟")]
)
def test_lengths_are_rounded_up(seconds: float, said: str) -> None:
    assert previewing.lasting(timedelta(seconds=seconds), WORDS) == said
