"""The command `jiaxiao` as real processes that can be killed like a pulled plug.

A process gets its configuration as a file and a folder of its own to stand in; what it
writes to standard error is kept in a file, where `until_ready` looks for its first words.
Nothing survives the block that started it.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

READY = "chat_ready"
"""The event `jiaxiao run` logs once it talks to Telegram."""

PATIENCE = 90.0
"""Seconds a process may take for anything on a machine that is busy with other tests."""


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Service:
    """A `jiaxiao run` in the background."""

    process: asyncio.subprocess.Process
    log: Path

    async def until_ready(self) -> None:
        """Wait until the chat is served."""
        await self.until_logged(READY)

    async def until_logged(self, words: str) -> None:
        """Wait until the process has written some words to standard error."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.logged():
            if self.process.returncode is not None or time.monotonic() > deadline:
                raise AssertionError(f"never logged {words!r}: {self.logged()[-2000:]}")
            await asyncio.sleep(0.02)

    def logged(self) -> str:
        """Return everything written to standard error so far."""
        return self.log.read_text(encoding="utf-8")

    async def kill(self) -> None:
        """Kill it with -9, which leaves it no moment for anything."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def a_service(config: Path, *options: str, kind: str = "run") -> AsyncIterator[Service]:
    """Start `jiaxiao run` in the folder of its configuration; killed when the block ends."""
    log = config.with_name(f"{kind}-{time.monotonic_ns()}.log")
    with log.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            *_command(kind, "--config", str(config), *options),
            cwd=config.parent,
            env=environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=stderr,
        )
    service = Service(process, log)
    try:
        yield service
    finally:
        await service.kill()


async def jiaxiao(
    folder: Path, *arguments: str, changes: Mapping[str, str] | None = None
) -> Finished:
    """Run one command to its end in a folder.

    Args:
        folder: Where it stands.
        arguments: What is typed after `jiaxiao`.
        changes: Names and values the environment has besides.
    """
    process = await asyncio.create_subprocess_exec(
        *_command(*arguments),
        cwd=folder,
        env=environment(changes),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
    except BaseException:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    assert process.returncode is not None
    return Finished(process.returncode, out.decode(), err.decode())


@contextmanager
def a_sandbox_process(*options: str) -> Iterator[str]:
    """Start `jiaxiao sandbox` on a free port; gives the address a bot takes as base_url."""
    process = subprocess.Popen(
        _command("sandbox", "--port", "0", "--no-limits", *options),
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            words = (process.stdout.readline() + process.stdout.readline()).split()
            yield words[words.index("telegram.base_url") + 1]
        finally:
            process.kill()


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without any setting of Jiaxiao, and with changes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIAXIAO")}
    return {**kept, **(changes or {})}


def _command(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "bot", *arguments)
