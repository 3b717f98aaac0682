"""Learn what messages of people in danger are like: `python -m tests.quality.crisis_learning`.

A logistic regression over the characters and words a message has, and their pairs, after the
sayings are taken out: messages of people in danger on one side; on the other messages that
only sound alike, and thousands of parents' ordinary ones. A second, small one says how much
that likeness is worth beside the patterns, on messages the patterns were not mended for, each
seen by a likeness that has not learned from it. Both are written into
`bot/faq/crisis/`: `characters.py`, `latin.py`, `pairs_for.py` and `pairs_against.py`, so that
recognising danger needs neither a file nor NumPy.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum, unique
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.faq.crisis.likeness import share, terms
from bot.faq.crisis.signals import names_danger, signs, without_sayings
from bot.faq.crisis.text import plain
from bot.matching.sounds import SOUNDS
from bot.yaml_loader import load_mapping, read_yaml
from tests.quality.crisis_tables import characters_module, latin_module, pairs_module

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
MENDED_FOR: Final = (HERE / "crisis.yaml", HERE / "crisis_practice" / "mended.yaml")
"""What the patterns were mended for; they look better there than they are."""

_OFTEN: Final = 2
"""A term in fewer messages is not learned."""
_MOST_TERMS: Final = 15_000
"""Terms kept, those that decide the most; with 6,000 jokes raise more alarms."""
_ROUNDS, _FAST, _SLOW = 300, 0.3, 0.05
_SHRINK: Final = 0.1
_PARTS: Final = 5
_NEWTON_STEPS: Final = 25

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


@unique
class Kind(Enum):
    """What a message is; its value is how much one such message counts."""

    DANGER = 7.0
    ALIKE = 2.4
    ORDINARY = 1.6


class Message(NamedTuple):
    """A labelled message."""

    said: str
    """As `text.plain` leaves it, without sayings."""
    kind: Kind
    is_fair: bool
    """Whether no pattern was mended for it."""


class Taught(NamedTuple):
    """Messages as rows: which terms each has, whether it is danger, and its count."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    shares: Numbers
    danger: Numbers
    counts: Numbers
    names: list[str]

    def of(self, chosen: Truths) -> Taught:
        """Return the same with some messages only; the others count nothing."""
        held = chosen[self.rows]
        return self._replace(
            rows=self.rows[held],
            columns=self.columns[held],
            shares=self.shares[held],
            counts=self.counts * chosen,
        )


class Learned(NamedTuple):
    """What is written: a weight for each term, and what signs are worth beside their sum."""

    names: list[str]
    weights: Numbers
    base: float
    worths: Numbers
    """Of the likeness, and of each sign."""
    worth_base: float


def practice_files() -> list[Path]:
    """Return the files of messages that are learned from."""
    return [*MENDED_FOR[:1], *sorted((HERE / "crisis_practice").glob("*.yaml"))]


def danger_and_alike(paths: Iterable[Path] | None = None) -> tuple[list[str], list[str]]:
    """Return the messages of people in danger and those that only sound alike."""
    listed = [(part, read) for path in paths or practice_files() for part, read in _parts(path)]
    harmless = [one for part, read in listed if "harmless" in part for one in read]
    danger = [one for part, read in listed if "danger" in part for one in read]
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


def messages() -> list[Message]:
    """Return all messages that are learned from, each once."""
    danger, alike = danger_and_alike()
    mended_for = {message for side in danger_and_alike(MENDED_FOR) for message in side}
    # Some parents' messages do speak of danger; what patterns name is not taught as harmless.
    quiet = [text for text in ordinary() if not names_danger(plain(text))]
    found: dict[str, Message] = {}
    quiet += [*map(_as_pinyin, alike[::6]), *map(_as_pinyin, quiet[::20])]
    for listed, kind in ((danger, Kind.DANGER), (alike, Kind.ALIKE), (quiet, Kind.ORDINARY)):
        for text in listed:
            message = Message(_said(text), kind, text not in mended_for)
            found.setdefault(message.said, message)
    return list(found.values())


def as_taught(known: list[Message]) -> Taught:
    """Return messages ready to learn from."""
    found = [terms(message.said) for message in known]
    often = Counter(term for one in found for term in one)
    names = sorted(term for term, times in often.items() if times >= _OFTEN)
    place = {term: at for at, term in enumerate(names)}
    listed = [sorted(place[one] for one in held if one in place) for held in found]
    return Taught(
        np.repeat(np.arange(len(listed)), [len(columns) for columns in listed]),
        np.array([column for columns in listed for column in columns]),
        np.array(
            [
                share(len(held))
                for held, columns in zip(found, listed, strict=True)
                for _ in columns
            ]
        ),
        np.array([float(message.kind is Kind.DANGER) for message in known]),
        np.array([message.kind.value for message in known]),
        names,
    )


def fitted(known: Taught) -> Numbers:
    """Return each term's weight and, last, the sum of a message without any (Adam's descent)."""
    weights = np.zeros(len(known.names) + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, _ROUNDS + 1):
        slope = _slope(known, weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        rate = _FAST if turn < 0.7 * _ROUNDS else _SLOW
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-6)
        weights -= rate * step
    return weights


def sums(known: Taught, weights: Numbers) -> Numbers:
    """Return each message's sum of weights."""
    each = known.shares * weights[known.columns]
    found: Numbers = np.bincount(known.rows, each, len(known.danger)) + weights[-1]
    return found


def fewer(known: Taught, weights: Numbers) -> Taught:
    """Return the messages with only those terms that decide the most."""
    often = np.bincount(known.columns, minlength=len(known.names))
    decides = np.abs(weights[:-1]) * np.sqrt(often)
    kept = np.sort(np.argsort(-decides, kind="stable")[:_MOST_TERMS])
    place = np.full(len(known.names), -1)
    place[kept] = np.arange(len(kept))
    held = place[known.columns] >= 0
    return known._replace(
        rows=known.rows[held],
        columns=place[known.columns[held]],
        shares=known.shares[held],
        names=[known.names[at] for at in kept],
    )


def judged_apart(known: Taught) -> Numbers:
    """Return each message's sum by weights learned from the other messages."""
    part = np.random.default_rng(1).permutation(len(known.danger)) % _PARTS
    found = np.zeros(len(known.danger))
    for one in range(_PARTS):
        found[part == one] = sums(known, fitted(known.of(part != one)))[part == one]
    return found


def learned(known: list[Message]) -> tuple[Learned, Numbers]:
    """Learn from messages; also return what each is worth to who has not seen it."""
    taught = as_taught(known)
    taught = fewer(taught, fitted(taught))
    weights = fitted(taught)
    facts = np.column_stack([judged_apart(taught), [signs(one.said) for one in known]])
    fair = np.array([one.is_fair for one in known])
    worths = _newton(facts[fair], taught.danger[fair], taught.counts[fair])
    found = Learned(taught.names, weights[:-1], float(weights[-1]), worths[:-1], float(worths[-1]))
    return found, facts @ worths[:-1] + worths[-1]


def _newton(facts: Numbers, danger: Numbers, counts: Numbers) -> Numbers:
    """Fit a few worths and a base exactly; every worth is shrunk a little."""
    held = np.column_stack([facts, np.ones(len(facts))])
    weights, shrink = np.zeros(held.shape[1]), np.diag([1.0] * facts.shape[1] + [0.0])
    for _ in range(_NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-held @ weights))
        slope = held.T @ (counts * (chance - danger)) + shrink @ weights
        curve = (held.T * (counts * chance * (1 - chance))) @ held + shrink
        weights = weights - np.linalg.solve(curve, slope)
    return np.asarray(weights)


def _slope(known: Taught, weights: Numbers) -> Numbers:
    wrong = (1 / (1 + np.exp(-sums(known, weights))) - known.danger) * known.counts
    down = known.shares * wrong[known.rows]
    slope = np.bincount(known.columns, down, len(weights)) + _SHRINK * weights
    slope[-1] = wrong.sum()
    return slope


def _said(message: str) -> str:
    return without_sayings(plain(message))


def _as_pinyin(message: str) -> str:
    """Type a message in pinyin: people in danger do so in practice, so others must as well."""
    return " ".join(SOUNDS[one][0] if one in SOUNDS else one for one in message)


def _parts(path: Path) -> Iterator[tuple[str, list[str]]]:
    for part, read in load_mapping(path).items():
        yield part, [str(one) for one in _list(read)]


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def report(known: list[Message], worth: Numbers) -> Iterator[str]:
    """Say how many messages of each kind raise an alarm, from which worth on."""
    fair = np.array([one.is_fair for one in known])
    for least in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5):
        shares = ", ".join(
            f"{kind.name.lower()} {np.mean(worth[fair & _is(known, kind)] >= least):.2%}"
            for kind in Kind
        )
        yield f"from {least}: {shares}\n"


def _is(known: list[Message], kind: Kind) -> Truths:
    return np.array([one.kind is kind for one in known])


def main() -> None:
    """Learn and write."""
    known = messages()
    found, worth = learned(known)
    folder = ROOT / "bot" / "faq" / "crisis"
    (folder / "characters.py").write_text(characters_module(*found), "utf-8")
    (folder / "latin.py").write_text(latin_module(found.names, found.weights), "utf-8")
    for name, against in (("pairs_for.py", False), ("pairs_against.py", True)):
        written = pairs_module(found.names, found.weights, against=against)
        (folder / name).write_text(written, "utf-8")
    sys.stdout.writelines(report(known, worth))


if __name__ == "__main__":
    main()
