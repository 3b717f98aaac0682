"""The command line `jiaxiao`: its list of commands, and how a call ends.

Names, options, exit codes and JSON fields are a promise, because schools script against
them. Exit codes: 0 done; 1 the thing asked for failed; 2 wrong usage or configuration.
"""

from __future__ import annotations

import re
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
    "audit": "audit:app",
    "notice": "notice:app",
    "calendar": "calendar:app",
    "timetable": "timetable:app",
    "survey": "survey:app",
    "mirror": "mirror:app",
}
"""Each command's module here and what to take from it.

Only the module of the command that is typed is imported: scripts call `jiaxiao` by the
dozen, and the parts of all commands together take three times as long to load as one's.
"""


DATABASE_FAULT = (
    "database.url: the database reports a fault ({kind}); look at the disk, and put a backup "
    "back if the file is damaged."
)
"""Its own words are left out, for they may hold rows."""

_WIDEST = 120
"""On wider terminals a line of the help would be harder to read than two."""

_PLAIN: Mapping[str, str] = {
    "Input should be a valid integer, unable to parse string as an integer": (
        "must be a whole number"
    ),
    "Input should be a valid integer, got a number with a fractional part": (
        "must be a whole number"
    ),
    "Input should be less than or equal to": "must be at most",
    "Input should be greater than or equal to": "must be at least",
    "Value error, ": "",
}

_LONG_NUMBER = re.compile(r"(--[a-z-]+=)?-?[0-9]{9,}")


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
    except (KeyboardInterrupt, typer.Abort):
        return FAILED
    except Exception as error:
        problem = _problem(error, arguments)
        if problem is None:
            raise
        complain(problem[0])
        return problem[1]
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
        context_settings={"max_content_width": _WIDEST},
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


def _problem(error: Exception, arguments: Sequence[str]) -> tuple[str, int] | None:
    """Return the line and the exit code of a problem; None for a fault of ours."""
    match error:
        case typer.TyperException():
            return _said(error), MISUSED
        case BadSetting() | BadOption():
            return str(error), MISUSED
        case JiaxiaoError():
            return str(error), FAILED
        case OverflowError():
            return _too_large(arguments), MISUSED
        case _ if _is_of_the_database(error):
            return DATABASE_FAULT.format(kind=type(error).__name__), FAILED
    return None


def _too_large(arguments: Sequence[str]) -> str:
    """Name the numbers that no database and no calendar can hold."""
    found = [typed for typed in arguments if _LONG_NUMBER.fullmatch(typed)]
    return f"{', '.join(found) or 'This call'}: a number is too large; check what you typed."


def _is_of_the_database(error: Exception) -> bool:
    from bot.storage.database import DatabaseBroken  # noqa: PLC0415 - only when something broke

    return isinstance(error, DatabaseBroken)


def _said(error: typer.TyperException) -> str:
    sentence = _plain(error.format_message().strip())
    where = getattr(error, "ctx", None)
    # A call without any argument is answered with the help itself, which has many lines.
    if where is None or "\n" in sentence:
        return sentence
    ended = sentence if sentence.endswith("?") else f"{sentence.rstrip('.')}."
    return f"{ended} Type `{where.command_path} --help` to see how it is used."


def _plain(sentence: str) -> str:
    """Say in our words what the parser says in its own."""
    for theirs, ours in _PLAIN.items():
        sentence = sentence.replace(theirs, ours)
    return sentence
