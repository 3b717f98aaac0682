"""What no list of words can name: numbers of identity cards, telephones, and marks by name.

Every expression here has a fixed number of characters, so none can take long. A card's
number is taken for one by its day of birth; its last digit is not reckoned, because a
mistyped number gives as much away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bot.notices.rules.pattern import Place

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕"
    "单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
)
_NO_NAMES: Final = (
    "周[一二三四五六日末]|高[一二三]|方[案法式]|金额|任务|时间|文具|成绩|语文|单元|简介|连续"
)
_NAME: Final = rf"(?!{_NO_NAMES})[{_SURNAMES}][一-鿿某]{{1,2}}"
_UNITS: Final = "人班点元个年月日号分时次%天节页套本件位名级周楼米岁块组种项度"
_MARKED: Final = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[绩为是有下数]))({_NAME})[:\s、(-]{{0,2}}(1[0-5]\d|\d{{1,2}})(?:\.\d)?(?:分(?!钟))?(?![\d.{_UNITS}])"
)
_SEAT_MARKED: Final = re.compile(r"\d{1,2}号[:\s]?(?:1[0-5]\d|\d{1,2})(?:\.\d)?分(?!钟)")
_NAMED_POINTS: Final = re.compile(
    rf"({_NAME})(?:同学)?(?:考了?|得了?)?[:\s]?\d{{2,3}}(?:\.\d)?分(?!钟)"
)
_NAMES: Final = re.compile(rf"(?<![一-鿿])(?:{_NAME})(?:、(?:{_NAME})){{1,3}}(?![一-鿿])")
_IDENTITY: Final = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\d)"
)
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_DOOR: Final = re.compile(
    r"\d{1,4}(?:号楼|栋|幢|单元)\d{0,4}(?:单元)?\d{0,4}室?|\d{1,4}号\d{1,2}单元\d{0,4}室?"
)
_NEAR: Final = 14
"""Characters between two entries of one list."""


def _found(expression: re.Pattern[str]) -> Callable[[str], list[Place]]:
    return lambda text: [match.span() for match in expression.finditer(text)]


def _several(expression: re.Pattern[str], least: int) -> Callable[[str], list[Place]]:
    def find(text: str) -> list[Place]:
        return list(_runs([match.span() for match in expression.finditer(text)], least))

    return find


def _runs(places: Sequence[Place], least: int) -> Iterator[Place]:
    """Yield each run of so many places that stand close together, as one."""
    run: list[Place] = []
    for place in [*places, (1 << 30, 1 << 30)]:
        if run and place[0] - run[-1][1] > _NEAR:
            if len(run) >= least:
                yield run[0][0], run[-1][1]
            run = []
        run.append(place)


DETECTORS: Final[Mapping[str, Callable[[str], list[Place]]]] = MappingProxyType(
    {
        "<IDENTITY_NUMBER>": _found(_IDENTITY),
        "<MOBILE_NUMBER>": _found(_MOBILE),
        "<SEVERAL_MOBILES>": _several(_MOBILE, 2),
        "<FRONT_DOOR>": _found(_DOOR),
        "<MARKS_BY_NAME>": _several(_MARKED, 3),
        "<MARKS_BY_SEAT>": _several(_SEAT_MARKED, 2),
        "<NAME_WITH_POINTS>": _found(_NAMED_POINTS),
        "<NAMES>": _found(_NAMES),
    }
)
"""What a pattern may name beside lists of words, and how it is found in a plain text."""
