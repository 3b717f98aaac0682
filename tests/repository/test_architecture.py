"""The floors of the house, checked by import-linter, and the size of its files."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import bot

CODE = Path(bot.__file__).parent
ROOT = CODE.parent
LONGEST_FILE = 400


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_every_import_keeps_to_the_contracts() -> None:
    lint = "from importlinter.cli import lint_imports_command as lint; lint()"

    checked = subprocess.run(
        [sys.executable, "-c", lint, "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_store_of_every_room_is_private_to_it() -> None:
    rooms = {path.parent.name for path in CODE.glob("*/store*") if path.stem == "store"}
    private = {
        (str(contract["protected_modules"]), str(contract["allowed_importers"]))
        for contract in contracts()
        if str(contract["id"]).startswith("store-of-")
    }

    assert private == {(f"['bot.{room}.store']", f"['bot.{room}']") for room in rooms}


def test_no_file_is_longer_than_one_sitting() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for folder in (CODE, ROOT / "tests")
        for path in folder.rglob("*.py")
        if "versions" not in path.parts
    }

    assert {path for path, lines in lengths.items() if lines > LONGEST_FILE} == set()
