"""Cries for help in words typed by ear: 割碗, 青生的念头, 安绵药, bu xiang huo.

Whoever types such a message is in no state to correct it. A phrase is heard where a message
holds its syllables and most of its characters; it is then written as it was meant and the
message is looked at again. Real words that sound like a phrase (遗树 is a last letter,
艺术 is a lesson) share too few characters with it or stand in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.matching.sounds import CHARACTERS, SOUNDS, heard, loose, syllables_of

_PHRASES: Final = (
    "不想活|想自杀|要自杀|自杀|自残|割腕|割手腕|割自己|轻生|轻生的|轻生念头|遗书|写遗书|留遗书|写好遗书"
    "|跳楼|想跳楼|要跳楼|跳下去|往下跳|从楼上跳|站在天台|爬到天台|爬上天台|爬到天台上|爬到楼顶|楼上跳下"
    "|吞了安眠药|吃了安眠药|安眠药|喝农药|喝了农药|吞药|叫不醒|一了百了|结束生命|自己的生命|结束自己|结束一切"
    "|活不下去|活够了|活腻了|活着没意思|活着没意义|不如死了|不如去死|不想活了|不配活|活着太累|划自己的手腕"
    "|想消失|撑不下去|撑不住了|生无可恋|伤害自己|自我伤害|划自己的手"
    "|拿皮带抽|皮带抽|衣架打|烟头烫|虐待|被虐待|家暴打|天天家暴|被家暴|又家暴|总家暴|打得鼻青脸肿|鼻青脸肿"
    "|掐脖子|掐她脖子|掐他脖子|掐我脖子|强奸|被强奸|猥亵|性侵|被性侵|性骚扰|动手动脚|摸下面|摸我下面"
    "|摸她下面|摸大腿|摸她大腿|摸我大腿|摸胸|裸照|拍裸照|霸凌|被霸凌|校园暴力|殴打|围殴|被殴打|摸女儿下面"
    "|被人捅|拿刀捅|捅人|拿刀砍|砍人|去砍人|杀了我|杀了他|打住院|打死我|打死他|打得住院"
    "|离家出走|女儿失踪|孩子失踪|儿子失踪|救命|绑架|勒索|楼上掉下|被欺凌|喝敌敌畏|百草枯|上吊|想上吊"
    "|绝食|扒裤子|扒衣服|脱裤子|打骨折|同归于尽|不想活着|死了算了|没有活下去|摸我女儿|吞了整瓶药|喝敌敌畏|性骚扰|摸我孩子"
)
_REAL: Final = re.compile(
    "割[完晚]|[条调]楼|跳[喽漏露]|[一已以意义艺移异医衣依宜议易译]书|遗[属述数]|自[沙傲传查]|紫砂|只杀|向上|"
    "[轻青清]声|请生|[大人国全公专出住合收回在]家[报保]|家[报包抱宝][名班价告]|虐大|课要|"
    "强[健建减间见件检剪]|偶打|[八把吧]零|性[情请]|[通看同统童痛]人|看了人|人[看砍]|就[明名]|不响或|"
    "不像[话活火]|不想[或货获](?!了)|意思[量]|接受|[想像响享向][四思私似丝斯司]|去[私四思]|去寺[庙院里]|[摸莫模磨]熊|"
    "巴凌|勤奋|失[重众终]|绝[实时世]|[起给]死|打[四死][个张页]|跳[下夏]去水|动手动脑|[向以]上[调掉]|"
    "[校学]园[报抱]|自[杂在宰]|各[完万]|个[完万晚]"
)
"""Real words that sound like a phrase."""

_PIECE: Final = re.compile("[a-z]+|.")
_ENOUGH: Final = 4
"""From so many characters on two may be wrong."""
_SPELLED: Final = 3
"""So many syllables in letters alone are clear enough."""
_SYLLABLES: Final = frozenset(CHARACTERS)

Readings = list[frozenset[str]]


def rewritten(plain: str) -> Iterator[str]:
    """Yield a message as it may have been meant, once for each phrase heard in it.

    Args:
        plain: Small letters and simplified characters, no punctuation.
    """
    tokens = list(_tokens(plain))
    readings = [_heard(token) for token in tokens]
    for start, first in enumerate(readings):
        for sound in first:
            for keys, phrase in _BY_FIRST.get(sound, ()):
                end = start + len(keys)
                if _is_meant(tokens[start:end], readings[start:end], keys, phrase):
                    around = "".join(tokens[max(0, start - 1) : end + 1])
                    if not _REAL.search(around):
                        yield "".join((*tokens[:start], phrase, *tokens[end:]))


def _is_meant(written: list[str], readings: Readings, keys: tuple[str, ...], phrase: str) -> bool:
    if len(written) != len(keys) or "".join(written) == phrase:
        return False
    if not all(key in heard for key, heard in zip(keys, readings, strict=True)):
        return False
    letters = sum(token.isascii() for token in written)
    if letters == len(written):
        return letters >= _SPELLED
    pairs = zip(written, phrase, strict=True)
    wrong = sum(one != other and not one.isascii() for one, other in pairs)
    return wrong <= (2 if len(phrase) >= _ENOUGH else 1)


def _tokens(plain: str) -> Iterator[str]:
    for piece in _PIECE.findall(plain):
        if piece.isascii() and piece.isalpha():
            yield from syllables_of(piece, _SYLLABLES) or (piece,)
        elif piece != " ":
            yield piece


def _heard(token: str) -> frozenset[str]:
    return frozenset((loose(token),)) if token in _SYLLABLES else heard(token)


def _by_first() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in dict.fromkeys(_PHRASES.split("|")):
        keys = tuple(loose(SOUNDS[character][0]) for character in phrase)
        table.setdefault(keys[0], []).append((keys, phrase))
    return table


_BY_FIRST: Final = _by_first()
