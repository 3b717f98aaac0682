"""A row of the table of routes: a command or a button, its handler, and who may use it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from bot.chat.talk import Talk
from bot.people.permissions import Action
from bot.taps import Tap

ANYBODY: Collection[Action] = ()


@dataclass(frozen=True)
class Command:
    """A command, its handler, and the actions of which a person may do one; none is anybody."""

    name: str
    handler: Callable[[Talk], Awaitable[None]]
    actions: Collection[Action] = ANYBODY


@dataclass(frozen=True)
class Button:
    """A kind of tap, its handler, and the actions of which a person may do one.

    `needs_database` is false where somebody is helped even while we do not know who they are.
    """

    kind: type[Tap]
    handler: Callable[[Talk, Any], Awaitable[object]]
    actions: Collection[Action] = ANYBODY
    needs_database: bool = True
