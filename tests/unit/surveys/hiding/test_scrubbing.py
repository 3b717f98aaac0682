"""Comments without who wrote them, and with what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.hiding.scrubbing import scrubbed

SCHOOL = "银杏小学"
CLASSES = ("三年级(1)班", "三年级(2)班", "初一（3）班", "实验1班", "1班")


def left(text: str) -> str:
    return scrubbed(text, SCHOOL, CLASSES)


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ("三年级 1 班作业太多", "某班作业太多"),
        ("三 年 级 （1） 班作业太多", "某班作业太多"),
        ("初一3班作业太多", "某班作业太多"),
        ("银杏 小学很好", "某学校很好"),
        ("银杏\u200b小学很好", "某学校很好"),
        ("班主任陈老师留得多", "班主任某老师留得多"),
        ("数学老师姓黄，留得多", "数学老师姓某，留得多"),
        ("黄姓老师留得多", "某姓老师留得多"),
        ("英语老师Ms Wang留得多", "英语老师a teacher留得多"),
        ("请打 1 3 8 1 2 3 4 5 6 7 8", "请打 某号码"),
        ("请打138-1234-5678", "请打某号码"),
        ("请打一三八一二三四五六七八", "请打某号码"),
        ("座号 12", "座号 某号码"),
        ("加我 t.me/somebody", "加我 某账号"),
    ],
)
def test_what_tells_who_wrote_it_goes(said: str, stays: str) -> None:
    assert left(said) == stays


@pytest.mark.parametrize(
    "said",
    [
        "作业太多了，睡不够",
        "每天写到 22:30，早上 6:40 起床",
        "周一到周五 60 到 90 分钟，周末 120 分钟",
        "三年级的作业比二年级多一倍",
        "希望 2026-11-30 以前少留一点",
        "第一、二、三单元一起考，孩子受不了",
        "班主任老师很负责，谢谢",
        "同班的孩子都在补课",
        "老师姓什么不重要",
        "压力大可以打 12356 或者 12345",
        "11班车太晚",
        "Homework takes two hours, please less.",
    ],
)
def test_what_is_said_stays(said: str) -> None:
    assert left(said) == said


gap = st.sampled_from(["", " ", "  ", "\u3000", "\u200b"])


@given(st.sampled_from([*CLASSES[:4], SCHOOL]), st.data())
def test_no_gap_and_no_bracket_hides_a_name(name: str, data: st.DataObject) -> None:
    bare = [each for each in name if each not in "()（）"]
    brackets = data.draw(st.sampled_from([name, "".join(bare), name.translate(WIDE)]))
    written = "".join(each + data.draw(gap) for each in brackets)

    assert "".join(bare) not in left(f"我们{written}作业多").replace(" ", "")


WIDE = str.maketrans("()", "（）")
