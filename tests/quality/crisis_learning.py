"""Learn how much each character speaks for danger: `python -m tests.quality.crisis_learning`.

A logistic regression over the characters a message has, after the sayings are taken out:
messages of people in danger on one side; on the other messages that only sound alike, and
thousands of parents' ordinary ones. Its weights, rounded, are written into
`bot/faq/crisis/characters.py`, so that recognising danger needs neither a file nor NumPy.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.faq.crisis.signals import ALARM, names_danger, without_sayings
from bot.faq.crisis.text import plain
from bot.yaml_loader import load_mapping, read_yaml

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
WRITTEN: Final = ROOT / "bot" / "faq" / "crisis" / "characters.py"
SEEN: Final = (HERE / "crisis.yaml", HERE / "crisis_practice.yaml")

_IN_DANGER, _ALIKE, _ORDINARY = 8.0, 3.0, 1.0
"""How much one message of each kind counts."""
_OFTEN: Final = 2
"""A character in fewer messages is not learned."""
_ROUNDS, _FAST, _SLOW, _SHRINK = 250, 0.15, 0.03, 1.0
_POINTS_EACH: Final = 1 / 0.7
"""Points that one unit of the regression's sum is worth beside the patterns' points."""
_AT_ALARM: Final = 1.5
"""The sum at which the characters alone raise the alarm."""
_STEP: Final = 0.2
_LONGEST: Final = 100
_ON_A_LINE: Final = 42

Numbers = NDArray[np.float64]


class Taught(NamedTuple):
    """Messages as rows: which characters each has, whether it is danger, and its count."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    shares: Numbers
    """For each character of each message one over the root of how many it has."""
    danger: Numbers
    counts: Numbers
    characters: list[str]


def danger_and_alike() -> tuple[list[str], list[str]]:
    """Return the messages of people in danger and those that only sound alike."""
    listed = [(part, read) for path in SEEN for part, read in load_mapping(path).items()]
    harmless = [str(one) for part, read in listed if "harmless" in part for one in _list(read)]
    danger = [str(one) for part, read in listed if "danger" in part for one in _list(read)]
    return danger, harmless


def ordinary() -> list[str]:
    """Return parents' ordinary messages and the wordings of every answer."""
    asked: list[str] = []
    for path in sorted((ROOT / "knowledge" / "practice").rglob("*.yaml")):
        asked += [str(row["q"]) for row in _list(read_yaml(path).value) if isinstance(row, dict)]
    for path in sorted((ROOT / "knowledge" / "faq").rglob("*.yaml")):
        entry = read_yaml(path).value
        if isinstance(entry, dict):
            asked += [str(one) for one in _list(entry.get("wordings", []))]
    return asked


def characters(message: str) -> frozenset[str]:
    """Return the characters other than letters that a message has once sayings are out."""
    said = without_sayings(plain(message))
    return frozenset(one for one in said if not one.isascii() or one.isdigit())


def taught() -> Taught:
    """Return all messages that are learned from."""
    danger, alike = danger_and_alike()
    known = {*danger, *alike}
    quiet = [
        one
        for one in ordinary()
        if len(one) <= _LONGEST and one not in known and not names_danger(plain(one))
    ]
    return as_taught(
        [(one, 1.0, _IN_DANGER) for one in danger]
        + [(one, 0.0, _ALIKE) for one in alike]
        + [(one, 0.0, _ORDINARY) for one in quiet]
    )


def as_taught(messages: list[tuple[str, float, float]]) -> Taught:
    """Return messages, 1 for danger or 0, and how much each counts, ready to learn from."""
    found = [characters(message) for message, _, _ in messages]
    often = Counter(character for one in found for character in one)
    names = sorted(character for character, times in often.items() if times >= _OFTEN)
    place = {character: at for at, character in enumerate(names)}
    listed = [sorted(place[one] for one in message if one in place) for message in found]
    return Taught(
        np.repeat(np.arange(len(listed)), [len(columns) for columns in listed]),
        np.array([column for columns in listed for column in columns]),
        np.array([len(columns) ** -0.5 for columns in listed for _ in columns]),
        np.array([danger for _, danger, _ in messages]),
        np.array([counts for _, _, counts in messages]),
        names,
    )


def learned(known: Taught) -> tuple[Numbers, float]:
    """Return each character's weight and the sum of a message without any (Adam's descent)."""
    weights = np.zeros(len(known.characters) + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, _ROUNDS + 1):
        slope = _slope(known, weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        rate = _FAST if turn < 0.7 * _ROUNDS else _SLOW
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-6)
        weights -= rate * step
    return weights[:-1], float(weights[-1])


def _slope(known: Taught, weights: Numbers) -> Numbers:
    each = known.shares * weights[known.columns]
    sums = np.bincount(known.rows, each, len(known.danger)) + weights[-1]
    wrong = (1 / (1 + np.exp(-sums)) - known.danger) * known.counts
    down = known.shares * wrong[known.rows]
    slope = np.bincount(known.columns, down, len(weights)) + _SHRINK * weights
    slope[-1] = wrong.sum()
    return slope


def module(names: list[str], weights: Numbers, base: float) -> str:
    """Return the Python file that keeps the weights as points."""
    levels: dict[int, str] = {}
    for name, weight in zip(names, weights.tolist(), strict=True):
        level = round(weight * _POINTS_EACH / _STEP)
        levels[level] = levels.get(level, "") + name
    lines = [f"    {level}: {_wrapped(levels[level])}," for level in sorted(levels) if level]
    points = round(ALARM + (base - _AT_ALARM) * _POINTS_EACH, 2)
    return _MODULE.format(base=points, step=_STEP, levels="\n".join(lines))


def _wrapped(text: str) -> str:
    if len(text) <= _ON_A_LINE:
        return f'"{text}"'
    pieces = [text[start : start + _ON_A_LINE] for start in range(0, len(text), _ON_A_LINE)]
    return "(\n" + "\n".join(f'        "{piece}"' for piece in pieces) + "\n    )"


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


_MODULE: Final = '''\
"""How much each character speaks for danger, or against it: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file from the messages there and in
`knowledge/`. One character says little; the characters of a whole message say much.
"""

from __future__ import annotations

from typing import Final

BASE: Final = {base}
"""The points of a message before any of its characters is counted."""
_STEP: Final = {step}
# fmt: off
_STEPS: Final = {{
{levels}
}}
# fmt: on
POINTS: Final = {{
    character: steps * _STEP for steps, listed in _STEPS.items() for character in listed
}}
"""The sum over a message's characters is divided by the root of their number."""
'''

if __name__ == "__main__":
    known = taught()
    WRITTEN.write_text(module(known.characters, *learned(known)), encoding="utf-8")
