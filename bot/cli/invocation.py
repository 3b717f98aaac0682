"""What every command is told: which configuration, and whether to answer in JSON.

`--config FILE` and `--json` may stand before or after the command, because people write
them where they think of them; so they are taken out of the arguments before Typer sees
those. Answers go to standard output, problems to standard error, one line each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from bot import config
from bot.config import Configuration
from bot.errors import BadOption


@dataclass
class Invocation:
    """One call of the command line."""

    config_path: Path | None = None
    as_json: bool = False

    def configuration(self) -> Configuration:
        """Read the configuration this call names.

        Raises:
            BadConfiguration: A sentence for each key that cannot be used.
        """
        return config.load(self.config_path)


def of(context: typer.Context) -> Invocation:
    """Return what this call was told."""
    found = context.find_object(Invocation)
    assert found is not None
    return found


def taken_out(arguments: Sequence[str]) -> tuple[Invocation, list[str]]:
    """Part `--config` and `--json` from the other arguments.

    Raises:
        BadOption: `--config` stands without a file, or something typed is no UTF-8.
    """
    for argument in arguments:
        _check_readable(argument)
    invocation = Invocation()
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return invocation, [*rest, argument, *waiting]
        if argument == "--json":
            invocation.as_json = True
        elif argument == "--config":
            invocation.config_path = Path(_value(next(waiting, "")))
        elif argument.startswith("--config="):
            invocation.config_path = Path(_value(argument.partition("=")[2]))
        else:
            rest.append(argument)
    return invocation, rest


def answer(context: typer.Context, text: str, document: Mapping[str, object] | object) -> None:
    """Print the answer: a JSON document when that was asked for, else the text."""
    if of(context).as_json:
        text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.write(text.rstrip("\n") + "\n")


def complain(sentences: str) -> None:
    """Print problems to standard error, one line each."""
    sys.stderr.write(sentences.rstrip("\n") + "\n")


def _check_readable(argument: str) -> None:
    try:
        argument.encode()
    except UnicodeEncodeError as error:
        shown = argument.encode(errors="replace").decode()
        message = f"{shown}: this is no UTF-8 text; set the terminal to UTF-8 and type it again."
        raise BadOption(message) from error


def _value(given: str) -> str:
    if not given:
        message = "--config: name a file, for example --config config.yaml."
        raise BadOption(message)
    return given
