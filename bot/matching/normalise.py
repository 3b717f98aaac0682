"""One spelling for every way of typing the same message.

Parents type full and half width, traditional characters, emoji, no punctuation or a lot of
it, invisible characters copied along, 二年级 or 2年级. Matching compares what is left when
all that is taken away. The result is stable: folding it again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from bot.matching.dialect import as_written_here
from bot.matching.scripts import from_taiwan

LONGEST: Final = 4096
"""Characters looked at; Telegram sends no longer message."""

_DIGITS: Final = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"两": "2"}
_COUNTED: Final = (
    "年级|点|分钟|小时|节课|节|天|门|科|个月|个|岁|周|次|块|元|道|遍|号|月|学期|课时|班"
)
_NUMBER = re.compile(
    rf"([一二两三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九])(?=(?:{_COUNTED}))"
)
_LATER_GRADES: Final = {
    "7年级": "初一",
    "8年级": "初二",
    "9年级": "初三",
    "10年级": "高一",
    "11年级": "高二",
    "12年级": "高三",
}
_LATER_GRADE = re.compile(r"(?<![0-9])(?:1[012]|[789])年级")
_FILLERS = re.compile(
    r"(?:老师|校长|领导|各位)?(?:你好|您好|好啊|早上好|晚上好|下午好)|"
    r"请问(?:一下)?|(?:我)?(?:想|要)?(?:咨询|请教|了解)(?:一下|下)?|"
    r"(?:我)?想问(?:一下|下|问)?|问一下|弱弱的问|麻烦(?:问)?(?:一下|下)?|"
    r"谢谢(?:您|你|老师|了)*|打扰(?:一下|了)|在吗|求助|^(?:hello|hi)(?![a-z])",
    re.MULTILINE,
)
_PLAIN = re.compile("[a-z0-9\u3400-\u4dbf\u4e00-\u9fff \n]*")
"""Text that consists of letters as they are compared; a second round finds nothing else."""
_SPACES = re.compile(" {2,}")
_INNER_SPACE = re.compile(r"(?<![a-z0-9]) +| +(?![a-z0-9])")
_SENTENCE_END = re.compile(r"[。！？!?；;\n…]+")
_PAUSE = re.compile(r"[，,、：:\s~～]+")
_LONG_CLAUSE: Final = 30
_SHORT_CLAUSE: Final = 5
_MOST_REMEMBERED: Final = 20_000
"""Characters: all that people type, and too few to fill the memory."""
_ROUNDS: Final = 6
"""Taking one thing away may uncover another; two rounds settle all but made-up text."""


def fold(text: str, simplify: Callable[[str], str] = from_taiwan) -> str:
    """Return the one spelling that messages and wordings are compared in.

    Args:
        text: Anything a person may type; only the first 4,096 characters count.
        simplify: Turns traditional into simplified characters.

    Returns:
        Small letters, digits and simplified characters, without punctuation, emoji,
        invisible characters and words of politeness; possibly empty.
    """
    return fold_all([text], simplify)[0]


def fold_all(texts: Iterable[str], simplify: Callable[[str], str] = from_taiwan) -> list[str]:
    """Fold many texts, each as `fold` does; together they take a third of the time."""
    folded = [text[:LONGEST].replace("\n", " ") for text in texts]
    open_rows = [row for row, text in enumerate(folded) if text]
    for _ in range(_ROUNDS):
        if not open_rows:
            break
        before = [folded[row] for row in open_rows]
        after = _lines_once("\n".join(before), simplify).split("\n")
        for row, text in zip(open_rows, after, strict=True):
            folded[row] = text
        changed = zip(open_rows, before, after, strict=True)
        open_rows = [row for row, was, now in changed if now != was and now]
    return folded


def clauses(text: str) -> list[str]:
    """Cut a message into the pieces that may each carry the question, in order.

    Sentences come whole; a sentence too long for one thought is cut at its commas, and
    crumbs are joined to the piece before them.
    """
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(text[:LONGEST]):
        parts = [sentence] if len(sentence) <= _LONG_CLAUSE else _PAUSE.split(sentence)
        for part in filter(None, (part.strip() for part in parts)):
            if pieces and len(part) < _SHORT_CLAUSE:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces


def _lines_once(text: str, simplify: Callable[[str], str]) -> str:
    """Take away and replace once in every line; no line comes or goes."""
    if not _PLAIN.fullmatch(text):
        text = _letters(unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize("NFKC", text)
    text = as_written_here(simplify(_SPACES.sub(" ", text)))
    text = _NUMBER.sub(_as_digits, text)
    text = _LATER_GRADE.sub(lambda match: _LATER_GRADES[match[0]], text)
    text = _FILLERS.sub("", text)
    return _INNER_SPACE.sub("", text)


def _letters(text: str) -> str:
    """Keep letters, digits and spaces; what is invisible leaves no gap."""
    return text.translate(_KEPT)


class _Kept(dict[int, str | None]):
    """What is left of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kind = unicodedata.category(character)
        kept: str | None = " "
        if kind[0] in "LN":
            kept = character
        elif kind in {"Cf", "Mn", "Me"}:
            kept = None
        if len(self) < _MOST_REMEMBERED:
            self[code] = kept
        return kept


_KEPT: Final = _Kept({ord("\n"): "\n"})


def _as_digits(match: re.Match[str]) -> str:
    tens, ten, ones = match[1].partition("十")
    if not ten:
        return _DIGITS[tens]
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))
