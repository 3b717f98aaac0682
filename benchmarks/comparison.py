"""What comparisons share: peers in processes of their own, medians, tables and bars."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import Request, urlopen

REPOSITORY = Path(__file__).parents[1]
PEERS = REPOSITORY / ".venv-peers/bin/python"
ADVICE = f"There is no {PEERS}; make it with `make peers`."

Result = TypeVar("Result")


@dataclass(frozen=True)
class Peer:
    """A peer's program in the background.

    Args:
        process: It, with JSON as the last it prints.
    """

    process: subprocess.Popen[str]

    def result(self) -> dict[str, float]:
        """Wait for its end and return what it prints."""
        out, err = self.process.communicate()
        if self.process.returncode:
            raise RuntimeError(err[-2000:])
        return dict(json.loads(out.splitlines()[-1]))


def start_peer(module: str, *arguments: object) -> Peer:
    """Start a program of `benchmarks.peers` with the packages of its own."""
    if not PEERS.exists():
        raise SystemExit(ADVICE)
    command = (str(PEERS), "-m", f"benchmarks.peers.{module}", *map(str, arguments))
    pipe = subprocess.PIPE
    return Peer(subprocess.Popen(command, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True))


def apart(function: Callable[..., Result], *arguments: object, **named: object) -> Result:
    """Call a function in a new process, so that runs leave nothing to each other."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **named).result()


def ask(address: str, body: object = None) -> Any:
    """Ask a stand-in something, or tell it; returns the JSON it answers."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(address, data, headers), timeout=900) as answer:
        return json.load(answer)


def median(values: Sequence[float]) -> float:
    """Return the middle one."""
    return statistics.median(values)


def share_within(values: Sequence[float], share: float) -> float:
    """Return what so large a share of values does not exceed; 0.99 is the 99th of 100."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads, the first column to the left."""
    texts = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[place]) for row in texts) for place in range(len(heads))]
    for row in texts:
        first, *rest = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *rest)), flush=True)


def bar(what: str, value: float, limit: float, *, at_most: bool = False, unit: str = "") -> None:
    """Print a figure beside its bar."""
    met = value <= limit if at_most else value >= limit
    sign, word = ("<=" if at_most else ">="), ("met" if met else "MISSED")
    print(f"{word:>6}: {what}: {value:,.2f}{unit}, bar {sign} {limit:,.2f}{unit}", flush=True)


def heading(title: str) -> None:
    """Print a title and how busy the machine is."""
    load = Path("/proc/loadavg")
    busy = f"; load {load.read_text().split()[0]}" if load.exists() else ""
    print(f"\n{title} ({time.strftime('%H:%M')}{busy})", flush=True)
