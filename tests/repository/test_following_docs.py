"""Somebody follows a paper word by word, and everything works as it says.

The token is the sandbox's, so "Telegram" is the stand-in; quiet hours are off, because the
test may run at night; and times of day that a paper names are moved to tomorrow. Whoever is
invited joins once the bot runs.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import yaml

from bot.clock import SCHOOL_ZONE, SystemClock
from tests.support import papers
from tests.support.clocks import AT_ANY_HOUR
from tests.support.command_line import Desk
from tests.support.processes import PATIENCE, READY, a_sandbox_process, environment
from tests.support.town import TOKEN

GUIDES = [
    "README.md",
    "README.zh-CN.md",
    "docs/guides/run-a-school.md",
    "docs/guides/run-a-school.zh-CN.md",
]
TIMES = ("--at", "--until")


class Reader:
    """Somebody who types what a paper says, in an empty copy of the project.

    Args:
        desk: Where they type.
        base_url: The stand-in for Telegram.
    """

    def __init__(self, desk: Desk, base_url: str) -> None:
        self._desk = desk
        self._base_url = base_url
        self._page = base_url.removesuffix("/bot")
        self._codes: list[str] = []
        self._service: subprocess.Popen[bytes] | None = None
        self.joined_count = 0

    def types(self, words: list[str]) -> None:
        """Type one line."""
        if words[0] == "cp":
            shutil.copy(words[1], words[2])
            self._give_token(Path(words[2]))
        elif words[0] in papers.JIAXIAO and not any("demo" in word for word in words):
            self._calls(words[1:])

    def leaves(self) -> None:
        """Stop the bot, as Ctrl+C does."""
        if self._service is not None:
            self._service.terminate()
            self._service.wait(PATIENCE)
            self._service = None

    def _give_token(self, path: Path) -> None:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
        settings["telegram"] |= {"token": TOKEN, "base_url": self._base_url}
        settings["quiet_hours"] = {"primary": "", "junior": ""}
        path.write_text(yaml.safe_dump(settings), encoding="utf-8")

    def _calls(self, arguments: list[str]) -> None:
        if arguments == ["run"]:
            self._starts()
            return
        if arguments[:2] == ["db", "restore"]:
            self.leaves()
        at_night = ["--despite", AT_ANY_HOUR] if arguments[:2] == ["notice", "send"] else []
        done = self._desk.types(*_tomorrow(arguments), *at_night)
        if arguments == ["check"]:
            assert re.findall(r"WRONG +(?!calendar)\S+", done.out) == []
        else:
            assert done.code == 0, (arguments, done)
        self._codes += re.findall(r"^Code (\w+),", done.out, re.MULTILINE)
        self._join()

    def _starts(self) -> None:
        with Path("run.log").open("wb") as log:
            self._service = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], stderr=log, env=environment()
            )
        _until(lambda: READY in Path("run.log").read_text(encoding="utf-8"))
        self._join()

    def _join(self) -> None:
        while self._service is not None and self._codes:
            self.joined_count += 1
            number = 100 + self.joined_count
            _post(f"{self._page}/sandbox/people", {"name": "家长", "id": number})
            chat = f"{self._page}/sandbox/chats/{number}"
            _post(f"{chat}/start", {"payload": self._codes.pop()})
            _until(partial(_says, f"{chat}/messages", "已加入"))


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    with a_sandbox_process() as base_url:
        yield base_url


@pytest.mark.parametrize("paper", GUIDES)
def test_whoever_follows_the_paper_gets_there(
    paper: str,
    telegram: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(papers.ROOT / "config.example.yaml", tmp_path)
    (tmp_path / "knowledge").symlink_to(papers.ROOT / "knowledge")
    for fence in papers.fences("docs/guides/run-a-school.md"):
        if fence.name:
            (tmp_path / fence.name).write_text(fence.content, encoding="utf-8")

    with _a_reader(Desk(tmp_path, capsys), telegram) as reader:
        for words in papers.typed(paper):
            reader.types(words)

    assert reader.joined_count >= 2
    assert Path("jiaxiao.db").exists()


def test_both_guides_tell_the_same_files_and_commands() -> None:
    english, chinese = GUIDES[2:]

    assert papers.typed(chinese) == papers.typed(english)
    files = [[f.name for f in papers.fences(paper) if f.name] for paper in (english, chinese)]
    assert files[0] == files[1] == ["list.csv", "slots.csv", "calendar.yaml"]


@contextmanager
def _a_reader(desk: Desk, base_url: str) -> Iterator[Reader]:
    _post(f"{base_url.removesuffix('/bot')}/sandbox/reset", {})
    reader = Reader(desk, base_url)
    try:
        yield reader
    finally:
        reader.leaves()


def _tomorrow(arguments: list[str]) -> list[str]:
    day = SystemClock(SCHOOL_ZONE).now().astimezone(SCHOOL_ZONE) + timedelta(days=1)
    before = ["", *arguments]
    return [
        f"{day:%Y-%m-%dT%H:%M}" if option in TIMES else word
        for option, word in zip(before, arguments, strict=False)
    ]


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _post(url: str, body: dict[str, object]) -> None:
    head = {"Content-Type": "application/json"}
    with urlopen(Request(url, json.dumps(body).encode(), head)) as answer:
        assert answer.status < 300


def _says(url: str, words: str) -> bool:
    with urlopen(url) as answer:
        return words in json.dumps(json.loads(answer.read()), ensure_ascii=False)
