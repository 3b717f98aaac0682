"""Cries for help in words typed by ear: 割碗, 青生的念头, 安绵药, bu xiang huo.

Whoever types such a message is in no state to correct it. A phrase is heard where a message
holds its syllables and most of its characters; all phrases heard are then written as they
were meant, and the message is looked at again. Real words that sound like a phrase (遗树 is
a last letter, 艺术 is a lesson) share too few characters with it or stand in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Final, NamedTuple

from bot.matching.sounds import CHARACTERS, SOUNDS, heard, loose, syllables_of

_PHRASES: Final = (
    "不想活|想自杀|要自杀|自杀|自残|割腕|割手腕|割自己|轻生|轻生的|轻生念头|遗书|写遗书|留遗书|写好遗书"
    "|跳楼|想跳楼|要跳楼|跳下去|往下跳|从楼上跳|站在天台|爬到天台|爬上天台|爬到天台上|爬到楼顶|楼上跳下"
    "|吞了安眠药|吃了安眠药|安眠药|喝农药|喝了农药|农药|吞药|叫不醒|一了百了|结束生命|自己的生命|结束自己|结束一切"
    "|活不下去|活够了|活腻了|活着没意思|活着没意义|不如死了|不如去死|不想活了|不配活|活着太累|划自己的手腕"
    "|想消失|撑不下去|撑不住了|撑不住|生无可恋|伤害自己|自我伤害|划自己的手|站在楼顶|在楼顶上|天台上|栏杆外面|顶楼栏杆"
    "|好多药|很多药|一瓶药|一把药|吃了好多药|全吃了药|要去死|说去死|一起去死|想去死|宁愿去死|死了算了|要死给你看|我想死|好想死|说想死|要打死"
    "|拿皮带抽|皮带抽|衣架打|烟头烫|虐待|被虐待|家暴打|天天家暴|被家暴|又家暴|总家暴|家暴我|打得鼻青脸肿|鼻青脸肿"
    "|掐脖子|掐她脖子|掐他脖子|掐我脖子|强奸|被强奸|猥亵|性侵|被性侵|性骚扰|动手动脚|摸下面|摸我下面"
    "|摸她下面|摸大腿|摸她大腿|摸我大腿|摸胸|裸照|拍裸照|我的裸照|霸凌|被霸凌|校园暴力|殴打|围殴|被殴打|摸女儿下面"
    "|被人捅|拿刀捅|捅人|捅死|拿刀砍|砍人|去砍人|杀了我|杀了他|打住院|打死我|打死他|打得住院|大刀|威胁我|威胁"
    "|离家出走|女儿失踪|孩子失踪|儿子失踪|失踪了|救命|绑架|勒索|楼上掉下|被欺凌|喝敌敌畏|百草枯|上吊|想上吊"
    "|绝食|扒裤子|扒衣服|脱裤子|脱衣服|打骨折|同归于尽|不想活着|没有活下去|摸我女儿|吞了整瓶药|摸我孩子"
    "|手腕上|手腕|刀痕|伤痕|手机关机|电话关机|电话打不通|联系不上|没回家|不给饭吃|不给我饭吃|锁在阳台|在厕所打|厕所打我|堵在厕所"
    "|没呼吸|没有呼吸|口吐白沫|抽搐|晕倒|昏迷|喘不上气|止不住血|流血|煤气中毒|吞了电池|头好晕|救救我|欺负我|欺负他|打我"
    "|去找爷爷|去陪爷爷|去找奶奶|去陪奶奶|找爷爷|天堂|拍照威胁|发到网上|尾随|跟踪我|不敢回家|动手打|打耳光|扇耳光|打肿了|淤青|吐血"
)
"""Heard in wrong characters as well as in letters."""
_SPELLED_ONLY: Final = (
    "孩子|女儿|儿子|爸爸|妈妈|老师|同学|学校|回家|电话|打不通|手机|关机|不见了|晚上|天台|楼顶|阳台|身上|全是伤|都是血"
    "|叔叔|爷爷|奶奶|哥哥|继父|后爸|教练|陌生人|视频|照片|欺负|打人|活着|意思|没意思|难受|害怕|喝了|吃了|醒不来|站在|爬到"
    "|不肯下来|外面|厕所|书包|没有人|自己|手腕|跳河|下去|带走|救救|救我|他们|我们|去死|想死|打死|一直|每天|天天|不敢|不要|怎么办|栏杆|顶楼|妈妈打|摸我|碰我|脱我|杀我|要杀我|想死"
)
"""Heard only where a message is spelled in letters."""
_LETTERS: Final = {
    "wo": "我", "ta": "他", "ni": "你", "da": "打", "si": "死", "bu": "不", "xiang": "想",
    "yao": "要", "le": "了", "de": "的", "zai": "在", "shuo": "说", "bei": "被", "you": "有",
    "mei": "没", "hui": "回", "qu": "去", "lou": "楼", "dao": "刀", "hao": "好", "ren": "人",
    "jia": "家", "ba": "把", "zi": "自", "sha": "杀", "huo": "活", "jiu": "救", "kuai": "快",
    "xue": "血", "teng": "疼", "pa": "怕", "tiao": "跳", "mo": "摸", "tuo": "脱", "ku": "哭",
    "yi": "一", "dou": "都", "jiao": "叫", "duo": "多", "lei": "累", "fan": "烦", "kun": "困",
}  # fmt: skip
"""What a syllable most likely means in a message that is spelled throughout."""
_REAL: Final = re.compile(
    "割[完晚]|条楼[道梯]|调楼|跳[喽漏露]|[一已以意义艺移异医衣依宜议易译]书|遗[属述数]|自[沙傲传查](?=发|漠|子|滩)|紫砂|只杀|向上|"
    "[轻青清]声|请生|[大人国全公专出住合收回在]家[报保]|家[报包抱宝][名班价告]|虐大|课要|"
    "强[健建减间见件检剪]|偶打|[八把吧]零|性[情请]|[通看同统童痛]人|看了人|人[看砍]|就[明名]|不响或|"
    "不像[话活火]|不想[或货获](?!了)|意思[量]|接受|[想像响享向][四思私似丝斯司]|去[私四思]|去寺[庙院里]|[摸莫模磨]熊|"
    "巴凌|勤奋|失[重众终]|绝[实时世]|[起给]死|打[四死][个张页]|跳[下夏]去水|动手动脑|[向以]上[调掉]|"
    "[校学]园[报抱]|[去在过]世|险死|亲生|自[杂在宰]|各[完万]|个[完万晚]"
)
"""Real words that sound like a phrase."""

_PIECE: Final = re.compile("[a-z]+|.")
_ENOUGH: Final = 4
"""From so many characters on two may be wrong."""
_SPELLED: Final = 3
"""So many syllables in letters alone are clear enough where the rest is characters."""
_SYLLABLES: Final = frozenset(CHARACTERS)

Readings = list[frozenset[str]]


class _Phrase(NamedTuple):
    keys: tuple[str, ...]
    """The sounds of its characters, loosely."""
    written: str
    spelled_only: bool


def corrected(text: str) -> str:
    """Return a message with every phrase that is heard in it written as it was meant.

    Args:
        text: As `text.plain` returns it.
    """
    tokens = list(_tokens(text))
    spelled = text.isascii() and all(token in _SYLLABLES for token in tokens)
    found = sorted(_found(tokens, spelled=spelled), key=lambda one: -len(one[1].written))
    meant: dict[int, str] = {}
    taken: set[int] = set()
    for start, phrase in found:
        span = range(start, start + len(phrase.keys))
        if taken.isdisjoint(span):
            taken.update(span)
            meant[start] = phrase.written
    if not meant and not spelled:
        return text
    fallback = _LETTERS if spelled else {}
    return "".join(
        meant.get(at, "" if at in taken else fallback.get(token, token))
        for at, token in enumerate(tokens)
    )


def _found(tokens: list[str], *, spelled: bool) -> Iterator[tuple[int, _Phrase]]:
    readings = [_heard(token) for token in tokens]
    for start, pair in enumerate(pairwise(readings)):
        for sounds in product(*pair):
            for phrase in _BY_START.get(sounds, ()):
                end = start + len(phrase.keys)
                if _is_meant(tokens[start:end], readings[start:end], phrase, spelled=spelled):
                    around = "".join(tokens[max(0, start - 1) : end + 1])
                    if not _REAL.search(around):
                        yield start, phrase


def _is_meant(written: list[str], readings: Readings, phrase: _Phrase, *, spelled: bool) -> bool:
    if len(written) != len(phrase.keys) or "".join(written) == phrase.written:
        return False
    if not all(key in heard for key, heard in zip(phrase.keys, readings, strict=True)):
        return False
    letters = sum(token.isascii() for token in written)
    if letters == len(written):
        return spelled or letters >= _SPELLED
    if phrase.spelled_only:
        return False
    pairs = zip(written, phrase.written, strict=True)
    wrong = sum(one != other and not one.isascii() for one, other in pairs)
    return wrong <= (2 if len(phrase.written) >= _ENOUGH else 1)


def _tokens(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if piece.isascii() and piece.isalpha():
            yield from syllables_of(piece, _SYLLABLES) or (piece,)
        elif piece != " ":
            yield piece


def _heard(token: str) -> frozenset[str]:
    return frozenset((loose(token),)) if token in _SYLLABLES else heard(token)


def _by_start() -> dict[tuple[str, ...], list[_Phrase]]:
    table: dict[tuple[str, ...], list[_Phrase]] = {}
    alone = dict.fromkeys(_SPELLED_ONLY.split("|"), True)
    for written, spelled_only in {**alone, **dict.fromkeys(_PHRASES.split("|"), False)}.items():
        keys = tuple(loose(SOUNDS[character][0]) for character in written)
        table.setdefault(keys[:2], []).append(_Phrase(keys, written, spelled_only))
    return table


_BY_START: Final = _by_start()
