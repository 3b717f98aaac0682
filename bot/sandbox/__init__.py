"""A stand-in for Telegram: the Bot API over HTTP and a chat page, on this machine only.

It serves the demo, rehearsals by schools, and every end-to-end test. It knows nothing of
the bot that talks to it and imports nothing else of this package, so it stays an honest
stranger: what works here works because the bot speaks the Bot API, not because the two
share code. `docs/sandbox.md` lists the methods, the limits, the faults and the page's API.
"""

from __future__ import annotations

from bot.sandbox.errors import PortTaken, SandboxError, WorldUnreadable, WorldUnwritable
from bot.sandbox.faults import FaultKind, FaultPlan, NextCalls
from bot.sandbox.options import SandboxOptions
from bot.sandbox.server import Sandbox

__all__ = [
    "FaultKind",
    "FaultPlan",
    "NextCalls",
    "PortTaken",
    "Sandbox",
    "SandboxError",
    "SandboxOptions",
    "WorldUnreadable",
    "WorldUnwritable",
]
