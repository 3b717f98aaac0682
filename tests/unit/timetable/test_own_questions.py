from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timetable.families.questions import asked_of_rules, day_asked_about
from bot.yaml_loader import read_yaml

THURSDAY = date(2026, 11, 19)
KNOWLEDGE = Path(__file__).parents[3] / "knowledge"

ABOUT_MY_CHILD = (
    "今天我家孩子几点放学",
    "明天几点接",
    "周五有没有课后服务",
    "今天有托管吗",
    "老师您好，请问今天几点放学？",
    "今天下午几点接孩子",
    "我家娃今天几点放学啊",
    "明天孩子几点能接",
    "今天课后服务几点结束",
    "今天延时到几点",
    "明天有延时班吗",
    "后天有课后服务没",
    "下周三有社团课吗",
    "这周六有课后服务吗",
    "我女儿周五几点放学",
    "周五放学时间",
    "今天社团在哪个教室上",
    "今天托管上到几点",
    "今天几點放學",
    "今晚有晚自习吗",
    "今天还有课后服务吗",
    "明天取消课后服务了吗",
    "今天课后服务取消了吗",
    "明天课后服务照常吗",
    "今天几点可以去接孩子",
    "今天几点放学呀？谢谢老师",
    "星期五几点放学",
    "本周四课后服务到几点",
    "请问老师 明天下午孩子几点放学",
    "接孩子今天几点",
    "今天放学几点",
    "我们班今天几点放学",
    "今天要几点去学校接",
    "今天课后服务上什么",
    "明天课后服务时间",
    "孩子今天上课后服务吗",
    "今天孩子有没有课后服务",
    "孩子今天什么时候能接走",
    "今天几点来接",
    "When do I pick up my child today?",
    "What time does school end tomorrow?",
    "Is there after-school service on Friday?",
    "What time should I pick my son up today",
    "今儿几点接娃",
    "周3有托管吗",
    "明天我几点去接孩子",
    "今天孩子几点出来",
    "今天要上课后服务吗",
)

ABOUT_MY_CHILD_TOO = (
    "明天有课后吗",
    "孩子今天在哪里上课后服务",
    "今天课后服务谁带",
    "今天课后服务是哪个老师",
    "今天四点半放学吗",
    "今天5点半接对吗",
    "今天停课后服务吗",
    "今天几点下托管",
    "聽日幾點放學",
    "今日有冇課後服務",
    "今晚晚自习到几点",
    "今天晚自习几点下",
    "今天还上延时课吗",
    "今天放学时间是几点",
)

ABOUT_ANYTHING_ELSE = (
    "课后服务几点结束",
    "小学几点放学是规定的吗",
    "周六有没有课后服务",
    "周末有课后服务吗",
    "每周五几点放学",
    "今天作业多少",
    "今天老师没有布置作业",
    "周一到周五几点放学",
    "学校周五没有课后服务合法吗",
    "明天放假吗",
    "今天几点放学是学校定的吗",
    "课后服务可以周五不上吗",
    "小学生几点放学",
    "今天可以不上课后服务吗",
    "明天能不参加延时吗",
    "今天课后服务收费吗",
    "今天的课后服务多少钱",
    "周五不上课后服务可以吗",
    "几点放学",
    "我家孩子几点放学",
    "周日有课后服务吗",
    "今天几点放学 学校有家长会吗",
    "周五几点放学 学校有家长会吗",
    "今天公交几点结束",
    "明天几点考试",
    "初三今天有晚自习合法吗",
    "今天没有课后服务怎么办",
    "今天托管老师打孩子",
    "What time must school end?",
    "Is homework allowed today?",
    "",
    "？？？",
    "今天" * 30 + "几点放学",
    "今天明天几点放学",
    "四点半放学合规吗",
    "今天四点半放学",
    "今天5点半接孩子堵车",
    "今天课后作业是什么",
    "课后服务谁带",
    "明天几点上学",
)


@pytest.mark.parametrize("message", [*ABOUT_MY_CHILD, *ABOUT_MY_CHILD_TOO])
def test_a_question_about_my_childs_day_is_recognised(message: str) -> None:
    assert day_asked_about(message, THURSDAY) is not None


@pytest.mark.parametrize("message", ABOUT_ANYTHING_ELSE)
def test_everything_else_goes_to_the_answers(message: str) -> None:
    assert day_asked_about(message, THURSDAY) is None


@pytest.mark.parametrize(
    ("named", "ahead"),
    [
        ("今天", 0),
        ("明天下午", 1),
        ("后天", 2),
        ("周四", 0),
        ("周五", 1),
        ("星期三", 6),
        ("这周三", -1),
        ("下周三", 6),
        ("下周五", 8),
        ("礼拜1", 4),
        ("这周六", 2),
        ("下星期天", 10),
    ],
)
def test_the_day_is_the_one_that_is_named(named: str, ahead: int) -> None:
    assert day_asked_about(f"{named}几点接孩子", THURSDAY) == THURSDAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("named", "ahead"), [("tonight", 0), ("tomorrow", 1), ("on Friday", 1), ("next Tuesday", 5)]
)
def test_the_day_is_the_one_that_is_named_in_english(named: str, ahead: int) -> None:
    message = f"Is there any after-school care {named}?"

    assert day_asked_about(message, THURSDAY) == THURSDAY + timedelta(days=ahead)


def test_a_weekend_day_is_my_childs_only_when_it_is_a_certain_one_or_i_say_so() -> None:
    assert day_asked_about("周六有课后服务吗", THURSDAY) is None
    assert day_asked_about("我家孩子周六有课后服务吗", THURSDAY) == date(2026, 11, 21)
    assert day_asked_about("这周六有课后服务吗", THURSDAY) == date(2026, 11, 21)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def test_no_question_that_has_an_answer_is_taken_away() -> None:
    files = [*KNOWLEDGE.glob("faq/**/*.yaml"), *KNOWLEDGE.glob("practice/*.yaml")]
    messages = [text for path in files for text in texts(read_yaml(path).value)]

    taken = [text for text in messages if day_asked_about(text, THURSDAY) is not None]

    assert len(messages) > 5000
    assert taken == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("今天课后服务几点结束", "课后服务几点结束 学校规定"),
        ("周五有沒有托管", "有没有托管 学校规定"),
        ("What time does school end tomorrow?", "what time does school end rules"),
    ],
)
def test_the_rules_are_asked_without_the_day(message: str, expected: str) -> None:
    assert " ".join(asked_of_rules(message).split()) == expected


@given(st.text(max_size=60), st.sampled_from(ABOUT_MY_CHILD), st.dates(date(2020, 1, 1)))
def test_no_text_breaks_it_and_no_day_is_far_away(noise: str, asked: str, today: date) -> None:
    for message in (noise, f"{noise}{asked}", f"{asked}{noise}"):
        on = day_asked_about(message, today) if today < date(9999, 1, 1) else None
        assert on is None or -7 < (on - today).days < 14
        asked_of_rules(message)
