"""Everything one can choose about a sandbox, with the defaults of the demo."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.faults import FaultPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOptions:
    """What a sandbox is like.

    Attributes:
        host: the address to listen on; leave it at this machine unless you mean otherwise.
        port: the port, 0 for any that is free.
        world_path: the JSON file that keeps the world over restarts; None keeps nothing.
        limits: whether Telegram's rates are enforced.
        faults: troubles to begin with; they can be changed while running.
        tokens: the bot tokens that are accepted; none means any well-formed one.
        bot_id: the bot's user id.
        username: the bot's name in deep links, without the @.
        name: the bot's name as people see it.
        callback_seconds: how long a tap can be answered.
        webhook_pause: seconds before a failed webhook is tried again, doubled each time.
    """

    host: str = "127.0.0.1"
    port: int = 8081
    world_path: Path | None = None
    limits: bool = True
    faults: FaultPlan = field(default_factory=FaultPlan)
    tokens: frozenset[str] = frozenset()
    bot_id: int = 7_000_000_001
    username: str = "jiaxiao_demo_bot"
    name: str = "家校"
    callback_seconds: int = 60
    webhook_pause: float = 0.5
