"""Many rows without many trips: a list of numbers goes in as one value and is read as a table.

A statement for each of 100,000 rows costs SQLAlchemy and the driver more than the rows cost the
database, and keeps Python's lock from whoever answers parents meanwhile. SQLite reads such a
list from JSON; PostgreSQL has arrays for it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from functools import cache
from itertools import islice
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from bot.storage.database import Connection

AT_ONCE = 5_000
"""How many rows go into one statement."""

_A_TURN = 500
"""How many rows are dealt with before others get a turn."""

Number = int | None
Row = TypeVar("Row")


class Listed:
    """A list of rows of numbers, as a statement reads it.

    Args:
        width: How many numbers a row has.
        is_sqlite: Which database reads it.
    """

    def __init__(self, width: int, *, is_sqlite: bool) -> None:
        self._width = width
        self._is_sqlite = is_sqlite
        self.columns = _from_json(width) if is_sqlite else _from_arrays(width)

    def given(self, rows: Sequence[Sequence[Number]]) -> dict[str, object]:
        """Return what is to be given to the statement for these rows."""
        if self._is_sqlite:
            return {"listed": json.dumps(rows)}
        return {_name(place): [row[place] for row in rows] for place in range(self._width)}


def listed(connection: Connection, width: int) -> Listed:
    """Return how this database reads rows of so many numbers."""
    return _listed(width, is_sqlite=connection.dialect.name == "sqlite")


def in_steps(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """Cut rows into lists that fit into one statement each."""
    left = iter(rows)
    while step := list(islice(left, AT_ONCE)):
        yield step


async def gently(rows: Iterable[Row]) -> AsyncIterator[Row]:
    """Go through many rows, letting everybody else have a turn now and then."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _A_TURN == 0:
            await asyncio.sleep(0)


@cache
def _listed(width: int, *, is_sqlite: bool) -> Listed:
    return Listed(width, is_sqlite=is_sqlite)


def _from_json(width: int) -> tuple[sa.ColumnElement[int], ...]:
    rows = sa.func.json_each(sa.bindparam("listed", type_=sa.Text)).table_valued("value")
    return tuple(
        sa.func.json_extract(rows.c.value, f"$[{place}]", type_=sa.BigInteger)
        for place in range(width)
    )


def _from_arrays(width: int) -> tuple[sa.ColumnElement[int], ...]:
    names = [_name(place) for place in range(width)]
    arrays = (sa.bindparam(name, type_=ARRAY(sa.BigInteger)) for name in names)
    columns = [sa.column(name, sa.BigInteger) for name in names]
    rows = sa.func.unnest(*arrays).table_valued(*columns, name="listed").render_derived()
    return tuple(rows.c[name] for name in names)


def _name(place: int) -> str:
    return f"listed_{place}"
