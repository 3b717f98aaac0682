"""How long the knowledge takes to load, cold and from the cache, and how much memory it adds.

    .venv/bin/python -m benchmarks.knowledge

Every figure comes from a process of its own, as after typing a command: cold with an empty
cache folder, then from what was kept. The time runs from asking for the answers until the
set is there; imports are not counted, they are a start's own matter. Memory is what VmRSS
(Linux) grows by from before the answers' modules are imported, and matching's libraries
with them (NumPy, OpenCC, RapidFuzz), until a hundred questions have been answered.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TIMES = 9
COLD, CACHED, ADDED = 300, 50, 60
"""The bars: milliseconds, milliseconds, megabytes."""

ONE_LOAD = """
import gc, json, time
from datetime import date
from pathlib import Path
import pydantic, structlog, yaml
import bot.config

def held():
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024

before = held()
from bot.faq.sets.cache import load_answers
from bot.i18n.languages import Language
imported = held()
began = time.perf_counter()
answers = load_answers(bot.config.packaged_knowledge(), lambda: date(2026, 11, 22))
spent = time.perf_counter() - began
for entry in list(answers.snapshot.entries.values())[:100]:
    answers.ask(entry.wordings[-1], grade=None, language=Language.ZH_HANS)
gc.collect()
print(json.dumps([spent * 1000, imported - before, held() - before]))
"""


def loads(times: int, *, cold: bool) -> list[tuple[float, float, float]]:
    """Load in fresh processes; return milliseconds, and megabytes of the imports and in all."""
    found = []
    with tempfile.TemporaryDirectory() as kept:
        for _ in range(times + 1):
            with tempfile.TemporaryDirectory() as empty:
                where = {**os.environ, "XDG_CACHE_HOME": empty if cold else kept}
                out = subprocess.run(
                    [sys.executable, "-c", ONE_LOAD],
                    env=where,
                    cwd=Path(__file__).parents[1],
                    check=True,
                    capture_output=True,
                ).stdout
            found.append(tuple(json.loads(out.splitlines()[-1])))
    return found[1:]


def main() -> None:
    for name, cold, bar in (("cold", True, COLD), ("from the cache", False, CACHED)):
        runs = loads(TIMES, cold=cold)
        spent, imported, added = ([run[part] for run in runs] for part in range(3))
        print(f"{name}: median {statistics.median(spent):.0f} ms of {TIMES}, "
              f"best {min(spent):.0f} ms, worst {max(spent):.0f} ms; bar {bar} ms")  # fmt: skip
        print(f"  memory added: {statistics.median(added):.0f} MB, of that "
              f"{statistics.median(imported):.0f} MB modules; bar {ADDED} MB")  # fmt: skip


if __name__ == "__main__":
    main()
