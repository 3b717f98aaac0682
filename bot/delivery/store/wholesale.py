"""SQL for thousands of letters at once: all their bodies, then all their messages.

A statement for each body costs more than the rows of its recipients, and a school's morning
has a body for nearly every class. Their rows go in together and come back with their numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.delivery.model import Body, Letter, WhenUnsure
from bot.delivery.parts import parts
from bot.delivery.store import entries
from bot.storage import lists
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing, outgoing_bodies

_RULE = WhenUnsure.RESEND

_Window = tuple[datetime, datetime | None]


async def add(connection: Connection, batch: str, letters: Sequence[Letter], now: datetime) -> int:
    """Save letters with a pending message for each address; return how many messages."""
    addressed = [letter for letter in letters if letter.addresses]
    bodies = await _bodies(connection, batch, [letter.body for letter in addressed])
    windows: dict[_Window, list[tuple[int, int]]] = defaultdict(list)
    for letter in addressed:
        pairs = [(bodies[letter.body], address) for address in letter.addresses]
        windows[letter.not_before or now, letter.not_after] += pairs
    for window, pairs in windows.items():
        await _messages(connection, batch, window, pairs)
    return sum(map(len, windows.values()))


async def _bodies(connection: Connection, batch: str, bodies: Iterable[Body]) -> dict[Body, int]:
    numbers: dict[Body, int] = {}
    single = []
    for body in dict.fromkeys(bodies):
        pieces = parts(body)
        if len(pieces) > 1:
            numbers[body] = await entries.add_body(connection, batch, pieces, _RULE)
        else:
            single.append((body, pieces[0]))
    for some in lists.in_steps(single):
        rows = [entries.body_row(batch, piece, _RULE, None) for _, piece in some]
        added = await connection.execute(_ADD_BODIES, rows)
        numbers.update(zip((body for body, _ in some), added.scalars(), strict=True))
    return numbers


async def _messages(
    connection: Connection, batch: str, window: _Window, pairs: Iterable[tuple[int, int]]
) -> None:
    rows = lists.listed(connection, 2)
    same = entries.new_row(batch, window)
    values = [sa.literal(value, outgoing.c[name].type) for name, value in same.items()]
    statement = sa.insert(outgoing).from_select(
        [*same, "body_id", "address"], sa.select(*values, *rows.columns)
    )
    for step in lists.in_steps(pairs):
        await connection.execute(statement, rows.given(step))


_ADD_BODIES = sa.insert(outgoing_bodies).returning(
    outgoing_bodies.c.id, sort_by_parameter_order=True
)
