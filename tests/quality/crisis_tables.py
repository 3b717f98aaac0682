"""Writes what was learned about danger as Python that people can read and compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

STEP: Final = 0.15
"""One point in the tables."""
_ON_A_LINE: Final = 43
"""Chinese characters; of Latin ones twice as many stand on a line."""


def characters_module(
    names: Sequence[str],
    weights: NDArray[np.float64],
    base: float,
    worths: NDArray[np.float64],
    worth_base: float,
) -> str:
    """Return the file of single characters, and of what signs are worth."""
    single = _levels(names, weights, lambda name: len(name) == 1)
    likeness, *signs = (round(float(one), 2) for one in worths)
    return _CHARACTERS.format(
        base=round(base, 2),
        step=STEP,
        likeness=likeness,
        signs=f"({', '.join(map(str, signs))})",
        worth_base=round(worth_base, 2),
        characters=_written(single, ""),
    )


def latin_module(names: Sequence[str], weights: NDArray[np.float64]) -> str:
    """Return the file of words in Latin letters, of numbers, and of pairs of them."""
    words = _levels(names, weights, lambda name: len(name) > 1 and not _is_pair(name))
    return _LATIN.format(words=_written(words, " "))


def pairs_module(names: Sequence[str], weights: NDArray[np.float64], *, against: bool) -> str:
    """Return the file of pairs of characters that speak for danger, or of those against it."""
    levels = _levels(names, weights, _is_pair)
    held = {level: pairs for level, pairs in levels.items() if (level < 0) == against}
    name, side = ("AGAINST", "against") if against else ("FOR", "for")
    return _PAIRS.format(name=name, side=side, pairs=_written(held, ""))


def _is_pair(name: str) -> bool:
    return len(name) == len("一二") and not name.isascii()


def _levels(
    names: Sequence[str], weights: NDArray[np.float64], belongs: Callable[[str], bool]
) -> dict[int, list[str]]:
    levels: dict[int, list[str]] = {}
    for name, weight in zip(names, weights.tolist(), strict=True):
        level = round(weight / STEP)
        if level and belongs(name):
            levels.setdefault(level, []).append(name)
    return levels


def _written(levels: dict[int, list[str]], between: str) -> str:
    wide = 2 * _ON_A_LINE if between else _ON_A_LINE
    return "\n".join(
        f"    {level}: {_wrapped(between.join(levels[level]), wide)}," for level in sorted(levels)
    )


def _wrapped(text: str, wide: int) -> str:
    if len(text) <= wide:
        return f'"{text}"'
    pieces = [text[start : start + wide] for start in range(0, len(text), wide)]
    return "(\n" + "\n".join(f'        "{piece}"' for piece in pieces) + "\n    )"


_CHARACTERS: Final = '''\
"""How much each character speaks for danger: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file from the messages there and in
`knowledge/`. One character says little; the characters of a whole message say much.
"""

from __future__ import annotations

from typing import Final

BASE: Final = {base}
"""The likeness of a message before any of its characters is counted."""
STEP: Final = {step}
"""What one point below is."""
LIKENESS: Final = {likeness}
"""What one unit of likeness is worth."""
SIGNS: Final = {signs}
"""What signs of danger are worth, in the order of `signals.signs`."""
WORTH_BASE: Final = {worth_base}
"""What every message is worth before its likeness and its signs."""
# fmt: off
CHARACTERS: Final = {{
{characters}
}}
'''
_LATIN: Final = '''\
"""How much words in Latin letters speak for danger: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file; `characters` says more.
"""

from __future__ import annotations

from typing import Final

# fmt: off
WORDS: Final = {{
{words}
}}
'''
_PAIRS: Final = '''\
"""How much pairs of characters speak {side} danger: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file; `characters` says more. Pairs of
the same points stand behind one another without a space.
"""

from __future__ import annotations

from typing import Final

# fmt: off
{name}: Final = {{
{pairs}
}}
'''
