"""What `db restore` says of survey figures that were handed out after the backup was made.

Every export is held against those before it, so that no hidden figure can be worked out from
several. A restored database knows only the exports of its own time. The account of the database
that it replaces tells which are missing, if that can still be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.audit.model import Deed
from bot.audit.service import Account
from bot.storage import migrate
from bot.storage.database import Database, DatabaseBroken
from bot.storage.migrate import Condition

_SO_BE_CAREFUL = "hand out only what was handed out before, or hidden figures can be worked out."


@dataclass(frozen=True)
class Exports:
    """What an account says of surveys.

    Attributes:
        opened: The numbers of the surveys.
        made: When figures were handed out, and of which survey.
    """

    opened: frozenset[int | None]
    made: frozenset[tuple[datetime, int | None]]


async def exports(database: Database) -> Exports | None:
    """Read them; None if there is no account that this release can read."""
    if await migrate.condition(database) is not Condition.CURRENT:
        return None
    account = Account(database)
    try:
        opened = await account.of(Deed.SURVEY_OPENED)
        made = await account.of(Deed.SURVEY_EXPORTED)
    except DatabaseBroken:
        return None
    finally:
        await database.close()
    return Exports(
        frozenset(each.subject_number for each in opened),
        frozenset((each.at, each.subject_number) for each in made),
    )


def forgotten(before: Exports | None, after: Exports | None) -> list[int] | None:
    """List the surveys whose later exports a restored database does not know.

    Args:
        before: The account that was replaced.
        after: The restored one.

    Returns:
        None if nobody can know: one of the two cannot be read.
    """
    if before is None or after is None:
        return None
    missing = {number for _, number in before.made - after.made}
    return sorted(number for number in missing & after.opened if number is not None)


def warnings(surveys: list[int] | None) -> list[str]:
    """Say what the operator has to mind."""
    if surveys is None:
        sentence = (
            "Survey figures that were handed out after this backup was made are not known to the "
            f"restored database; {_SO_BE_CAREFUL}"
        )
        return [sentence]
    return [
        f"Survey {number}: figures were handed out after this backup was made, and the restored "
        f"database does not know them; {_SO_BE_CAREFUL}"
        for number in surveys
    ]
