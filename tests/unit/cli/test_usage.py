"""A call that cannot be understood ends with exit code 2 and words that help."""

from __future__ import annotations

import pytest

from bot.cli import MISUSED, run_command


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["notcie"], "notcie"),
        (["notice", "sned"], "sned"),
        (["notice", "send"], "to"),
        (["school", "add", "阳光小学"], "region"),
        (["notice", "status", "twelve"], "'notice': must be a whole number. Type"),
        (["sandbox", "--port", "99999999"], "'--port': must be at most 65535"),
        (["demo", "--port", "-1"], "'--port': must be at least 0"),
        (["notice", "status", "1.5"], "must be a whole number. Type"),
        (["knowledge", "ask", "作业", "--grade", "13"], "must be at most 12. Type"),
        (["knowledge", "ask", "作业", "--lang", "fr"], "'--lang': 'fr' is not one of"),
        (["notice", "status", "1", "--verbose"], "--verbose"),
    ],
)
def test_a_wrong_call_gets_one_sentence_and_the_way_to_the_help(
    typed: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command(typed)

    shown = capsys.readouterr()
    assert code == MISUSED
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert named in shown.err
    assert "--help` to see how it is used." in shown.err


@pytest.mark.parametrize("typed", [[], ["notice"], ["db"]])
def test_a_call_without_a_command_shows_the_commands(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command(typed)

    shown = capsys.readouterr()
    assert code == MISUSED
    assert "Commands:" in shown.err
    assert "Traceback" not in shown.err
