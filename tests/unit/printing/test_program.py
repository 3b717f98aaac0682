"""A drawing program as `drawn_apart` starts it: JSON in, a file out."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from bot.fonts import Font, find_font
from bot.printing import program


@pytest.fixture
def _is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"title": "名单"})))


def _drawing(told: Mapping[str, str], font: Font) -> bytes:
    return f"{told['title']} {font.path.suffix}".encode()


@pytest.mark.usefixtures("_is_told")
def test_what_is_told_is_drawn_with_a_font_that_was_found(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert program.run(_drawing) == 0

    assert capsysbinary.readouterr().out == f"名单 {find_font().path.suffix}".encode()


@pytest.mark.usefixtures("_is_told")
def test_without_a_font_it_says_what_to_install_and_draws_nothing(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = partial(find_font, folders=[tmp_path], package="no_such_package")
    monkeypatch.setattr(program, "find_font", nowhere)

    assert program.run(_drawing) == 1

    out, complaint = capsysbinary.readouterr()
    assert out == b""
    assert complaint.startswith(b"font: ")
    assert complaint.count(b"\n") == 1
