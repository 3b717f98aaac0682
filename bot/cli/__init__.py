"""The command line `jiaxiao`: its list of commands, and how a call ends.

Names, options, exit codes and JSON fields are a promise, because schools script against
them. Exit codes: 0 done; 1 the thing asked for failed; 2 wrong usage or configuration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

import typer

from bot import __version__, logs
from bot.cli.invocation import complain, taken_out
from bot.errors import BadOption, BadSetting, JiaxiaoError

DONE, FAILED, MISUSED = 0, 1, 2

COMMANDS: Mapping[str, str] = {
    "demo": "demo:demo",
    "sandbox": "sandbox:sandbox",
    "run": "run:run",
    "check": "check:check",
    "db": "database:app",
    "knowledge": "knowledge:app",
    "school": "school:school_app",
    "class": "school:class_app",
    "people": "people:app",
    "notice": "notice:app",
    "calendar": "calendar:app",
    "timetable": "timetable:app",
    "survey": "survey:app",
}
"""Each command's module here and what to take from it.

Only the module of the command that is typed is imported: scripts call `jiaxiao` by the
dozen, and the parts of all commands together take three times as long to load as one's.
"""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    del version


def run_command(arguments: Sequence[str]) -> int:
    """Run one call and return its exit code; every problem becomes one line a person reads."""
    try:
        invocation, rest = taken_out(arguments)
        command = typer.main.get_command(application(rest))
        with logs.warnings_only():
            result = command.main(rest, prog_name="jiaxiao", standalone_mode=False, obj=invocation)
    except typer.TyperException as error:
        complain(_said(error))
        return MISUSED
    except (BadSetting, BadOption) as error:
        complain(str(error))
        return MISUSED
    except JiaxiaoError as error:
        complain(str(error))
        return FAILED
    except (KeyboardInterrupt, typer.Abort):
        return FAILED
    return result if isinstance(result, int) else DONE


def application(typed: Sequence[str] = ()) -> typer.Typer:
    """Build the command line with the command that is typed; with all where none is known."""
    app = typer.Typer(
        name="jiaxiao",
        help="A school and its parents talk about a lighter school life.",
        epilog="--config FILE and --json may stand before or after any command.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_root)
    wanted = next((word for word in typed if not word.startswith("-")), "")
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        module, _, part = COMMANDS[name].partition(":")
        found = getattr(import_module(f"{__name__}.{module}"), part)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _said(error: typer.TyperException) -> str:
    sentence = error.format_message().strip()
    where = getattr(error, "ctx", None)
    # A call without any argument is answered with the help itself, which has many lines.
    if where is None or "\n" in sentence:
        return sentence
    ended = sentence if sentence.endswith("?") else f"{sentence.rstrip('.')}."
    return f"{ended} Type `{where.command_path} --help` to see how it is used."
