"""Which questions are the same one. Pure.

Two questions that are taken for one could show a sentence to editors that fewer than three
families asked, so this errs on the side of two groups: what is asked about must be nearly the
same characters, and what is asked of it (how much, when, whether one must) may not differ.
Figures are kept by a test, on pairs written for it and on the wordings of the answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.matching.grades import Span, span_in
from bot.matching.normalise import fold

ALIKE: Final = 0.72
"""From so much likeness on, two questions are one."""
_SHORTEST: Final = 3
"""Characters; of less than these nothing can be said, and only the same words are alike."""
_FIRST_LOOK: Final = 0.25
"""Share of characters in common below which a closer look is not worth its time."""

_SMALL_WORDS: Final = re.compile(
    "能不能|可不可以|是不是|有没有|可以|需要|必须|一定要|一定|怎么办|怎么|为什么|凭什么|什么时候|什么|哪里|哪儿|在哪|"
    "到哪|多少钱|多少|多久|几天|学校|孩子|我家|我们|咱们|娃|这次|这学期|一下|一会儿|会儿|允许|"
    "[的了吗呢啊得要能会是在有给去到上里再还没就都发]"
)
_ASKED: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "price": "多少钱|几多钱|收费|几块|费用|贵",
        "when": "什么时候|几号|几点|啥时候|哪天|何时",
        "where": "哪里|哪儿|在哪|到哪|哪能",
        "must": "必须|一定要|非.{1,4}不可|不.{1,3}行|可以不|能不能不|不想|强制|能不.{1,3}吗",
        "why": "为什么|凭什么|为啥",
        "how long": "多久|多长|几天|几个月|几小时",
        "how many": "几本|几个|几次|几套|几门",
    }.items()
}

_COMMONEST: Final = frozenset(
    "不课学作班业家老师1一个说机时中教点天小费写后管构补年长人考规让几习来我分级减晚收服子务校高报看算外2下训着双期生初培数"
)
_COMMON: Final = frozenset(
    "合假想周间交打定开全钱哪自半放法科手谁语大每题用育名理多延回三完讲行3儿这a文托成书那留卷门0话睡跟"
    "被违5公面做电末单试罚前对样过国钟出i群查线e退才暑二办字好找也五加节证头早日月口同网午十带表导英只"
)
"""What parents write all the time says least about what they ask; counted over all wordings."""
_WEIGHTS: Final = {**dict.fromkeys(_COMMON, 0.65), **dict.fromkeys(_COMMONEST, 0.4)}

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class _Question:
    """A question as it is compared: its own characters, what is asked, and for which grades."""

    look: frozenset[str]
    folded: str
    letters: Counter[str]
    weight: float
    asked: frozenset[str]
    grades: Span | None


class Comparison:
    """Holds questions against the kept ones, and remembers how those are read.

    Reading a sentence takes fifty times as long as a look at one that was read. What is kept
    no more is not remembered either.
    """

    def __init__(self) -> None:
        self._read: Mapping[str, _Question] = {}

    def nearest(self, sentence: str, kept: Iterable[tuple[_Key, str]]) -> _Key | None:
        """Return the group that a scrubbed sentence belongs to, None if it is a new question.

        Args:
            sentence: The question.
            kept: All sentences of all groups, each with its group; may come in any order.
        """
        known = list(kept)
        read = {text: self._read.get(text) or _read(text) for _, text in known}
        self._read = read
        return _nearest(_read(sentence), ((key, read[text]) for key, text in known))


def nearest(sentence: str, kept: Iterable[tuple[_Key, str]]) -> _Key | None:
    """Return the group that a scrubbed sentence belongs to, None if it is a new question."""
    return Comparison().nearest(sentence, kept)


def likeness(one: str, other: str) -> float:
    """Return how far two questions are the same, 0 to 1; from `ALIKE` on they are."""
    return _likeness(_read(one), _read(other))


def representative(sentences: Sequence[str]) -> str:
    """Return the sentence that is nearest to all others; of equal ones the shortest."""
    return max(
        sentences,
        key=lambda one: (sum(likeness(one, other) for other in sentences), -len(one), one),
    )


def _nearest(question: _Question, kept: Iterable[tuple[_Key, _Question]]) -> _Key | None:
    look, best, found = question.look, ALIKE, None
    for key, other in kept:
        if len(look & other.look) < _FIRST_LOOK * min(len(look), len(other.look)):
            continue
        alike = _likeness(question, other)
        if alike > best or (found is None and alike >= best):
            best, found = alike, key
    return found


def _read(sentence: str) -> _Question:
    folded = fold(sentence)
    letters = Counter(_SMALL_WORDS.sub("", folded))
    asked = frozenset(name for name, words in _ASKED.items() if words.search(folded))
    look = frozenset(sentence)
    return _Question(look, folded, letters, _weight(letters), asked, span_in(sentence))


def _likeness(one: _Question, other: _Question) -> float:
    if one.folded == other.folded:
        return 1.0
    if one.asked and other.asked and not one.asked & other.asked:
        return 0.0
    if one.grades and other.grades and one.grades != other.grades:
        return 0.0
    if min(one.letters.total(), other.letters.total()) < _SHORTEST:
        return 0.0
    return 2 * _weight(one.letters & other.letters) / (one.weight + other.weight)


def _weight(letters: Counter[str]) -> float:
    return sum(_WEIGHTS.get(letter, 1.0) * count for letter, count in letters.items())
