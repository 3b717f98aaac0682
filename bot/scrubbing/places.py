"""Names of schools and of where people live, found by what they end with. Pure.

Chinese leaves no gap between a name and what stands before it, so a name is what is left
when the small words and the general words before 小学 or 小区 are taken off.
"""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = "\u3400-\u9fff"

_SMALL_WORDS: Final = re.compile(
    "我们|咱们|你们|他们|她们|这个|那个|哪个|一个|一所|两所|几所|这所|那所|哪所|所有|任何|其他|"
    "其它|别的|附近|周边|隔壁|家旁边|孩子|娃儿|儿子|女儿|老二|老大|老师|家长|作业|双减|国家|规定|现在|"
    "今年|去年|明年|刚刚|已经|只有|不同|还是|就是|不是|以后|以前|之前|之后|寒假|暑假|课程|自习室|"
    "每[天周月]|每个?(?:星期|礼拜)|今天|明天|早上|下午|晚上|(?:周|星期|礼拜)[一二三四五六日天]|"
    "大学生|教育法|全国|全市|全区|全县|全省|机构|拼音|轮到|告诉|希望|要求|觉得|听说|为什么|怎么|"
    "对(?!口)|[在是的了上读念去到从跟与及或给让问请把被我你您他她们这那哪某该本贵各每些个所家间几多没不要"
    "想能会可叫说就都也还才又很太比像按为因娃管教进来找讲收转考送接报算聘]"
)
_GENERAL: Final = re.compile(
    "(?:公立|私立|公办|民办|普通|重点|乡村|农村|城里|城市|县城|镇上|乡下|山区|老家|对口|本地|外地|外省|外市|"
    "寄宿|寄宿制|全日制|九年一贯制?|完全|初级|高级|职业|技工|特殊教育|特殊|培智|工读|国际|双语|贵族|"
    "外籍|打工子弟|子弟|培训|舞蹈|家长|网上|空中|新|老|旧|好|差|大|小|中|高中|初中|小学|中学|幼儿园|"
    "幼升|小升|附属|全|同|校|区|市|县|镇|乡|村|省|里|外|前|后|内|两|三|俩|一|二|年级|学期|学年|"
    "中国|美国|英国|日本|国外|国内|香港|台湾|澳门|台北|高雄|"
    "北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|"
    "广东|广西|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古?|西藏|宁夏|新疆|石家庄|太原|沈阳|大连|长春|"
    "哈尔滨|南京|苏州|无锡|杭州|宁波|合肥|福州|厦门|南昌|济南|青岛|郑州|武汉|长沙|广州|深圳|珠海|东莞|"
    "南宁|海口|成都|贵阳|昆明|西安|兰州|西宁|呼和浩特|银川|乌鲁木齐|拉萨)*"
)
_SCHOOL: Final = re.compile(
    f"([{_HAN}0-9]{{0,16}}?)"
    "(小学|中学|幼儿园|幼稚园|附小|附中|实验学校|外国语学校|國小|國中|小學|中學|幼兒園)"
    "(?!生(?!活)|部|升|校|科)"
)
_WELL_KNOWN: Final = re.compile(
    "(?:育才|育英|育红|育新|和平|向阳|光明|红旗|人民|解放|建设|胜利|团结|友谊|东风|前进|新华|中心|为民|"
    "上海路|北京路|南京路|希望(?!学校))(?:小学|中学|学校|幼儿园)(?!生)"
)
"""Names that end with, or are, a word taken for a small one."""
_NUMBERED: Final = re.compile(
    "(?:[市县区镇]|第)[一二三四五六七八九十0-9]{1,3}(?:中学?|小学?|高|幼)(?!时|组|年|班|节|名|号)"
)
_CUED_SCHOOL: Final = re.compile(
    f"((?:就读于?|来自|转到|考进|[在读念上是]|我们))([{_HAN}]{{2,6}})学校"
)
_ESTATE: Final = re.compile(
    f"([{_HAN}0-9]{{0,12}}?)(小区|花园|花苑|家园|公寓|新村|社区|雅苑|名苑|佳苑|嘉园)"
)
_GENERAL_ESTATE: Final = re.compile(
    "(?:学区|学校|校园|屋顶|空中|后|前|老|旧|新|同|住|里|全|封闭式?|高档|动迁|回迁|拆迁)*"
)
_STREET: Final = re.compile(
    f"[{_HAN}]{{1,5}}(?:路|街|大道|巷|弄|胡同)(?:[0-9]{{1,5}}(?:号院?|弄|巷))"
)
_HOME: Final = re.compile(f"((?:住在?|家在|家住))[{_HAN}]{{2,6}}?(?:路|街|村|镇|巷|弄)(?!上|边)")
_DOOR: Final = re.compile(
    "[0-9A-Za-z一二三四五六七八九十]{1,4}(?:号楼|栋|幢|号院)(?:[0-9一二三四五六七八九十]{1,3}单元)?"
    "(?:[0-9一二三四五六七八九十]{1,3}[层楼])?(?:[0-9]{2,4}室?)?"
    "|[0-9一二三四五六七八九十]{1,3}单元[0-9]{2,4}室?|[0-9]{3,4}室"
)


def without_places(text: str) -> str:
    """Return a text without the names of schools and of where somebody lives."""
    text = _WELL_KNOWN.sub("某学校", text)
    text = _SCHOOL.sub(_school, text)
    text = _NUMBERED.sub("某学校", text)
    text = _CUED_SCHOOL.sub(_cued, text)
    text = _ESTATE.sub(_estate, text)
    text = _STREET.sub("某处", text)
    text = _HOME.sub(r"\1某处", text)
    return _DOOR.sub("某处", text)


def _school(match: re.Match[str]) -> str:
    before, name = _parted(match[1])
    if _GENERAL.fullmatch(name):
        return match[0]
    return f"{before}某学校"


def _cued(match: re.Match[str]) -> str:
    before, name = _parted(match[2])
    if len(name) < 2 or _GENERAL.fullmatch(name):  # noqa: PLR2004 - no name is shorter
        return match[0]
    return f"{match[1]}{before}某学校"


def _estate(match: re.Match[str]) -> str:
    before, name = _parted(match[1])
    if _GENERAL_ESTATE.fullmatch(name):
        return match[0]
    return f"{before}某小区"


def _parted(run: str) -> tuple[str, str]:
    """Part the small words at the beginning of a run from what is left behind the last one."""
    end = 0
    for word in _SMALL_WORDS.finditer(run):
        end = word.end()
    return run[:end], run[end:]
