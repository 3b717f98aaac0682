"""`jiaxiao mirror`: the other channels notices also go to, and whether they can be reached."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.config import MirrorSettings
from bot.errors import JiaxiaoError
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.mirrors.channel import Channel, kind_of
from bot.mirrors.model import Outcome, Reason, State
from bot.notices.wording import mirrored

app = typer.Typer(help="Other channels notices also go to.", no_args_is_help=True)

Counts = Mapping[str, Mapping[State, int]]


class MirrorUnreached(JiaxiaoError):
    """A test could not be posted."""


@app.callback()
def _mirror() -> None:
    """Other channels notices also go to."""


@app.command("list")
def list_mirrors(context: typer.Context) -> None:
    """List the mirrors of the settings, what kind each is, and how its posts fared.

    Addresses hold keys and are never shown.

    Example: jiaxiao mirror list --json
    """
    configuration = invocation.of(context).configuration()

    async def work() -> Counts:
        async with open_services(configuration) as services, services.database.read() as database:
            return await services.mirrors.counts(database)

    counts = asyncio.run(work())
    rows = [_row(mirror, counts) for mirror in configuration.mirrors]
    lines = [
        f"{row['name']:<20} {row['kind']:<14} {' '.join(mirror.audiences)}  "
        f"sent {row['sent']}, waiting {row['waiting']}, failed {row['failed']}"
        for row, mirror in zip(rows, configuration.mirrors, strict=True)
    ]
    invocation.answer(context, "\n".join(lines) or "No mirror is set up.", rows)


@app.command("test")
def test(context: typer.Context, name: Annotated[str, typer.Argument(help="Its name.")]) -> None:
    """Post a line to a mirror now, and say whether it was accepted.

    Example: jiaxiao mirror test teachers-group
    """

    async def work() -> Outcome:
        async with open_services(invocation.of(context).configuration()) as services:
            mirror = services.mirrors.named(name)
            title, text = mirrored.trial(speaking(mirror.language))
            return await Channel().post(mirror, title, text)

    outcome = asyncio.run(work())
    if outcome.reason is not None:
        why = mirrored.why(outcome.reason, speaking(Language.EN))
        message = f"{name}: {why}."
        raise MirrorUnreached(message)
    invocation.answer(context, f"{name}: accepted", {"name": name, "ok": True})


def shown_kind(url: str) -> str:
    """Say what kind of channel an address leads to, or what is wrong with it."""
    kind = kind_of(url)
    if isinstance(kind, Reason):
        return mirrored.why(kind, speaking(Language.EN))
    return kind


def _row(mirror: MirrorSettings, counts: Counts) -> dict[str, object]:
    mine = counts.get(mirror.name, {})
    return {
        "name": mirror.name,
        "kind": shown_kind(mirror.url.get_secret_value()),
        "audiences": list(mirror.audiences),
        "takes_parts": mirror.takes_parts,
        "language": mirror.language,
        "sent": mine.get(State.SENT, 0),
        "waiting": mine.get(State.PENDING, 0) + mine.get(State.SENDING, 0),
        "failed": mine.get(State.FAILED, 0),
    }
