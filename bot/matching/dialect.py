"""Words of Hong Kong, Taiwan and the provinces, as the wordings say them.

The left words are written in simplified characters: a message is simplified before they
are looked for. Only words that mean nothing else in writing from elsewhere are here.
"""

from __future__ import annotations

import re
from typing import Final

_SAID: Final = {
    "点解": "为什么", "点样": "怎样", "点算": "怎么办", "点办": "怎么办", "乜嘢": "什么",
    "做乜": "为什么", "边个": "谁", "边度": "哪里", "几多钱": "多少钱", "几多": "多少",
    "而家": "现在", "细路仔": "孩子", "细路": "孩子", "小朋友": "孩子", "返学": "上学",
    "返屋企": "回家", "屋企": "家里", "功课": "作业", "得唔得": "行不行", "可唔可以": "可不可以",
    "使唔使": "要不要", "系咪": "是不是", "系唔系": "是不是", "有冇": "有没有", "默书": "听写",
    "打机": "玩游戏", "瞓觉": "睡觉", "训觉": "睡觉", "食饭": "吃饭", "安亲班": "托管班",
    "课后照顾班": "课后服务", "课后照顾": "课后服务", "课照班": "课后服务",
    "课后留园": "课后服务", "国小": "小学", "国中": "初中", "手提电话": "手机",
    "智能手表": "电话手表", "联络簿": "家校联系本", "平板电脑": "平板", "萤幕": "屏幕",
    "网路": "网络", "冷气": "空调", "段考": "期中考试", "补习老师": "家教",
    "投诉热线": "投诉电话", "检举": "举报", "退款": "退费", "晓得": "知道", "咋整": "怎么办",
    "咋办": "怎么办", "咋个": "怎么", "咋样": "怎么样", "咋": "怎么", "中不中": "行不行",
    "要得不": "行不行", "得行不": "行不行", "得不得行": "行不行", "为啥": "为什么",
    "干啥": "干什么", "有啥": "有什么", "啥时候": "什么时候", "啥": "什么", "莫得": "没有",
    "冇得": "没有", "咁": "这么", "俺": "我", "嘅": "的", "咗": "了", "唔": "不", "冇": "没有",
    "喺": "在", "佢": "他", "啲": "些", "嗰": "那", "嚟": "来", "攰": "累", "畀": "给",
    "睇": "看", "瞓": "睡", "嘢": "东西", "系度": "在",
}  # fmt: skip
_ANY: Final = re.compile("|".join(sorted(_SAID, key=len, reverse=True)))
_MISHEARD_QUESTION: Final = re.compile(
    "(?<![爸大姨姑舅干后奶老我他她你的妈宝和跟找问给叫是当])妈$"
)
"""收钱妈: a question that was typed by ear, where no mother can be meant."""


def as_written_here(simplified: str) -> str:
    """Return simplified text with regional words replaced by the usual ones."""
    said = _ANY.sub(lambda match: _SAID[match[0]], simplified)
    return _MISHEARD_QUESTION.sub("吗", said)
