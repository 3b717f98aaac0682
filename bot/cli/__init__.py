"""The command line `jiaxiao`: its list of commands, and how a call ends.

Names, options, exit codes and JSON fields are a promise, because schools script against
them. Exit codes: 0 done; 1 the thing asked for failed; 2 wrong usage or configuration.
"""

from __future__ import annotations

from collections.abc import Sequence

import typer

from bot import __version__
from bot.cli import (
    calendar,
    check,
    database,
    demo,
    knowledge,
    notice,
    people,
    run,
    sandbox,
    school,
    survey,
    timetable,
)
from bot.cli.invocation import complain, taken_out
from bot.config import BadConfiguration
from bot.errors import BadOption, JiaxiaoError

DONE, FAILED, MISUSED = 0, 1, 2

app = typer.Typer(
    name="jiaxiao",
    help="A school and its parents talk about a lighter school life.",
    epilog="--config FILE and --json may stand before or after any command.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    del version


app.command("demo")(demo.demo)
app.command("sandbox")(sandbox.sandbox)
app.command("run")(run.run)
app.command("check")(check.check)
app.add_typer(database.app, name="db")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(school.school_app, name="school")
app.add_typer(school.class_app, name="class")
app.add_typer(people.app, name="people")
app.add_typer(notice.app, name="notice")
app.add_typer(calendar.app, name="calendar")
app.add_typer(timetable.app, name="timetable")
app.add_typer(survey.app, name="survey")


def run_command(arguments: Sequence[str]) -> int:
    """Run one call and return its exit code; every problem becomes one line a person reads."""
    try:
        invocation, rest = taken_out(arguments)
        command = typer.main.get_command(app)
        result = command.main(rest, prog_name="jiaxiao", standalone_mode=False, obj=invocation)
    except typer.TyperException as error:
        complain(_said(error))
        return MISUSED
    except (BadConfiguration, BadOption) as error:
        complain(str(error))
        return MISUSED
    except JiaxiaoError as error:
        complain(str(error))
        return FAILED
    except (KeyboardInterrupt, typer.Abort):
        return FAILED
    return result if isinstance(result, int) else DONE


def _said(error: typer.TyperException) -> str:
    sentence = error.format_message().strip()
    where = getattr(error, "ctx", None)
    # A call without any argument is answered with the help itself, which has many lines.
    if where is None or "\n" in sentence:
        return sentence
    return f"{sentence.rstrip('.')}. Type `{where.command_path} --help` to see how it is used."
