"""Greetings, thanks and grumbles: a human line instead of a rule.

Only a message that is nothing but small talk is taken for it; 老师您好，作业太多了 is a
question with good manners.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from bot.matching.scripts import to_simplified


class SmallTalk(StrEnum):
    """What kind of small talk it is; each has its line in the catalogue."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHO = "who"  # who are you, are you a machine, what can you do
    YES = "yes"  # seen, understood
    CHEER = "cheer"  # praise and laughter
    GRUMBLE = "grumble"  # abuse of the bot, impatience
    WORDLESS = "wordless"  # only emoji or punctuation
    NUMBER = "number"  # a bare number, typed where a button was to be tapped
    JOIN = "join"  # how do I join a class, where is the code
    QUIT = "quit"  # how do I leave a class, stop the notices
    LANGUAGE = "language"  # how do I change the language
    TELL = "tell"  # how do I write a notice to parents
    NOTICES = "notices"  # where are the notices
    TODAY = "today"  # what is on after school today
    ABSENT = "absent"  # my child does not stay today, I ask for leave
    SEAT = "seat"  # the seat number is wrong
    TIRED = "tired"  # a sigh after a long day
    JOKE = "joke"  # tell me a joke, sing, play


_LITTLE: Final = (
    "(?:老师|校长|你们?|您|大家|各位|家长|小助手|机器人|亲|啊|呀|哦|喔|哈|嗯|呢|吧|了|的|啦|嘛|吗)"
)

# Spaces are gone from what these are held against, so English words stand together.
_KINDS: Final[dict[SmallTalk, tuple[str, ...]]] = {
    SmallTalk.THANKS: (
        "(?:太|非常|十分|多|真的)?(?:感谢|谢谢|多谢|谢|辛苦|麻烦您?了?)(?:你们?|您)?(?:了)?",
        "3q|thanks?|thank(?:s|you)(?:so|very)much|thankyou|thx|多谢晒|唔该晒?",
    ),
    SmallTalk.GOODBYE: ("再见|拜拜|晚安|bye(?:bye)?|回头见|下次再聊|先这样|没事了|不用了",),
    SmallTalk.WHO: (
        "(?:请问)?(?:你|您)?(?:是|叫)(?:谁|什么名字|什么|啥|哪位|干什么的|干嘛的|干啥的)",
        "(?:请问)?(?:你|您)?是?(?:机器人|真人|人工|ai)(?:还是(?:真人|机器人|人))?",
        "(?:你|您)?(?:能|会|可以)(?:干|做|帮我做|帮)(?:什么|啥|些什么|点啥)",
        "有人(?:在)?吗?|人工(?:客服|服务)?|怎么用",
        "who(?:are|r)(?:you|u)|whatareyou|areyou(?:a|an)?(?:bot|robot|human|ai|realperson)|whatcanyoudo",
    ),
    SmallTalk.GREETING: (
        "你们?好|您好|早上好|早安|早|上午好|中午好|下午好|晚上好|在不在|在[吗么嘛]",
        "hi+|hello|hey|good(?:morning|afternoon|evening|day)|哈喽|哈啰|嗨|喂|(?:新年|节日|中秋|教师节|国庆|元旦|春节)(?:好|快乐)",
    ),
    SmallTalk.YES: (
        "好的?|收到|嗯+|知道|明白|懂|行|可以|ok|okay|是|对|没问题|了解|已阅|同意|yes|no|不是|没有",
    ),
    SmallTalk.CHEER: (
        "(?:真|太|好|很)?(?:棒|厉害|赞|不错|有用|聪明|贴心|给力|方便)|点赞|好玩",
        "哈+|呵+|嘻+|嘿+|66+|good|great|nice|lol",
    ),
    SmallTalk.GRUMBLE: (
        "(?:什么|啥)?(?:破|垃圾|傻|烂|蠢|笨)(?:机器人|玩意|东西|蛋|逼|b|瓜|x|货|软件)?",
        "(?:没什么|没|一点)(?:没)?(?:卵|屁|个屁)?(?:用|意思)|废物|滚|闭嘴|白痴|智障|神经病",
        "(?:就是)?骗(?:子|人)|答非所问|听不懂人话|[啥什]么?(?:也|都)不(?:会|懂|知道)|废话|无聊|烦死|烦人|烦|呸|切",
        "无语|服|醉|我靠|卧槽|妈的|他妈的|tmd|nm|sb",
    ),
    SmallTalk.JOIN: (
        "(?:请问)?(?:怎么|如何|怎样|在哪里?|去哪里?)(?:才能)?(?:加入|进|绑定)(?:班级|班|孩子的班级?)?",
        "(?:班级)?(?:邀请码|邀请链接|邀请)(?:在哪里?|是什么|怎么(?:要|拿|弄|用)|去哪(?:里)?(?:要|拿)?|没有|找不到)",
    ),
    SmallTalk.QUIT: (
        "(?:怎么|如何|怎样|我?(?:想|要))(?:才能)?(?:退出|退)(?:班级|这个班|班|机器人)",
        "(?:怎么|如何|怎样)(?:才能)?退出|我?不想(?:再)?(?:收到?|接收)(?:这些|这个)?(?:通知|消息)",
        "我?(?:想|要)(?:退出|退群|离开)(?:这个)?(?:群|班级?)?|把我(?:删|移出)(?:掉|了)?",
    ),
    SmallTalk.LANGUAGE: (
        "(?:怎么|如何|在哪里?)?(?:换|改|切换|设置)(?:成)?(?:语言|英文|英语|繁体字?|简体字?)",
        "(?:in)?english(?:please|pls)?|pleaseinenglish|speakenglish|请?(?:说|用)(?:英文|英语|繁体字?)",
    ),
    SmallTalk.TELL: (
        (
            "(?:请问)?(?:怎么|如何|怎样|我?(?:想|要))样?(?:[给向](?:家长|学生|全班|全校|大家)们?)?"
            "(?:发送?|写|发布|群发)(?:一?[个条])?(?:班级|学校|家长)?的?通知"
        ),
    ),
    SmallTalk.NOTICES: (
        "(?:学校|老师|班级)?(?:的)?通知(?:在哪里?|去哪里?|怎么|从哪里?)(?:看|找|收)?",
        "(?:在|去)?哪里?(?:能|可以)?看(?:学校|老师|班级)?(?:的)?通知",
    ),
    SmallTalk.TODAY: (
        "(?:今天|明天|这周|本周|下周)(?:有没有|有|上)?(?:什么)?(?:课后服务|延时班?|托管|晚托)(?:吗|么|是什么|上什么|到几点)?",
        "(?:今天|明天)?(?:我家)?(?:孩子|娃)?(?:今天|明天)?几点(?:放学|接)",
    ),
    SmallTalk.ABSENT: (
        "我?(?:想|要|怎么)?(?:给(?:孩子|娃))?请(?:个|一天)?假",
        "(?:我家)?(?:孩子|娃)?(?:今天|明天)(?:孩子|娃)?(?:请假|不(?:参加|上|去)(?:课后服务|托管|延时班?|晚托))",
    ),
    SmallTalk.SEAT: (
        "(?:怎么|如何|我?(?:想|要))?(?:改|换|更正)(?:一下)?(?:孩子的)?(?:座号|学号|座位号)",
        "(?:座号|学号|座位号)(?:填|写|选|输|点)?错(?:了)?(?:怎么办|怎么改)?",
    ),
    SmallTalk.TIRED: (
        "(?:今天|这周|最近|我)*(?:真的?|好|太|快)?(?:累死|累坏|累瘫|累|忙死|困死|愁死)(?:我|人)?了?(?:今天)?",
    ),
    SmallTalk.JOKE: (
        "(?:给我|来|说|讲)(?:给我)?(?:讲)?(?:一?个|点|段)?(?:笑话|故事|段子)|唱(?:一?首|个)?歌",
        "陪我(?:聊天|玩|聊聊)(?:会儿?|一会儿?)?|(?:你)?(?:吃饭?|睡|休息)(?:了)?(?:没有|没|吗|么)",
        "我爱你|你几岁|今天心情不好",
    ),
}
_WORDS: Final = {kind: "|".join(words) for kind, words in _KINDS.items()}
_PATTERNS: Final = {
    kind: re.compile(rf"{_LITTLE}*(?:{words})(?:{words}|{_LITTLE})*")
    for kind, words in _WORDS.items()
}
_ANY: Final = re.compile(f"(?:{'|'.join(_WORDS.values())}|{_LITTLE})+")
_NUMBER: Final = re.compile("第?[0-9]{1,2}(?:号|个)?")
_LONGEST: Final = 24


def small_talk_in(message: str) -> SmallTalk | None:
    """Say what kind of small talk a message is; None when it is anything else."""
    plain = "".join(
        character
        for character in to_simplified(unicodedata.normalize("NFKC", message).casefold())
        if unicodedata.category(character)[0] in "LN"
    )
    if not plain:
        return SmallTalk.WORDLESS
    if _NUMBER.fullmatch(plain):
        return SmallTalk.NUMBER
    if len(plain) > _LONGEST:
        return None
    for kind, pattern in _PATTERNS.items():
        if pattern.fullmatch(plain):
            return kind
    return _mixed(plain)


def _mixed(plain: str) -> SmallTalk | None:
    """Take the first kind by weight when several stand in a row, as in 你好谢谢."""
    if not _ANY.fullmatch(plain):
        return None
    return next((kind for kind, words in _WORDS.items() if re.search(words, plain)), None)
