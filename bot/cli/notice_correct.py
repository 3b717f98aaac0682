"""`jiaxiao notice correct` and `withdraw`: put right or take back what is out."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.audit.model import OPERATOR, AtPost
from bot.cli import invocation, notice_check, notice_rehearsal, notice_time
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.beforehand import previewing
from bot.notices.beforehand.rehearsal import Explained
from bot.notices.beforehand.rehearsing import is_explained
from bot.notices.model import Notice, Status
from bot.notices.wording import compose

_HINT = "Nothing was corrected: change the text, or correct it with --despite REASON."


def correct(
    context: typer.Context,
    notice: Annotated[int, typer.Argument(help="Its number.")],
    text: Annotated[str | None, typer.Option(help="The whole text as it should read.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file that holds the text.")] = None,
    despite: notice_rehearsal.Despite = None,
    staff: notice_time.AsStaff = None,
) -> int:
    """Give a notice another text: old messages are marked, the new text is sent again.

    Whoever had confirmed is asked again; whoever still waited gets only the new text. What the
    rules object to is not sent without --despite. In the name of the post that wrote it, it may
    wait for a second person (notice approve); the operator, without --as, needs none.

    Example: jiaxiao notice correct 12 --text "明天秋游，七点半集合。"
    """
    content = notice_check.content(text, file)

    async def work() -> tuple[Notice, Status] | list[str]:
        async with open_services(invocation.of(context).configuration()) as services:
            found = await services.notices.find(notice)
            wanted = replace(found, text=compose.checked(content))
            findings = await services.rehearsals.findings(wanted)
            if despite is None and not is_explained(wanted, findings):
                words = speaking(Language.ZH_HANS)
                return previewing.findings(findings, words, Language.ZH_HANS, services.grounds)
            rules = tuple(dict.fromkeys(one.rule for one in findings))
            explained = Explained(rules, despite) if despite is not None and rules else None
            by = OPERATOR if staff is None else AtPost(staff)
            corrected = await services.notices.correct(notice, content, by=by, explained=explained)
            return corrected, await services.notices.status(corrected.id)

    outcome = asyncio.run(work())
    if isinstance(outcome, list):
        invocation.complain("\n".join([*outcome, _HINT]))
        return notice_rehearsal.OBJECTED
    _, status = outcome
    invocation.answer(context, f"Notice {status.id}: {_outcome(status)}", asdict(status))
    return 0


def _outcome(status: Status) -> str:
    if status.correction_waits:
        return "the correction waits for a second person; until then the old text stands"
    return (
        f"corrected, goes again to {status.pending + status.sending}; "
        f"{status.edits_pending} old messages to be marked 已更正"
    )


def withdraw(
    context: typer.Context, notice: Annotated[int, typer.Argument(help="Its number.")]
) -> None:
    """Take a notice back: what has arrived is changed to 已撤回, what has not left is cancelled.

    Files are replaced by an empty picture. This cannot be undone.

    Example: jiaxiao notice withdraw 12
    """

    async def work() -> Status:
        async with open_services(invocation.of(context).configuration()) as services:
            await services.notices.withdraw(notice)
            return await services.notices.status(notice)

    status = asyncio.run(work())
    unknown = f", {status.ambiguous} may hold it and cannot be changed" if status.ambiguous else ""
    invocation.answer(
        context,
        f"Notice {status.id}: withdrawn; {status.edits_pending} messages to be changed to 已撤回, "
        f"{status.cancelled} had not left{unknown}",
        asdict(status),
    )
