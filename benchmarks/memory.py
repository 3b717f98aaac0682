"""How much memory `jiaxiao run` holds: at rest, after 200 questions, after a broadcast.

    .venv/bin/python -m benchmarks.memory

The figures are resident memory (VmRSS) of the process from /proc, so this needs Linux; the
questions are wordings of our own entries, each asked by another parent.
"""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

from benchmarks.broadcast import once as announce
from benchmarks.stage import Stage, a_stage
from bot.app import open_services
from bot.config import load
from bot.faq.files.loader import load as load_knowledge
from tests.support.processes import a_service

PARENTS, QUESTIONS = 500, 200
BAR = 180


def megabytes(pid: int, what: str = "VmRSS") -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"/proc/{pid}/status tells no {what} on this system.")


async def ask(stage: Stage, knowledge: Path) -> None:
    entries = load_knowledge(knowledge).entries.values()
    wordings = itertools.cycle([entry.question for entry in entries])
    before = await stage.sent_count()
    for parent, wording in zip(range(1, QUESTIONS + 1), wordings, strict=False):
        await stage.says(parent, wording)
    await stage.until_sent(before + QUESTIONS)


async def main() -> None:
    async with (
        a_stage(PARENTS) as stage,
        a_service(stage.config) as service,
        open_services(load(stage.config)) as services,
    ):
        pid = service.process.pid
        await service.until_ready()
        await asyncio.sleep(2)
        print(f"after the start              {megabytes(pid):6.1f} MB")
        await ask(stage, services.configuration.knowledge.path)
        print(f"after {QUESTIONS} questions          {megabytes(pid):6.1f} MB")
        await announce(stage, services, PARENTS)
        print(f"after a notice to {PARENTS} chats  {megabytes(pid):6.1f} MB")
        print(f"the most at any moment       {megabytes(pid, 'VmHWM'):6.1f} MB; bar {BAR} MB")


if __name__ == "__main__":
    asyncio.run(main())
