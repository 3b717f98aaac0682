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
    plain = []
    for body in dict.fromkeys(bodies):
        pieces = parts(body)
        if pieces == (Body(body.text),):
            plain.append(body)
        else:
            numbers[body] = await entries.add_body(connection, batch, pieces, _RULE)
    for some in lists.in_steps(plain):
        rows = [entries.body_row(batch, body, _RULE, None) for body in some]
        added = await connection.execute(_ADD_BODIES, rows)
        numbers.update((Body(text), number) for number, text in added)
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


_ADD_BODIES = sa.insert(outgoing_bodies).returning(outgoing_bodies.c.id, outgoing_bodies.c.text)
"""The rows come back in any order, so each is known by its text, which no two of them share."""
