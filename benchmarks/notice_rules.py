"""How long the check of a notice takes: ordinary notices, and texts made to be slow.

    .venv/bin/python -m benchmarks.notice_rules

The rules are those the project ships. A check runs while its author waits for the preview, and
in the process that answers parents, so no text may keep it. Each text has 4,096 characters.
"""

from __future__ import annotations

from time import perf_counter

from benchmarks.comparison import bar, heading, median, table
from tests.support.notice_rules import at_clock, examples, shipped_rules

LENGTH, TURNS = 4096, 20
USUAL_BAR, WORST_BAR = 5.0, 50.0
EQUAL = ("一", "打", "请", "1", "，", "\n", "王", "不", "a", " ", "作")
FULL = ("请家长批改作业", "张小明98、", "不得", "13812345678 ", "周六补课")


def milliseconds(text: str) -> float:
    """Return what one check takes, the median of many."""
    spent = []
    for _ in range(TURNS):
        began = perf_counter()
        shipped_rules().findings(text[:LENGTH], at_clock("12:00"))
        spent.append((perf_counter() - began) * 1000)
    return median(spent)


def measure() -> None:
    """Check each kind of text."""
    allowed = "\n".join(one.text for one in examples("seen") if not one.rules)
    usual = milliseconds(allowed)
    worst = {repr(piece): milliseconds(piece * LENGTH) for piece in (*EQUAL, *FULL)}
    worst["every example"] = milliseconds("\n".join(one.text for one in examples("seen")))
    heading("Holding a notice of 4,096 characters against the rules")
    rows = [("honest notices", f"{usual:.1f}")]
    rows += [(f"only {name}", f"{each:.1f}") for name, each in worst.items()]
    table(("text", "milliseconds"), rows)
    bar("honest notices, ms", usual, USUAL_BAR, at_most=True)
    bar("the slowest text, ms", max(worst.values()), WORST_BAR, at_most=True)


if __name__ == "__main__":
    measure()
