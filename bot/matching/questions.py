"""Where one message asks several things, and where it leans on what was said before.

Both are read from the words alone: 还有, 另外 and question marks part questions, a short
那初中呢 has no meaning of its own.
"""

from __future__ import annotations

import re
from typing import Final

from bot.matching.normalise import fold

MOST_QUESTIONS: Final = 3
_LONGEST: Final = 90
"""Characters; a longer message is a story about one matter, whatever it asks at its end."""
_PARTS: Final = re.compile(
    "[。！？!?；;\n]+|[，,、 ]+(?=还有|另外|再问|顺便|其次|第二|以及|而且想问)"
    "|(?<=[吗呢么])[，, ]+|[123][、.)）]"
    # A comma parts two questions when both sides ask for themselves: 几点结束，手机能带吗.
    "|[，, ]+(?=[^，,。？?]{2,12}[吗么呢][？?。!！]*$)"
)
_QUESTION: Final = re.compile(
    "[吗么呢啥谁哪几]|怎|如何|多少|什么|能不能|可不可以|能否|是否|有没有|行不行|要不要|必须|合法|合规|可以.{0,4}$"
)
_LINK: Final = re.compile(
    "^(?:还有就是|还有|另外|再问一下|再问|顺便问一下|顺便问|顺便|其次|第二|以及)[，, ]*"
)
_LEANING: Final = re.compile("^(?:那|这|要是|如果|还有|它|他们|这个|那个|哪|也|还)|呢$|^.{1,6}$")
_LONGEST_LEANING: Final = 12
_VERY_SHORT: Final = 8
_LINKED: Final = re.compile("^(?:那么?|这|要是|如果|还有|换成)|呢$")


def questions_in(message: str) -> list[str]:
    """Cut a message into its questions; a message with one question comes whole.

    What is told between two questions belongs to the one that follows.
    """
    if len(message) > _LONGEST:
        return [message]
    questions: list[str] = []
    told = ""
    for part in filter(None, map(str.strip, _PARTS.split(message))):
        text = _LINK.sub("", part)
        if _QUESTION.search(text):
            questions.append(f"{told}，{text}" if told else text)
            told = ""
        else:
            told = f"{told}，{text}" if told else text
    if told and questions:
        questions[-1] += f"，{told}"
    return questions if 1 < len(questions) <= MOST_QUESTIONS else [message]


def may_lean(message: str) -> bool:
    """Say whether a message is short enough to lean on the last answer."""
    folded = fold(message)
    return 0 < len(folded) <= _LONGEST_LEANING and bool(
        _LEANING.search(folded) or len(folded) <= _VERY_SHORT
    )


def surely_leans(message: str) -> bool:
    """Say whether a message says itself that it goes on: 那初中呢."""
    folded = fold(message)
    return 0 < len(folded) <= _LONGEST_LEANING and bool(_LINKED.search(folded))
