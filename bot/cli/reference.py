"""Every command as one page: `python -m bot.cli.reference > docs/commands.md`.

The page says what `--help` says, made from the same declarations, so it cannot drift from
the commands; a test fails as long as it has not been made anew.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli import application

HEAD = """\
# Commands

Made from the commands themselves by `python -m bot.cli.reference`; every entry is what
`--help` shows. `--config FILE` (else `config.yaml` in the current folder, else the
defaults) and `--json` may stand before or after any command.

Exit codes: 0 done; 1 the thing asked for failed; 2 wrong usage or configuration. Answers go
to standard output, problems to standard error, one line each. With `--json` standard output
holds one JSON document and nothing else; in a wrapped call read only standard output.
"""
_LIST = re.compile(r"<list\[(\w+)\]>")
_EXAMPLE = re.compile(r"^Examples?: ", re.MULTILINE)


def page() -> str:
    """Return the page in Markdown."""
    root = typer.main.get_command(application())
    assert isinstance(root, TyperGroup)
    context = typer.Context(root, info_name="jiaxiao")
    return "\n".join([HEAD, *_group(root, context)]).rstrip() + "\n"


def _group(group: TyperGroup, context: typer.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = typer.Context(command, info_name=name, parent=context)
        if isinstance(command, TyperGroup):
            yield from _group(command, below)
        elif isinstance(command, TyperCommand):
            yield from _command(command, below)


def _command(command: TyperCommand, context: typer.Context) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS]", "")
    yield f"## {context.command_path}\n"
    said, example = _parted(inspect.cleandoc(command.help or ""))
    yield f"{said}\n"
    usage = f"{context.command_path} {pieces.replace('{', '').replace('}', '')}".strip()
    yield f"```sh\n{example or usage}\n```\n"
    rows = [record for item in command.params if (record := item.get_help_record(context))]
    if rows:
        yield "| Option | Meaning |\n| --- | --- |"
        yield from (f"| `{_shown(usage)}` | {_told(meaning)} |" for usage, meaning in rows)
        yield ""


def _parted(told: str) -> tuple[str, str]:
    """Part what a command's help says from its examples, one of them a line."""
    said, *examples = _EXAMPLE.split(told, maxsplit=1)
    lines = " ".join(examples).replace("\n", " ").split(";")
    return said.strip(), "\n".join(line.strip() for line in lines if line.strip())


def _shown(usage: str) -> str:
    return _LIST.sub(r"<\1>...", usage).replace(" range>", ">").replace("|", "\\|")


def _told(meaning: str) -> str:
    said, _, remark = meaning.partition("  [")
    return f"{said} ({remark.removesuffix(']')})" if remark else said


if __name__ == "__main__":
    sys.stdout.write(page())
