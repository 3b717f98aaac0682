"""`jiaxiao notice`: send, follow and stop notices from a script or a terminal."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.cli import (
    invocation,
    notice_approve,
    notice_check,
    notice_correct,
    notice_files,
    notice_rehearsal,
    notice_remind,
    notice_time,
    notice_unreached,
)
from bot.clock import at_school
from bot.delivery.model import WhenUnsure
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.mirrors.model import PostStatus
from bot.notices.announcing import Manner
from bot.notices.model import Asks, Notice, Status
from bot.notices.wording import mirrored
from bot.people import audience

app = typer.Typer(help="Send, follow and stop notices.", no_args_is_help=True)

Sent = tuple[Notice, Status, str]
"""A notice, how far it is, and when it goes out."""

LOOK_EVERY = 0.3
_BEGINNING = 30


@app.callback()
def _notices() -> None:
    """Send, follow and stop notices."""


@app.command("send")
def send(
    context: typer.Context,
    to: Annotated[list[str], typer.Option(help="Whom it is for, such as class:1.")],
    text: Annotated[str | None, typer.Option(help="What parents read.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file that holds the text.")] = None,
    at: notice_time.At = None,
    not_after: notice_time.NotAfter = None,
    every: notice_time.EveryDay = None,
    until: notice_time.Until = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Ask parents to tap 已阅.")] = False,
    agree: Annotated[
        bool, typer.Option("--agree", help="Ask parents to tap 已阅并同意, or only 已阅.")
    ] = False,
    urgent: Annotated[
        bool, typer.Option("--urgent", help="Send in quiet hours too; needs --reason.")
    ] = False,
    reason: Annotated[str | None, typer.Option(help="Why it is urgent.")] = None,
    attach: notice_files.Attach = None,
    when_unsure: notice_files.Unsure = WhenUnsure.RESEND,
    despite: notice_rehearsal.Despite = None,
    dry_run: notice_rehearsal.DryRun = False,
    staff: notice_time.AsStaff = None,
) -> int:
    """Send a notice now, at a time or again and again.

    What the rules object to is not sent without --despite. In the name of a post it may need a
    second person (notices.second_person); the operator, without --as, needs none.

    Example: jiaxiao notice send --to class:1 --text "明天秋游，请带水壶。" --confirm
    """
    if urgent and not (reason or "").strip():
        message = "--reason: an urgent notice needs a reason."
        raise BadOption(message)
    typed = notice_time.Typed(at, not_after, every, until)
    typed.check()
    audiences, content = audience.parse_all(to), notice_check.content(text, file)
    files = notice_files.read(attach)
    asks = Asks.AGREE if agree else Asks.READ if confirm else Asks.NOTHING

    manner = Manner(
        asks=asks,
        urgent_because=reason if urgent else None,
        files=files,
        when_unsure=when_unsure,
    )

    async def work() -> notice_rehearsal.Ahead | Sent:
        async with open_services(invocation.of(context).configuration()) as services:
            when = await notice_time.wanted(services, typed, audiences)
            unsaved = notice_rehearsal.unsaved(audiences, content, services.clock.now(), manner)
            ahead = await notice_rehearsal.rehearse(services, unsaved, when.at, despite)
            if dry_run or ahead.is_refused:
                return ahead
            explained = replace(manner, explained=ahead.explained)
            return await _announced(services, unsaved, explained, when, staff)

    outcome = asyncio.run(work())
    if isinstance(outcome, notice_rehearsal.Ahead):
        return outcome.show(context) if dry_run else outcome.refuse(context)
    notice, status, when = outcome
    invocation.answer(
        context,
        f"Notice {notice.id}: {notice.state}, goes out {when}",
        {**asdict(status), "send_at": when},
    )
    return 0


@app.command("list")
def list_notices(context: typer.Context) -> None:
    """List the newest notices.

    Example: jiaxiao notice list --json
    """

    async def work() -> list[tuple[Notice, str]]:
        async with open_services(invocation.of(context).configuration()) as services:
            found = await services.notices.listed()
            return [(notice, _when(notice, services)) for notice in found]

    rows = asyncio.run(work())
    lines = [
        f"{notice.id:>5}  {notice.state:<10} {when}  "
        f"{' '.join(map(str, notice.audiences))}  {_beginning(notice.text)}"
        for notice, when in rows
    ]
    document = [
        {
            "id": notice.id,
            "state": notice.state,
            "to": [str(item) for item in notice.audiences],
            "send_at": when,
            "text": notice.text,
        }
        for notice, when in rows
    ]
    invocation.answer(context, "\n".join(lines) or "No notice yet.", document)


@app.command("status")
def status_of(
    context: typer.Context, notice: Annotated[int, typer.Argument(help="Its number.")]
) -> None:
    """Say how far a notice is.

    Example: jiaxiao notice status 12 --json
    """

    async def work() -> tuple[Status, str]:
        async with open_services(invocation.of(context).configuration()) as services:
            status = await services.notices.status(notice)
            return status, (await services.notices.find(notice)).text

    found, text = asyncio.run(work())
    invocation.answer(context, f"{_described(found)}\n\n{text}", {**asdict(found), "text": text})


@app.command("watch")
def watch(
    context: typer.Context, notice: Annotated[int, typer.Argument(help="Its number.")]
) -> None:
    """Follow a notice with a progress bar until every message is settled.

    Example: jiaxiao notice watch 12
    """
    found = asyncio.run(_follow(context, notice))
    invocation.answer(context, _described(found), asdict(found))


@app.command("cancel")
def cancel(
    context: typer.Context,
    notice: Annotated[int, typer.Argument(help="Its number.")],
    series: Annotated[
        bool, typer.Option("--series", help="Stop those that would follow it, too.")
    ] = False,
) -> None:
    """Stop a notice: what has not left is cancelled, what has is counted.

    Of a notice that repeats only this time is stopped, unless --series is given.

    Example: jiaxiao notice cancel 12
    """

    async def work() -> Status:
        async with open_services(invocation.of(context).configuration()) as services:
            await services.notices.cancel(notice, series=series)
            return await services.notices.status(notice)

    found = asyncio.run(work())
    invocation.answer(context, _described(found), asdict(found))


app.command("correct")(notice_correct.correct)
app.command("withdraw")(notice_correct.withdraw)
app.command("remind")(notice_remind.remind)
app.command("unreached")(notice_unreached.unreached)
app.command("approve")(notice_approve.approve)
app.command("reject")(notice_approve.reject)
app.command("check")(notice_check.check)


async def _announced(
    services: Services,
    unsaved: Notice,
    manner: Manner,
    when: notice_time.Wanted,
    staff: int | None,
) -> Sent:
    notice = await services.notices.announce(
        unsaved.audiences,
        unsaved.text,
        manner,
        at=when.at,
        not_after=when.not_after,
        repeats=when.repeats,
        staff=staff,
    )
    return notice, await services.notices.status(notice.id), _when(notice, services)


async def _follow(context: typer.Context, number: int) -> Status:
    from rich.console import Console  # noqa: PLC0415 - only this command draws a bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    async with open_services(invocation.of(context).configuration()) as services:
        found = await services.notices.status(number)
        with Progress(*columns, console=Console(stderr=True)) as progress:
            bar = progress.add_task(f"notice {number}", total=None)
            while found.state in ("scheduled", "sending"):
                progress.update(bar, total=found.recipients or None, completed=found.settled)
                if found.recipients and found.settled == found.recipients:
                    await services.notices.close_finished()
                await asyncio.sleep(LOOK_EVERY)
                found = await services.notices.status(number)
            progress.update(bar, total=found.recipients, completed=found.settled)
        return found


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _BEGINNING else f"{line[:_BEGINNING]}…"


def _when(notice: Notice, services: Services) -> str:
    if notice.send_at is None:
        return "—"
    return at_school(notice.send_at, services.clock).isoformat(timespec="minutes")


def _described(status: Status) -> str:
    counts = ", ".join(
        f"{name} {getattr(status, name)}"
        for name in ("pending", "sending", "delivered", "failed", "ambiguous", "cancelled")
        if getattr(status, name)
    )
    return (
        f"Notice {status.id}: {status.state}; {status.recipients} recipients"
        f"{': ' + counts if counts else ''}; confirmed {status.confirmed}"
        f"{f', of them agreed {status.agreed}' if status.agreed else ''}; "
        f"{status.children_unreached} of {status.children} children unreached"
        f"{''.join(map(_posted, status.mirrors))}"
    )


def _posted(post: PostStatus) -> str:
    tries = f" after {post.attempts} attempts" if post.attempts > 1 else ""
    twice = ", perhaps twice" if post.doubts else ""
    why = f": {mirrored.why(post.reason, speaking(Language.EN))}" if post.reason else ""
    return f"; mirror {post.mirror} {post.state}{tries}{twice}{why}"
