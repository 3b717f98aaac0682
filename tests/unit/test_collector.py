"""Tests of what the search for garbage leaves out; in a process of its own, for it is shared."""

from __future__ import annotations

import subprocess
import sys

SCENE = """
import gc, weakref
from bot.collector import spare_what_stays

class Knot:
    def __init__(self): self.me = self

stays = [object() for _ in range(1000)], Knot()
spare_what_stays()
assert gc.get_freeze_count() > 1000
known = [weakref.ref(Knot()) for _ in range(100_000)]
alive = sum(one() is not None for one in known)
assert 0 < alive <= 60_000, alive
"""


def test_what_stays_is_spared_and_new_garbage_is_found() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCENE], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
