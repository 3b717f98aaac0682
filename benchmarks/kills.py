"""Pull the plug fifty times amid broadcasts, and count who was lost and who was told twice.

    .venv/bin/python -m benchmarks.kills
    .venv/bin/python -m benchmarks.kills --kills 10 --in-flight 16 --seed 7

A dispatcher in a process of its own sends to 2,000 parents and is killed with -9 at a random
moment, then another takes over, until it has happened so often; when a broadcast ends earlier
the next begins. The promise: nobody is lost, and each kill repeats at most the sends that were
claimed and not yet written down, which are never more than `delivery.in_flight`. With the rule
“never twice” nobody is told twice, and who is in doubt is listed.
"""

from __future__ import annotations

import argparse
import asyncio

from benchmarks.broadcast_unlimited import databases
from benchmarks.comparison import bar, heading, table
from bot.delivery.model import State, WhenUnsure
from bot.storage import migrate
from bot.storage.database import Database
from tests.support.plug import Account, pull_the_plug

IN_FLIGHT = (16, 128)


async def drill(url: str, options: argparse.Namespace, in_flight: int) -> Account:
    database = Database(url)
    await migrate.upgrade(database)
    school, rule = range(1, options.recipients + 1), WhenUnsure(options.rule)
    try:
        return await pull_the_plug(
            database, url, school, options.kills, in_flight, options.seed, rule
        )
    finally:
        await database.close()


def measure(options: argparse.Namespace) -> None:
    """Drill on both databases, and hold what happened against the promise."""
    rows: list[tuple[object, ...]] = []
    heading(f"{options.kills} kills amid broadcasts to {options.recipients:,}, {options.rule}")
    with databases() as made:
        for store, new_database in made.items():
            for in_flight in options.in_flight:
                one = asyncio.run(drill(new_database(), options, in_flight))
                name, most = f"{store}, {in_flight} in flight", max(one.kills)
                listed = one.counts[State.AMBIGUOUS]
                rows.append((name, len(one.kills), one.lost, one.doubled, sum(one.kills), most,
                             listed))  # fmt: skip
                judge(name, one, options.rule, in_flight)
    heads = ("", "kills", "lost", "doubled", "on the way, all", "at most", "listed ambiguous")
    table(heads, rows)


def judge(name: str, one: Account, rule: str, in_flight: int) -> None:
    """Print what was promised and what happened."""
    never_twice = rule == WhenUnsure.LEAVE
    lost = max(0, one.lost - one.counts[State.AMBIGUOUS]) if never_twice else one.lost
    bar(f"{name}, lost", lost, 0, at_most=True)
    bar(f"{name}, on the way at any kill", max(one.kills), in_flight, at_most=True)
    bar(f"{name}, told twice though not on the way", one.unexplained, 0, at_most=True)
    if never_twice:
        bar(f"{name}, told twice", one.doubled, 0, at_most=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Kill -9 amid broadcasts.")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--recipients", type=int, default=2000)
    parser.add_argument("--in-flight", type=int, nargs="+", default=list(IN_FLIGHT))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", choices=[rule.value for rule in WhenUnsure], default="resend")
    measure(parser.parse_args())
