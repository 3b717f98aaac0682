"""In which of our languages a message is written, for people who never chose one.

A stranger's app says little: grandparents use a phone set up by somebody else, families
abroad an English one. What they type says more. Three questions are asked of the letters
alone: are there Chinese characters, are they the traditional ones, and are Latin letters
pinyin or English words. Where the letters do not tell, what was known before holds.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import filterfalse
from typing import Final

from bot.i18n.languages import Language
from bot.matching.scripts import to_simplified
from bot.matching.sounds import CHARACTERS

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_COMMON_HAN: Final = range(0x4E00, 0xA000)
_NO_WORDS: Final = re.compile(r"\S+://\S+|\S+@\S+|@\w+|\b\w*[0-9_]\w*\b", re.ASCII)
_WORD: Final = re.compile("[a-z]+(?:'[a-z]+)?")
_LONGEST_SYLLABLE: Final = max(map(len, CHARACTERS))
_LEAST_ENGLISH: Final = 4
"""Letters; shorter words such as ok and app are typed in any language."""
_LEAST_PINYIN: Final = 6
_ENGLISH_SHARE: Final = 0.3
"""He, she, me, can and long are pinyin too; a message of several words has others beside them."""


def written_in(text: str, otherwise: Language) -> Language:
    """Say in which language to answer a message; Chinese as soon as it holds Chinese.

    Args:
        text: Anything a person may type.
        otherwise: What to take when the letters do not tell, such as the app's language.
    """
    if _HAN.search(text):
        return _chinese(text, otherwise)
    words = _WORD.findall(_NO_WORDS.sub(" ", text).casefold())
    letters = sum(map(len, words))
    english = sum(len(word) for word in words if not _is_pinyin(word))
    if english >= _LEAST_ENGLISH and english >= _ENGLISH_SHARE * letters:
        return Language.EN
    if otherwise is Language.EN and not english and letters >= _LEAST_PINYIN:
        return Language.ZH_HANS
    return otherwise


def _chinese(text: str, otherwise: Language) -> Language:
    """Tell the scripts apart by the characters that only one of them has.

    A traditional one among many simplified ones is a name or a slip.
    """
    traditional, simplified = _characters()
    old = sum(character in traditional for character in text)
    new = sum(character in simplified for character in text)
    if old and 2 * old >= new:
        return Language.ZH_HANT
    if new or otherwise is Language.EN:
        return Language.ZH_HANS
    return otherwise


def _is_pinyin(word: str) -> bool:
    """Say whether a word can be cut into syllables, looking at each letter once."""
    ends = {0}
    for end in range(1, len(word) + 1):
        begins = range(max(0, end - _LONGEST_SYLLABLE), end)
        if any(begin in ends and word[begin:end] in CHARACTERS for begin in begins):
            ends.add(end)
    return len(word) in ends


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only traditional and that only simplified text has.

    Simplifying turns rare forms into common ones too (眞 into 真), and two characters into one
    of them (後 into 后); what Big5 has, which Taiwan and Hong Kong type, is good traditional.
    """
    everything = "\n".join(map(chr, _COMMON_HAN))
    pairs = zip(everything.split("\n"), to_simplified(everything).split("\n"), strict=True)
    changed = {old: new for old, new in pairs if old != new}
    return frozenset(changed), frozenset(filterfalse(_is_in_big5, changed.values()))


def _is_in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
