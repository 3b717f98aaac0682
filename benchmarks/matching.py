"""What one answer costs, side by side with RapidFuzz's ready-made search.

Repeat it with

    .venv/bin/python benchmarks/matching.py

It prints milliseconds per question (median and 99th percentile) and questions a second on one
core at 140 questions with 2,000, 4,000 and 20,000 wordings (there without RapidFuzz's slow
search), from the knowledge folder and, where that holds fewer, variations of its wordings.
Messages are the project's own: short ones and whole letters; the learned points are in use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from bot.faq.files.loader import load
from bot.faq.learning.learned import read_points, read_tuning
from bot.faq.learning.material import read_material
from bot.faq.scoring import read_labelled
from bot.matching.calibration import Material
from bot.matching.decision import judge
from bot.matching.index import Group, Index
from bot.matching.normalise import fold

ROOT = Path(__file__).parents[1]
QUESTIONS = 140
SIZES = (2_000, 4_000, 20_000)
LARGEST_FOR_OTHERS = 4_000
ROUNDS = 3
TURNS = (
    "",
    "请问一下",
    "孩子",
    "我们学校",
    "老师说",
    "想知道",
    "怎么办",
    "可以吗",
    "谁管",
    "有规定吗",
)


def main() -> None:
    folder = ROOT / "knowledge"
    material = read_material(folder, load(folder))
    tuning, points = read_tuning(folder), read_points(folder)
    asked = [one.q for one in read_labelled(ROOT / "tests" / "quality" / "questions.yaml")]
    asked += [lesson.message for lesson in material.practice[::5]]
    letters = sum(len(message) > 60 for message in asked)
    print(f"{len(asked)} messages, {letters} of them letters, {ROUNDS} rounds")
    for size in SIZES:
        groups = grown(material, QUESTIONS, size)
        begun = perf_counter()
        index = Index(groups, material.words, points)
        built = perf_counter() - begun
        count = len(index.wordings)
        print(f"\n{len(groups)} questions, {count} wordings (built in {built * 1000:.0f} ms)")

        def ours(message: str, index: Index = index) -> None:
            judge(index, index.evidence(message), tuning)

        report("Jiaxiao, the whole decision", ours, asked)
        folded = [fold(wording) for wording in index.wordings]

        def ready(message: str, folded: Sequence[str] = folded) -> None:
            process.extractOne(message, folded, scorer=fuzz.WRatio)

        def raw(message: str, folded: Sequence[str] = folded) -> None:
            process.cdist([message], folded, scorer=fuzz.ratio).argmax()

        if size <= LARGEST_FOR_OTHERS:
            report("RapidFuzz extractOne(WRatio)", ready, asked)
        report("RapidFuzz cdist(ratio)", raw, asked)


def grown(material: Material, questions: int, wordings: int) -> list[Group]:
    """Return exactly so many questions and wordings, by dropping or varying."""
    groups = sorted(material.groups, key=lambda group: not group.answered)[:questions]
    turned = cycle(
        (row, f"{turn}{wording}")
        for turn in TURNS[1:]
        for row, group in enumerate(groups)
        for wording in group.wordings
    )
    held = [list(group.wordings) for group in groups]
    while (count := sum(map(len, held))) > wordings:
        longest = max(held, key=len)
        del longest[-min(5, count - wordings) :]
    for row, wording in islice(turned, wordings - sum(map(len, held))):
        held[row].append(wording)
    return [
        Group(group.key, tuple(kept), group.answered)
        for group, kept in zip(groups, held, strict=True)
    ]


def report(name: str, work: Callable[[str], None], messages: Sequence[str]) -> None:
    """Print the median and the 99th percentile in milliseconds."""
    for message in messages[:20]:
        work(message)
    spent = []
    for _ in range(ROUNDS):
        for message in messages:
            begun = perf_counter()
            work(message)
            spent.append((perf_counter() - begun) * 1000)
    median, slowest = np.percentile(spent, [50, 99])
    rate = 1000 * len(spent) / sum(spent)
    print(f"  {name:<30} p50 {median:7.2f} ms   p99 {slowest:7.2f} ms {rate:8.0f}/s")


if __name__ == "__main__":
    main()
