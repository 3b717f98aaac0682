"""Free words that ask about one's own child on a day: when it is fetched, whether it stays. Pure.

今天几点放学 has an answer in the school's own plan and none in any document; with
小学几点放学是规定的吗 it is the other way round. So this says something only where the whole
message, from its first character to its last, is made of a day, one's own child, and fetching or
service, besides good manners. Whatever else stands in it (规定, 每天, 可以吗, a second question)
makes it silent, and the message goes to the answers as ever. It would rather miss a question than
take one away.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from bot.matching.scripts import to_simplified
from bot.timetable.families import english_questions as english
from bot.timetable.families.naming_days import Week, Weekday

_LONGEST: Final = 40
_FRIDAY: Final = 5
_WEEKS: Final = {"这": Week.THIS, "本": Week.THIS, "下": Week.NEXT}
_NEAR: Final = {"今": 0, "明": 1, "后": 2, "听": 1}
_WEEKDAYS: Final = {name: number for number, name in enumerate("一二三四五六日", start=1)}

# A message is read in two steps. What belongs together is put down as one capital letter
# first: a day, our child, a child, the service, when. Then the sentence is held against a
# grammar of these letters and the few words between them.
_DAY: Final = re.compile(
    "(?P<near>[今明后听])(?:[天日晚]|儿个?|(?=下午))(?:的?(?:下午|晚上|傍晚))?"
    "|(?<![每个两三])(?P<which>这个?|本|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])"
    "(?![一二三四五六日天到至和或、])(?:的?(?:下午|晚上))?"
)
_CHILD: Final = (
    "(?:小?孩子?|小朋友|娃娃?|宝宝|宝贝|儿子|女儿|闺女|姑娘|丫头|小子|崽崽?|学生|孙子|孙女"
    "|老大|老二|大宝|二宝|大娃|二娃)们?"
)
_SERVICE: Final = (
    "课后(?:服务|托管|延时(?:服务|班)?|班|看护)?|延时(?:服务|[班课]|托管)?"
    "|(?:放学后|校内)?的?托管(?:服务)?|晚托|社团(?:课|活动)?|兴趣[班课]|晚自习"
)
_WORDS: Final = (
    (
        "S",
        _SERVICE,
    ),
    ("W", "几点(?:钟|几分)?|几时|什么时[候间]|啥时[候间]?|多会儿?"),
    (
        "C",
        "(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,2})点(?:半|整|一刻|[0-9一二三四五六]{1,2}分?)?",
    ),
    ("M", f"(?:[我俺咱]们?家?|家里)的?{_CHILD}|[我俺咱]们班级?"),
    ("T", f"{_CHILD}|[他她]们?"),
)
_POLITE: Final = re.compile(
    "(?:各位|老师们?|校长|您好|你们?好|请[问教](?:一?下)?|麻烦(?:您|你)?(?:问?一?下)?"
    "|我?(?:就|还)?想(?:问|知道|了解|确认|请教)(?:一?下)?|(?:再|就)?问(?:一?下|问)|打听一?下|确认一?下"
    "|谢谢(?:您|你|老师|了)?|多谢|感谢|在吗|急)+"
)
_FILL: Final = (
    "(?:学校|下午|晚上|傍晚|放学后|到底|大概|大约|具体|我们?|家长|[都还是的那就会该得要能去来])"
)
_LEAVE: Final = (
    "(?:(?:[去来]|过来|到校|[到去]学校)?接(?:[MT]|人)?(?:走|回家|回来|放学)?"
    "|放学|放人?|下[学课]|下S?|结束|回家|出来|出校门?|离校|走)"
)
_HAS: Final = "(?:有没有|有冇|有无|还有|有|上不上|上|开不开|开|参加)"
_NOT: Final = "(?:吗|么|嘛|没有?|不)"
_QUESTION: Final = "|".join(
    (
        f"W(?:才|就|能|可以|[要该得去来我]|我们|开始)*{_LEAVE}",
        f"(?:[上待呆留]|S[上开]?)到W(?:{_LEAVE})?",
        "(?:放学|[去来]?接[MT]?|S?结束|下课)D?的?(?:时间)?[是在]?W",
        "(?:放学|接[MT]|S|S?结束)的?时间(?:是?(?:什么|多少|W))?",
        f"{_HAS}S{_NOT}?",
        "(?:没有?|不[上开]|取消|停)S(?:吗|么|嘛|了吗|[是对]吗|[是对]?吧)",
        f"S(?:还|照常|正常|[会要都])*(?:{_HAS}|取消|停|照常|正常)(?:了?{_NOT})?",
        "S[是在上]*(?:哪里|哪儿?|哪个教室|什么地方)(?:上|集合|接)?",
        "在(?:哪里|哪儿?|哪个教室|什么地方)上?S",
        "S[是上有]?(?:什么|啥)(?:内容|课|项目|活动)?",
        "S是?(?:谁|哪[个位](?:老师)?)[带看管上教]?",
        f"[是在]?C{_LEAVE}(?:[吗吧么]|[对是]不[对是]|[对是][吗吧])",
        f"S[是在]?W(?:{_LEAVE}|开始)?",
    )
)
_TAIL: Final = "(?:[啊呀呢吗嘛么吧哦噢喔了的啦哈呐]|来着)"
_CHINESE: Final = re.compile(f"(?:[DMTS]|{_FILL})*(?:{_QUESTION})(?:[DMT]|{_TAIL})*")

_RULES: Final = "学校规定"
_RULES_IN_ENGLISH: Final = "rules"


def day_asked_about(message: str, today: date) -> date | None:
    """Return the day on which somebody asks about their own child; None for anything else.

    Args:
        message: The message as it was written, in either script or in English.
        today: Today at school. A weekday is the next one that comes, today included; 下周三 is
            that of next week.
    """
    plain = to_simplified(unicodedata.normalize("NFKC", message).casefold())
    said = english.asked(plain)
    return _in_chinese(plain, today) if said is None else said.on(today)


def asked_of_rules(message: str) -> str:
    """Return the same question put to the rules: without its day, which no document knows."""
    plain = to_simplified(unicodedata.normalize("NFKC", message).casefold())
    if english.asked(plain) is not None:
        return f"{english.without_day(plain)} {_RULES_IN_ENGLISH}"
    return f"{_DAY.sub(' ', plain)} {_RULES}"


def _in_chinese(plain: str, today: date) -> date | None:
    squeezed = "".join(one for one in plain if unicodedata.category(one)[0] in "LN")
    if len(squeezed) > _LONGEST:
        return None
    found = list(_DAY.finditer(squeezed))
    days = {_day(one, today) for one in found}
    if len(days) != 1:
        return None
    reduced = _POLITE.sub("", _DAY.sub("D", squeezed))
    for letter, words in _WORDS:
        reduced = re.sub(words, letter, reduced)
    if not _CHINESE.fullmatch(reduced) or (_is_weekend(found) and "M" not in reduced):
        return None
    return days.pop()


def _is_weekend(found: list[re.Match[str]]) -> bool:
    """Say whether all that is named is a weekend day as such: then a rule may be meant."""
    return all(one["weekday"] and _number(one) > _FRIDAY and not one["which"] for one in found)


def _day(one: re.Match[str], today: date) -> date:
    if one["near"]:
        return today + timedelta(days=_NEAR[one["near"]])
    return Weekday(_number(one), _WEEKS.get((one["which"] or "")[:1])).on(today)


def _number(one: re.Match[str]) -> int:
    name = one["weekday"].replace("天", "日")
    return int(name) if name.isdecimal() else _WEEKDAYS[name]
