"""`jiaxiao knowledge inbox`: what parents asked in vain, and how it gets an answer.

What this command needs is imported when it runs, because it stands beside commands that are
typed by the dozen and open no database.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli import invocation
from bot.clock import today
from bot.errors import BadOption
from bot.faq.model import Category, Source

if TYPE_CHECKING:
    from bot.app import Services
    from bot.inbox.model import OpenGroup, Votes

MOST_PARTS = 3
STILL_LACKS = "Run `jiaxiao knowledge check` to see what it still lacks, such as English."

_T = TypeVar("_T")


def inbox(
    context: typer.Context,
    group: Annotated[int | None, typer.Option(help="The question's number in the list.")] = None,
    entry: Annotated[
        str | None, typer.Option(help="Its answer's id: the question becomes a wording there.")
    ] = None,
    wording: Annotated[
        str | None, typer.Option(help="With --entry: the wording to add instead of the question.")
    ] = None,
    new: Annotated[str | None, typer.Option(help="The id of a new answer to write.")] = None,
    category: Annotated[Category | None, typer.Option(help="With --new: its folder.")] = None,
    question: Annotated[
        str | None, typer.Option(help="With --new: its title; else the question.")
    ] = None,
    short: Annotated[str | None, typer.Option(help="With --new: at most 12 characters.")] = None,
    answer: Annotated[
        str | None, typer.Option(help="With --new: a file with the answer, or -.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(help='With --new: "document|issuer|clause".')
    ] = None,
    who_decides: Annotated[
        str | None, typer.Option(help="With --new: who decides it here and whom to ask.")
    ] = None,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="Erase a question.")] = False,
) -> None:
    """List the questions nobody could answer, or give one its answer and tell who waits.

    Questions are listed once three families have asked; more are not counted. Below them
    stand the thumbs that answers were given, the worst first.

    Examples: jiaxiao knowledge inbox;
    jiaxiao knowledge inbox --group 3 --entry homework-time-limit;
    jiaxiao knowledge inbox --group 4 --new lunch-menu --category school-life
    --short 食堂菜单 --answer answer.txt --source "document|issuer|clause";
    jiaxiao knowledge inbox --group 5 --dismiss
    """
    if group is None and not (entry or new or dismiss):
        _list(context)
        return
    if group is None or sum(map(bool, (entry, new, dismiss))) != 1:
        message = "--group N: name it with exactly one of --entry ID, --new ID and --dismiss."
        raise BadOption(message)
    if dismiss:
        _dismiss(context, group)
    elif entry:
        _answered_by(context, group, entry, wording)
    else:
        given = {"--category": category, "--short": short, "--answer": answer, "--source": source}
        missing = [option for option, value in given.items() if not value]
        if missing:
            message = f"--new {new}: {', '.join(missing)} must be given too."
            raise BadOption(message)
        assert new is not None
        assert category is not None
        assert short is not None
        assert answer is not None
        sources = tuple(_source(one) for one in source or ())
        _write(
            context,
            group,
            _Draft(new, category, question, short, _text(answer), sources, who_decides),
        )


@dataclass(frozen=True)
class _Draft:
    """A new answer as it is typed."""

    id: str
    category: Category
    question: str | None
    short: str
    text: str
    sources: tuple[Source, ...]
    who_decides: str | None


def _list(context: typer.Context) -> None:
    from bot.inbox.model import FAMILIES  # noqa: PLC0415 - see above

    async def look(services: Services) -> tuple[list[OpenGroup], list[Votes]]:
        return await services.inbox.open_groups(), await services.inbox.votes()

    groups, votes = _run(context, look)
    document = {
        "groups": [
            {
                "id": group.id,
                "gist": group.gist,
                "families_at_least": FAMILIES,
                "opened_on": group.opened_on.isoformat(),
                "asked_on": group.asked_on.isoformat(),
                "waiting": group.waiting,
                "wordings": [
                    {"text": one.text, "why": one.why, "shown": one.shown}
                    for one in group.wordings
                ],
            }
            for group in groups
        ],
        "votes": [{"entry": one.entry, "up": one.up, "down": one.down} for one in votes],
    }
    lines = [line for group in groups for line in _lines(group, FAMILIES)]
    lines = lines or ["No question waits for an answer."]
    if votes:
        lines += ["", "Thumbs, the worst first:"]
    lines += [f"    {one.entry}: {one.down} down, {one.up} up" for one in votes]
    invocation.answer(context, "\n".join(lines), document)


def _lines(group: OpenGroup, families: int) -> Iterator[str]:
    waiting = f", {group.waiting} waiting for an answer" if group.waiting else ""
    yield f"{group.id}  {group.gist}"
    yield f"    asked by {families} families or more, last on {group.asked_on}{waiting}"
    for one in group.wordings:
        shown = f", instead of {one.shown}" if one.shown else ""
        yield f"    - {one.text} ({one.why}{shown})"


def _dismiss(context: typer.Context, group: int) -> None:
    _run(context, lambda services: services.inbox.dismiss(group))
    invocation.answer(context, f"Question {group} is erased.", {"group": group})


def _answered_by(context: typer.Context, group: int, entry: str, wording: str | None) -> None:
    """Add the question to an answer's wordings and close it."""
    from bot.faq.writing import editing  # noqa: PLC0415 - see above

    async def work(services: Services) -> int:
        found = await services.inbox.open_group(group)
        with suppress(editing.WordingKnown):
            editing.add_wording(
                services.configuration.knowledge.path,
                entry,
                wording or found.gist,
                on=today(services.clock),
            )
        return await services.inbox.close_group(group, entry)

    _report(context, group, entry, _run(context, work))


def _write(context: typer.Context, group: int, draft: _Draft) -> None:
    """Write a new answer from a question and close it."""
    from bot.faq.writing import editing  # noqa: PLC0415 - see above

    async def work(services: Services) -> int:
        found = await services.inbox.open_group(group)
        title = draft.question or found.gist
        entry = editing.NewEntry(
            id=draft.id,
            category=draft.category,
            question=title,
            short=draft.short,
            text=draft.text,
            wordings=tuple(one.text for one in found.wordings),
            sources=draft.sources,
            who_decides=draft.who_decides,
        )
        folder = services.configuration.knowledge.path
        with suppress(editing.EntryWritten):
            editing.add_entry(folder, entry, on=today(services.clock))
        return await services.inbox.close_group(group, draft.id, title=title)

    _report(context, group, draft.id, _run(context, work), hint=STILL_LACKS)


def _report(context: typer.Context, group: int, entry: str, told: int, hint: str = "") -> None:
    document = {"group": group, "entry": entry, "told": told, **({"hint": hint} if hint else {})}
    text = f"Question {group} is answered by {entry}; {told} who waited are told.\n{hint}"
    invocation.answer(context, text, document)


def _run(context: typer.Context, work: Callable[[Services], Awaitable[_T]]) -> _T:
    from bot.app import open_services  # noqa: PLC0415 - see above

    async def opened() -> _T:
        configuration = invocation.of(context).configuration()
        async with open_services(configuration) as services:
            return await work(services)

    return asyncio.run(opened())


def _source(given: str) -> Source:
    parts = [part.strip() for part in given.split("|")]
    if not 2 <= len(parts) <= MOST_PARTS or not all(parts):  # noqa: PLR2004 - two are needed
        message = f'--source {given}: write "document|issuer" or "document|issuer|clause".'
        raise BadOption(message)
    document, issuer, *clause = parts
    return Source(document, None, issuer, None, clause[0] if clause else None)


def _text(answer: str) -> str:
    try:
        return sys.stdin.read() if answer == "-" else Path(answer).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"--answer {answer}: cannot be read; name a text file in UTF-8, or -."
        raise BadOption(message) from error
