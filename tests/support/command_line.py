"""The command line as a script uses it, within the test's own process for speed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run_command
from tests.support.processes import Finished


@dataclass(frozen=True)
class Desk:
    """A folder with a configuration, where somebody types commands.

    Args:
        folder: Where it is; the current folder too.
        capsys: Catches what is printed.
    """

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def types(self, *arguments: str) -> Finished:
        """Run a command and return its exit code and what it printed."""
        self.capsys.readouterr()
        code = run_command(arguments)
        printed = self.capsys.readouterr()
        return Finished(code, printed.out, printed.err)

    def gets(self, *arguments: str) -> Any:
        """Run a command that must succeed, and return its JSON document."""
        done = self.types(*arguments, "--json")
        assert done.code == 0, done.err
        assert done.err == ""
        return json.loads(done.out)

    def is_refused(self, *arguments: str, code: int) -> str:
        """Run a command that must fail with one line, and return that line."""
        done = self.types(*arguments)
        assert (done.code, done.out) == (code, ""), done
        lines = done.err.splitlines()
        assert len(lines) == 1, done.err
        return lines[0]
