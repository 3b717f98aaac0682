"""Small talk gets a human line; a polite question stays a question."""

from __future__ import annotations

import pytest

from bot.faq.smalltalk import SmallTalk, small_talk_in


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("你好", SmallTalk.GREETING),
        ("老师早上好！", SmallTalk.GREETING),
        ("您好，在吗", SmallTalk.GREETING),
        ("Hello", SmallTalk.GREETING),
        ("謝謝老師", SmallTalk.THANKS),
        ("多謝晒", SmallTalk.THANKS),
        ("Thank you very much!", SmallTalk.THANKS),
        ("Good morning", SmallTalk.GREETING),
        ("Who are you?", SmallTalk.WHO),
        ("你们就是骗人的", SmallTalk.GRUMBLE),
        ("好的，谢谢您", SmallTalk.THANKS),
        ("再见", SmallTalk.GOODBYE),
        ("你是机器人吗", SmallTalk.WHO),
        ("你能干什么", SmallTalk.WHO),
        ("收到", SmallTalk.YES),
        ("哈哈哈", SmallTalk.CHEER),
        ("什么破玩意", SmallTalk.GRUMBLE),
        ("2", SmallTalk.NUMBER),
        ("１５号", SmallTalk.NUMBER),
        ("给我讲个笑话", SmallTalk.JOKE),
        ("怎么加入班级", SmallTalk.JOIN),
        ("邀请码在哪里？", SmallTalk.JOIN),
        ("怎么退出", SmallTalk.QUIT),
        ("我想退群", SmallTalk.QUIT),
        ("我不想再收到消息了", SmallTalk.QUIT),
        ("我要请假", SmallTalk.ABSENT),
        ("孩子今天不参加课后服务", SmallTalk.ABSENT),
        ("怎么改座号", SmallTalk.SEAT),
        ("座号填错了怎么办", SmallTalk.SEAT),
        ("累死了今天", SmallTalk.TIRED),
        ("今天真累", SmallTalk.TIRED),
        ("English, please", SmallTalk.LANGUAGE),
        ("怎么换语言", SmallTalk.LANGUAGE),
        ("通知在哪里看", SmallTalk.NOTICES),
        ("怎么发通知", SmallTalk.TELL),
        ("請問怎麼給家長發通知", SmallTalk.TELL),
        ("今天有课后服务吗", SmallTalk.TODAY),
        ("今天我家孩子几点放学", SmallTalk.TODAY),
        ("👍👍", SmallTalk.WORDLESS),
        ("？？？", SmallTalk.WORDLESS),
        ("\u200b", SmallTalk.WORDLESS),
    ],
)
def test_small_talk_is_recognised(message: str, kind: SmallTalk) -> None:
    assert small_talk_in(message) is kind


@pytest.mark.parametrize(
    "message",
    [
        "老师您好，作业太多了",
        "谢谢，再问一下几点放学",
        "你好课后服务收费吗",
        "好几天没写完作业",
        "60分钟",
        "作业多得累死人",
        "我要请假陪孩子上课后服务吗",
    ],
)
def test_a_polite_question_is_a_question(message: str) -> None:
    assert small_talk_in(message) is None
