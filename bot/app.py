"""The composition root: builds every part from the ground up and hands it to the others.

There is one way in. Tests, the command line and the demo open the services through
`open_services`; `jiaxiao run` adds the parts that never sleep (chat, dispatcher,
scheduler) through `bot.running`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

from bot.clock import Clock, SystemClock
from bot.config import Configuration, quiet_span
from bot.delivery.outbox import Outbox
from bot.faq.service import Answers
from bot.notices.service import Notices
from bot.notices.timing import QuietHours
from bot.people.membership import Membership
from bot.people.office import Office
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage import migrate
from bot.storage.database import Database
from bot.surveys.service import Surveys
from bot.timetable.service import Timetable


@dataclass(frozen=True)
class Services:
    """Everything a front door may ask for."""

    configuration: Configuration
    clock: Clock
    database: Database
    people: People
    office: Office
    membership: Membership
    outbox: Outbox
    plans: Plans
    notices: Notices
    timetable: Timetable
    surveys: Surveys

    @cached_property
    def answers(self) -> Answers:
        """The knowledge, read when first asked for; commands that need none stay quick."""
        return Answers.load(self.configuration.knowledge.path)
