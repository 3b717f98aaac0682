"""How fast parents are answered, beside the peers: all at once, and at a steady rate.

    .venv/bin/python -m benchmarks.conversation
    .venv/bin/python -m benchmarks.conversation --late 50

Everybody polls `benchmarks.stand_in`. The peers answer each message with one stored text. Ours
does the same by the way every update takes through Jiaxiao (“the way alone”), and besides as
the whole service, which knows its parents from the database, finds the answer to a question
among all others and remembers the topic. Waits count from the moment a message was due.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop
import yaml
from pydantic import SecretStr
from telegram import Update
from telegram.ext import TypeHandler

from benchmarks.comparison import ask, bar, heading, median, share_within, start_peer, table
from benchmarks.stage import TOKEN, settings
from benchmarks.stand_in import a_stand_in
from bot import logs
from bot.chat import replies
from bot.chat.application import build, polls_of
from bot.chat.patience import Patience
from bot.chat.polling import Polling
from bot.chat.replies import Reply
from bot.collector import spare_what_stays
from bot.config import Telegram, load
from bot.running import serve

QUESTION = "课后服务可以不参加吗"
ANSWER = "课后服务由家长自愿选择，学校不得强制或者变相强制学生参加。"
ALL_AT_ONCE, ALL_AT_ONCE_LATE = 3000, 200
RATE, STEADY_SECONDS = 300, 10
PATIENCE = 120.0
PEERS = {"PTB, sequential": "ptb-sequential", "PTB, 256 at once": "ptb-256", "aiogram": "aiogram"}
THE_WAY, THE_WHOLE = "ours, the way alone", "ours, the whole service"


@dataclass(frozen=True)
class Figures:
    """What one bot reached.

    Args:
        rate: Updates a second when all write at once.
        median: Milliseconds within which half are answered at the steady rate.
        most: The same for 99 of 100.
    """

    rate: float
    median: float
    most: float


async def _echo(address: str) -> None:
    telegram = Telegram(token=SecretStr(TOKEN), base_url=f"{address}/bot")
    application = build(telegram, Patience())

    async def answer(update: Update, _context: object) -> None:
        assert update.effective_chat is not None
        await replies.send(application.bot, update.effective_chat.id, Reply(ANSWER))

    async def handle(update: Update) -> None:
        await application.update_processor.process_update(
            update, application.process_update(update)
        )

    application.add_handler(TypeHandler(Update, answer))
    spare_what_stays()
    async with application, polls_of(telegram) as polls:
        await Polling(application.bot, handle, polls).run()


async def _service(address: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(yaml.safe_dump(settings(f"{address}/bot", folder)), encoding="utf-8")
        await serve(load(config))


def _run_echo(address: str) -> None:
    uvloop.run(_echo(address))


def _run_service(address: str) -> None:
    logs.set_up()
    uvloop.run(_service(address))


OURS: dict[str, Callable[[str], None]] = {THE_WAY: _run_echo, THE_WHOLE: _run_service}


@contextmanager
def a_bot(name: str, address: str) -> Iterator[None]:
    """Let one of the bots answer in a process of its own."""
    if name in PEERS:
        peer = start_peer("answering", PEERS[name], address)
        try:
            yield
        finally:
            peer.process.kill()
            peer.process.communicate()
        return
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=OURS[name], args=(address,), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def let_write(address: str, count: int, per_second: float) -> list[float]:
    """Let people write; returns how long each has waited for the answer, in seconds."""
    ask(f"{address}/account")
    ask(f"{address}/write", {"text": QUESTION, "count": count, "per_second": per_second})
    deadline = time.monotonic() + PATIENCE
    while (found := ask(f"{address}/waits"))["unanswered"]:
        assert time.monotonic() < deadline, f"{found['unanswered']} were never answered"
        time.sleep(0.1)
    return list(found["waits"])


def try_out(name: str, late: float) -> Figures:
    """Measure one bot."""
    many = ALL_AT_ONCE_LATE if late else ALL_AT_ONCE
    rate = 15 if late else RATE
    with a_stand_in(late) as address, a_bot(name, address):
        let_write(address, 50, 25)  # It is up, and warm.
        at_once = let_write(address, many, 0)
        waits = let_write(address, rate * STEADY_SECONDS, rate)
    least, most = median(waits) * 1000, share_within(waits, 0.99) * 1000
    return Figures(many / max(at_once), least, most)


def measure(late: float, times: int) -> None:
    """Let all of them answer, in turns, and hold ours against the bars."""
    found: dict[str, list[Figures]] = defaultdict(list)
    for _ in range(times):
        for name in (*PEERS, *OURS):
            found[name].append(try_out(name, late))
    at_once = {name: median([one.rate for one in runs]) for name, runs in found.items()}
    most = {name: median([one.most for one in runs]) for name, runs in found.items()}
    half = {name: median([one.median for one in runs]) for name, runs in found.items()}
    rate = 15 if late else RATE
    heading(f"Answering, answers {late * 1000:.0f} ms late, {times} runs")
    table(
        ("bot", "updates/s at once", f"median ms at {rate}/s", f"99 of 100 at {rate}/s"),
        [(n, f"{at_once[n]:,.0f}", f"{half[n]:.1f}", f"{most[n]:.1f}") for n in found],
    )
    judge(late, at_once, most)


def judge(late: float, at_once: dict[str, float], most: dict[str, float]) -> None:
    """Print ours beside the bars."""
    for name in OURS:
        if late:
            bar(f"{name}, times PTB's 256 at once", at_once[name] / at_once["PTB, 256 at once"], 7)
            continue
        bar(f"{name}, times PTB sequential", at_once[name] / at_once["PTB, sequential"], 3)
        bar(f"{name}, 99 of 100 within", most[name], 6, at_most=True, unit=" ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Answering beside the peers.")
    parser.add_argument("--late", type=float, default=0.0, help="milliseconds answers come late")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    measure(options.late / 1000, options.times)
