"""`jiaxiao check`: on one screen, what is right and what is wrong.

Every part is looked at even when another is wrong, so that one call shows all there is to
mend. It changes nothing, apart from remembering the bot's name for invitations.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import date

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.clock import SystemClock, today
from bot.config import BadConfiguration, Configuration
from bot.errors import BadSetting, JiaxiaoError
from bot.faq.checking.checks import check as check_folder
from bot.faq.files.loader import load
from bot.mirrors.model import Reason
from bot.notices.leaving.mirroring import rules_of
from bot.running import TOKEN_MISSING, TOKEN_REFUSED
from bot.storage import migrate
from bot.storage.database import Database
from bot.timetable.calendar.public import last_known_year
from bot.timetable.calendar.uncertain import DAYS_AHEAD


@dataclass(frozen=True)
class Finding:
    """One part of the service: whether it is well, and what to know or do.

    A warning is well now, and will not be soon.
    """

    part: str
    ok: bool
    detail: str
    warning: bool = False


Look = Callable[[Configuration], Awaitable[Finding]]


def check(context: typer.Context) -> int:
    """Look at configuration, database, knowledge, calendar and Telegram.

    Example: jiaxiao check --json
    """
    try:
        configuration = invocation.of(context).configuration()
    except BadConfiguration as error:
        findings = [Finding("configuration", ok=False, detail=str(error))]
    else:
        findings = asyncio.run(_look(configuration))
    lines = [f"{_mark(item)}  {item.part:<14} {item.detail}" for item in findings]
    well = all(item.ok for item in findings)
    invocation.answer(
        context, "\n".join(lines), {"ok": well, "checks": [asdict(item) for item in findings]}
    )
    if findings[0].part == "configuration" and not findings[0].ok:
        return 2
    return 0 if well else 1


def _mark(item: Finding) -> str:
    if not item.ok:
        return "WRONG"
    return "WARN " if item.warning else "ok   "


async def _look(configuration: Configuration) -> list[Finding]:
    looks: tuple[Look, ...] = (_database, _knowledge, _calendar, _mirrors, _telegram)
    found = [Finding("configuration", ok=True, detail="every key is known and usable")]
    return [*found, *[await look(configuration) for look in looks]]


async def _database(configuration: Configuration) -> Finding:
    try:
        database = Database(configuration.database.url)
        try:
            condition = await migrate.condition(database)
        finally:
            await database.close()
    except JiaxiaoError as error:
        return Finding("database", ok=False, detail=str(error))
    detail = migrate.ADVICE.get(condition, "up to date")
    return Finding("database", ok=condition is migrate.Condition.CURRENT, detail=detail)


async def _knowledge(configuration: Configuration) -> Finding:
    path = configuration.knowledge.path
    problems = check_folder(path, today(SystemClock(configuration.zone)))
    if problems:
        detail = f"{len(problems)} problems, first: {problems[0]}"
        return Finding("knowledge", ok=False, detail=f"{detail}; type `jiaxiao knowledge check`")
    return Finding("knowledge", ok=True, detail=f"{len(load(path).entries)} entries in {path}")


async def _calendar(configuration: Configuration) -> Finding:
    here, last = today(SystemClock(configuration.zone)), last_known_year()
    detail = f"public holidays are known until the end of {last}"
    if last > here.year:
        return Finding("calendar", ok=True, detail=detail)
    advice = (
        f"{detail}; after that Monday to Friday count as school days and every push says so, "
        "until a newer chinesecalendar is installed or the school's own calendar says otherwise"
    )
    is_near = (date(last + 1, 1, 1) - here).days <= DAYS_AHEAD[0]
    return Finding("calendar", ok=last == here.year, detail=advice, warning=is_near)


async def _mirrors(configuration: Configuration) -> Finding:
    if not configuration.mirrors:
        return Finding("mirrors", ok=True, detail="none is set up")
    from bot.mirrors.channel import kind_of  # noqa: PLC0415 - only where there are mirrors

    try:
        rules_of(configuration.mirrors)
    except BadConfiguration as error:
        return Finding("mirrors", ok=False, detail="; ".join(error.problems))
    kinds = {item.name: kind_of(item.url.get_secret_value()) for item in configuration.mirrors}
    if Reason.NO_APPRISE in kinds.values():
        advice = "type `pip install 'jiaxiao-bot[mirrors]'`, without which none is reached"
        return Finding("mirrors", ok=False, detail=advice)
    bad = [name for name, kind in kinds.items() if isinstance(kind, Reason)]
    if bad:
        detail = f"{', '.join(bad)}: Apprise cannot read the url; compare it with Apprise's pages"
        return Finding("mirrors", ok=False, detail=detail)
    detail = ", ".join(f"{name} ({kind})" for name, kind in kinds.items())
    return Finding("mirrors", ok=True, detail=f"{detail}; `jiaxiao mirror test` tries one")


async def _telegram(configuration: Configuration) -> Finding:
    from bot.chat.application import plain_bot  # noqa: PLC0415 - slow to import
    from bot.chat.refusals import TelegramTrouble, TokenRefused  # noqa: PLC0415 - the same

    if not configuration.telegram.token.get_secret_value():
        return Finding("telegram", ok=False, detail=TOKEN_MISSING)
    try:
        async with plain_bot(configuration.telegram) as bot:
            await _remember_name(configuration, bot.username)
            return Finding("telegram", ok=True, detail=f"reached as @{bot.username}")
    except TokenRefused:
        return Finding("telegram", ok=False, detail=TOKEN_REFUSED)
    except BadSetting as error:
        return Finding("telegram", ok=False, detail=str(error))
    except TelegramTrouble as error:
        detail = (
            f"telegram.base_url: Telegram cannot be reached ({type(error).__name__}); check the "
            "network, and telegram.proxy where Telegram is blocked"
        )
        return Finding("telegram", ok=False, detail=detail)


async def _remember_name(configuration: Configuration, username: str) -> None:
    try:
        async with open_services(configuration) as services:
            await services.people.remember_bot_name(username)
    except JiaxiaoError:
        # The database has a line of its own above; without one the name waits for `run`.
        return
