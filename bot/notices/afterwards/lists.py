"""The list of the unreached as a file: CSV and XLSX for the office, PDF for the pin board.

The reasons are in words, in the reader's language; there is no name and no chat in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bot import sheets
from bot.errors import BadOption
from bot.i18n.catalogue import Words
from bot.notices.afterwards.unreached import Unreached, UnreachedList, Why
from bot.printing.apart import drawn_apart
from bot.sheets import Column, Sheet

DRAWING: Final = "bot.notices.afterwards.drawing"
ENDINGS: Final = (".csv", ".xlsx", ".pdf")

_WIDTHS: Final = (24, 18, 10, 36)
_WHY: Final = {
    Why.UNCERTAIN: "unreached-uncertain",
    Why.WAITING: "unreached-waiting",
    Why.STOPPED: "unreached-stopped",
    Why.REFUSED: "unreached-refused",
    Why.BLOCKED: "unreached-blocked",
    Why.ACCOUNT_GONE: "unreached-account-gone",
    Why.ERASED: "unreached-erased",
    Why.NOBODY: "unreached-nobody",
}


@dataclass(frozen=True)
class Table:
    """What is written or printed.

    Attributes:
        title: What stands above it on paper.
        note: When it was made and how many of how many.
        heading: Of its columns.
        rows: As people read them; a seat is a number where there is one.
    """

    title: str
    note: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def table_of(found: UnreachedList, words: Words, *, made: str) -> Table:
    """Put a list into words.

    Args:
        found: The children.
        words: The reader's language.
        made: When the list was made, as people write it.
    """
    school = (words("unreached-column-school"),) if found.has_schools else ()
    return Table(
        words("unreached-title", number=str(found.notice.id)),
        words("unreached-note", made=made, count=len(found.children), total=found.total),
        (
            *school,
            words("unreached-column-class"),
            words("unreached-column-seat"),
            words("unreached-column-why"),
        ),
        tuple(_row(child, words, with_school=found.has_schools) for child in found.children),
    )


def why_in_words(why: Why, words: Words) -> str:
    """Say why a child was not reached."""
    return words(_WHY[why])


async def write(table: Table, path: Path) -> None:
    """Write a list to a file; what it is follows from the name.

    Raises:
        BadOption: The name ends in something else than .csv, .xlsx or .pdf.
        SheetUnwritable: The file cannot be written.
        DrawingFailed: There is no Chinese font, or the like.
    """
    match path.suffix.lower():
        case ".csv":
            sheets.write_csv(path, table.heading, table.rows)
        case ".xlsx":
            sheets.write_xlsx(path, [_sheet(table)])
        case ".pdf":
            sheets.write_bytes(path, await drawn_apart(DRAWING, asdict(table)))
        case _:
            message = f"-o {path}: must end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."
            raise BadOption(message)


def _sheet(table: Table) -> Sheet:
    widths = _WIDTHS[-len(table.heading) :]
    columns: Sequence[Column] = [
        Column(heading, width) for heading, width in zip(table.heading, widths, strict=True)
    ]
    return Sheet(table.title, columns, table.rows)


def _row(child: Unreached, words: Words, *, with_school: bool) -> tuple[str | int, ...]:
    seat = words("unreached-no-seat") if child.seat is None else child.seat
    school = (child.school,) if with_school else ()
    return (*school, child.class_name, seat, why_in_words(child.why, words))
