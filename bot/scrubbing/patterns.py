"""What says who asks, as patterns with what is written instead; tried from top to bottom.

Every pattern is held against all wordings of the knowledge folder by a test: what parents
ask without names must come out as it went in.
"""

from __future__ import annotations

import re
from typing import Final

from bot.scrubbing.given import COMMON_SURNAMES, DOUBLE_SURNAMES, GIVEN, SURNAMES

Rule = tuple[re.Pattern[str], str]

_SURNAME: Final = f"(?:{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(SURNAMES))}])"
_COMMON: Final = f"(?:{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(COMMON_SURNAMES))}])"
_GIVEN: Final = f"[{''.join(sorted(GIVEN))}]"
_HAN: Final = "[\u3400-\u9fff]"
_NUMERAL: Final = "[0-9一二三四五六七八九十]"
_TITLE: Final = (
    "(?:班主任|老师|老師|校长|校長|园长|主任|书记|教练|阿姨|同学|同學|小朋友|妈妈|媽媽|爸爸|家长|家長|"
    "先生|女士)"
)
_PARENT: Final = "(?:妈妈|爸爸|家长|奶奶|爷爷|外婆|媽媽|家長)"
_NO_NAME: Final = (
    f"[一二两三四五六七八九十几][年个位名]|[初高][一二三](?=的?{_PARENT})|[个位名这那本该我他她你]|"
    "孩子|小孩|小朋友|[小中大初高]学生|学生|儿子|女儿|闺女|娃|宝宝|宝贝|[大二三小]宝(?=的?"
    f"{_PARENT})|新生|老师|同学|家里|班[上里]|单亲|全职|新手|普通|农村|外地|本地|外来|务工|在职|上班|"
    "双胞胎|学校|不是|女孩|男孩|男生|女生|學生|兒子|女兒|單親|全職"
)
"""How words begin that stand before 妈妈 and 家长 and are no name."""
_STARTS: Final = "(?:^|(?<=[，。！？、：；“”（）,.!?:; 的是找和跟叫让问被给对说师长个位班请比]))"
_ENDS: Final = "(?=[，。！？、,.!? 的在是上读今有想不]|$)"
_GRADE: Final = "(?:[一二三四五六七八九1-9]年[级級]|[初高小][一二三四五六])"
_CLASS: Final = rf"[(（第]?{_NUMERAL}{{1,3}}[)）]?班"
_NOT_AFTER_COUNTING: Final = "(?<![0-9一二三四五六七八九十两第])"
_THANKS: Final = "(?<=[谢謝感多答致])[谢謝]"
_DATE: Final = r"[0-9]{1,2} ?[月./-] ?[0-9]{1,2} ?[日号]?"
_HOTLINES: Final = "(?:12345|12356|12355|12315|12318|12320|12388|12391)"


def _rule(instead: str, pattern: str) -> Rule:
    return re.compile(pattern), instead


REACHING: Final = (
    _rule("某网址", r"(?:https?://|www\.)[^\s，。！？（）“”]+"),
    _rule("某邮箱", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _rule("某账号", r"@[A-Za-z0-9_]{3,}"),
    _rule(
        r"\1某号码",
        r"(?i)(微信号?|威信|薇信|weixin|wechat|wx|vx|v信|qq号?|扣扣|抖音号?|小红书号?|电话|手机号?)"
        r"(?:是|为|id)?[ :：]*(?!某)(?=[A-Za-z0-9_-]*[0-9_])[A-Za-z0-9_-]{4,}",
    ),
    _rule("某号码", r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])"),
    _rule("某号码", r"(?<![0-9])0[0-9]{2,3}[ -][0-9]{7,8}(?![0-9])"),
    _rule(
        "某号码",
        r"[京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云陕甘青蒙藏宁新][A-Z][A-Z0-9]{5,6}",
    ),
    _rule("某号码", r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9])"),
    _rule(
        "某号码",
        rf"(?<![0-9.])(?!{_HOTLINES}(?![0-9]))[0-9]{{5,}}(?![0-9.])(?! ?[元块人字名万年])",
    ),
)
"""Ways to reach somebody."""

BIRTHDAYS: Final = (
    _rule(
        "某天",
        rf"(?:19|20)?[0-9]{{2}} ?[年./-] ?{_DATE}(?=出生|生日|生的|生人|的生日|生[，。]|生$)",
    ),
    _rule(
        r"\1某天",
        r"((?:生日|出生|生于|出生日期)(?:是|在|于|为)?[:： ]?)(?:19|20)?[0-9]{2} ?[年./-] ?"
        + _DATE,
    ),
    _rule(
        "某天",
        r"(?<![0-9])(?:19[5-9][0-9]|20[01][0-9]|2020) ?[年./-] ?[0-9]{1,2} ?[月./-] ?[0-9]{1,2}"
        r"(?: ?[日号])?(?![0-9])",
    ),
)
"""Days of birth; a day of 2021 or later is a rule's, not that of a child at school."""

CLASSES: Final = (
    _rule(r"\1班", rf"({_GRADE})[ ,，]?{_CLASS}(?=主任)"),
    _rule(r"\1", rf"({_GRADE})[ ,，]?{_CLASS}"),
    _rule(r"\1年级", rf"([一二三四五六])年{_CLASS}"),
    _rule(
        r"\1年级班",
        rf"{_NOT_AFTER_COUNTING}([一二三四五六七八九1-9])[(（]{_NUMERAL}{{1,2}}[)）]班(?=主任)",
    ),
    _rule(
        r"\1年级",
        rf"{_NOT_AFTER_COUNTING}([一二三四五六七八九1-9])[(（]{_NUMERAL}{{1,2}}[)）]班?",
    ),
    _rule(r"\1年级", rf"{_NOT_AFTER_COUNTING}([1-9])[0-9]{{2}}班"),
    _rule(
        r"\1年级",
        rf"{_NOT_AFTER_COUNTING}([一二三四五六])[.、]?"
        r"(?:[一二三四五六七八九十]|[0-9]{1,2})班(?!倒)",
    ),
    _rule(
        "某班",
        rf"(?<![0-9一二三四五六七八九十两几多上下个每这那哪第头同]){_CLASS}"
        r"(?!主任|人|车|子|课|级|次|岗|倒|制|上|下)",
    ),
    _rule("a class", r"(?i)(?:grade [0-9],? )?class ?[0-9]{1,2}(?![0-9])"),
)
"""Classes; the grade stays, because answers depend on it."""

ANNOUNCED: Final = (
    _rule(
        r"\1某人",
        r"((?:我叫|(?<!个)名叫|叫做|(?<!个)名字叫|(?<!个)名字是|姓名[是:：]|孩子叫|儿子叫|女儿叫|闺女叫|"
        rf"娃叫|孙子叫|孙女叫|他叫|她叫) ?)(?!某)(?:{_SURNAME}{_HAN}{{1,2}}?{_ENDS}|"
        rf"{_SURNAME}{_HAN}{{2}}|小{_HAN}|({_HAN})\2)",
    ),
    _rule(
        r"\1某人",
        rf"(我是|我系)(?!某|{_NO_NAME}){_HAN}{{2,3}}"
        f"(?=的?{_PARENT})",
    ),
    _rule(
        r"\1某人",
        rf"((?:老师|同桌|同学|爸爸?|妈妈?|哥哥?|姐姐?|弟弟?|妹妹?)[叫是])"
        rf"(?!某){_COMMON}{_HAN}{{1,2}}(?=[，。！？、,.!? ]|$)",
    ),
    _rule("孩子", rf"(?<=我家)小(?![孩子的儿学区升时宝朋妹弟姐姑女男家伙店]){_HAN}"),
    _rule(r"\1", r"(?i)(\bmy (?:son|daughter|child|kid|boy|girl)),? (?-i:[A-Z][a-z]+)"),
    _rule(
        r"\1someone",
        r"(?i)(\b(?:my name is|i am called|named|called) )(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)",
    ),
)
"""Names that a word before them announces."""

TITLED: Final = (
    _rule(r"\1某人", rf"(班主任|老师|老師)(?!某){_COMMON}{_GIVEN}{{1,2}}"),
    _rule("某", rf"{_STARTS}小(?![学孩子区升班某]){_HAN}(?=老师|同学)"),
    _rule("某", rf"{_STARTS}(?!某|安排|高[年一二三]){_SURNAME}{_GIVEN}{{1,2}}(?={_TITLE})"),
    _rule("某", rf"{_STARTS}(?![某向和解应时乐全成师满门管单符包]){_SURNAME}(?={_TITLE})"),
    _rule(
        "某",
        rf"(?<![分允任有相经提明反对校地保常过课非平正])(?!某|{_THANKS}){_COMMON}"
        "(?=老师|校长|老師|校長|主任)",
    ),
    _rule("a teacher", r"\b(?:Mr|Mrs|Ms|Miss|Teacher)\.? +[A-Z][a-z]+"),
    _rule("某", r"(?<![A-Za-z])[A-Z][a-z]+(?=老师|老師|同学|妈妈|爸爸)"),
)
"""Names beside a title."""

BARE: Final = (
    _rule(
        "某人",
        r"(?<!某)(?<![一二两三四五六七八九十几每本下上这半0-9](?=[张周]))"
        r"(?!孙子|周[一二三四五六日天末]|何时|曾经|高于|高[一二三]家长|成长|明天|张贴)"
        rf"{_COMMON}(?:小|{_GIVEN}){_GIVEN}(?![级年学校课班生子期])",
    ),
)
"""Names without any sign: a common surname and two characters that children are named with.

小 is in many a name (王小明), and in too many other words to stand among those characters.
"""

RULES: Final[tuple[Rule, ...]] = (
    *REACHING,
    *BIRTHDAYS,
    *CLASSES,
    *ANNOUNCED,
    *TITLED,
    *BARE,
)
