"""What `jiaxiao notice send` looks at first: `--dry-run`, and the rules' objections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from bot.app import Services
from bot.cli import invocation
from bot.cli.notice_check import told
from bot.clock import at_school
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.beforehand import previewing
from bot.notices.beforehand.load import Load, load_line
from bot.notices.beforehand.previewing import Grounds
from bot.notices.beforehand.rehearsal import Explained, Rehearsal
from bot.notices.beforehand.rehearsing import UNSAVED
from bot.notices.leaving.departure import nobody
from bot.notices.model import Asks, Notice, State
from bot.notices.rules.model import Finding
from bot.notices.times import timing
from bot.notices.wording import compose
from bot.people.audience import Audience, Kind

OBJECTED = 1
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only show what sending would do, and what to change.")
]
Despite = Annotated[str | None, typer.Option(help="Why it is sent although the rules object.")]
_LANGUAGE = Language.ZH_HANS


def unsaved(audiences: Sequence[Audience], text: str, now: datetime, manner: Manner) -> Notice:
    """Return a notice as it would be saved.

    Raises:
        TextUnusable: It is empty or too long.
    """
    return Notice(
        id=UNSAVED,
        school_id=None,
        author_id=None,
        audiences=tuple(audiences),
        text=compose.checked(text),
        asks_confirmation=manner.asks is not Asks.NOTHING,
        is_urgent=manner.urgent_because is not None,
        state=State.DRAFT,
        created_at=now,
        asks_agreement=manner.asks is Asks.AGREE,
        when_unsure=manner.when_unsure,
    )


async def rehearse(
    services: Services, notice: Notice, at: datetime | None, despite: str | None
) -> Ahead:
    """Rehearse a notice that is not saved, for showing after the services are closed.

    Args:
        services: The school.
        notice: What would be sent.
        at: When, aware; None is at once.
        despite: Why it is sent although rules object, if they do.

    Raises:
        JiaxiaoError: As sending would.
    """
    if at is not None:
        timing.check(at, services.clock.now())
    rehearsed = await services.rehearsals.of(notice, at)
    here = at_school(services.clock.now(), services.clock)
    week = Week(
        await services.notices.weekly_load(notice),
        services.configuration.notices.weekly_limit,
    )
    return Ahead(notice, rehearsed, services.grounds, here, week, despite=despite)


@dataclass(frozen=True)
class Week:
    """What the families got in the last seven days, and from how much on it is much."""

    load: Load
    limit: int


class Ahead:
    """What sending a notice would do, ready to be printed."""

    def __init__(
        self,
        notice: Notice,
        rehearsed: Rehearsal,
        grounds: Grounds,
        here: datetime,
        week: Week,
        *,
        despite: str | None,
    ) -> None:
        self._notice = notice
        self._rehearsed = rehearsed
        self._here = here
        self._week = week
        self.explained = _explained(rehearsed.findings, despite)
        self.is_refused = bool(rehearsed.findings) and self.explained is None
        self._words = speaking(_LANGUAGE)
        self._found = previewing.findings(rehearsed.findings, self._words, _LANGUAGE, grounds)
        self._findings = told(rehearsed.findings, grounds, _LANGUAGE)

    def show(self, context: typer.Context) -> int:
        """Print all of it, and end as sending would.

        Raises:
            NobodyToTell: No chat has joined the audience.
        """
        invocation.answer(context, "\n".join(self._lines()), self._document())
        if self.is_refused:
            return OBJECTED
        if not self._rehearsed.recipients:
            raise nobody(self._notice)
        return 0

    def refuse(self, context: typer.Context) -> int:
        """Say what the rules object to and how to send it all the same."""
        hint = "Nothing was sent: change the text, or send it with --despite REASON."
        invocation.complain("\n".join([*self._found, hint]))
        if invocation.of(context).as_json:
            invocation.answer(context, "", {"sent": False, "findings": self._findings})
        return OBJECTED

    def _lines(self) -> Sequence[str]:
        to_staff = all(whom.kind is Kind.STAFF for whom in self._notice.audiences)
        unread = [] if self._rehearsed.is_checked else [self._words("notices-check-unavailable")]
        shown = [
            line
            for one in self._rehearsed.shown
            for line in (
                f"── {one.language.own_name} × {one.recipients} ──",
                one.text,
                *(f"［{label}］" for label in one.buttons),
                "",
            )
        ]
        foreseen = previewing.summary(self._rehearsed, self._words, self._here, to_staff=to_staff)
        burden = load_line(self._words, self._week.load, self._week.limit)
        because = []
        if self.explained is not None:
            because = [self._words("notices-despite-noted", reason=self.explained.because)]
        return [*shown, *foreseen, burden, *unread, *self._found, *because]

    def _document(self) -> dict[str, object]:
        rehearsed, pace = self._rehearsed, self._rehearsed.pace
        return {
            "sent": False,
            "recipients": rehearsed.recipients,
            "languages": [
                {
                    "language": one.language,
                    "recipients": one.recipients,
                    "text": one.text,
                    "buttons": list(one.buttons),
                    "wordings": one.wordings,
                }
                for one in rehearsed.shown
            ],
            "children": rehearsed.children,
            "children_unreached": rehearsed.unreached,
            "chats_gone": rehearsed.gone,
            "messages_each": rehearsed.messages,
            "waiting_before": pace.waiting if pace else 0,
            "messages_per_second": pace.per_second if pace else None,
            "seconds": pace.takes.total_seconds() if pace else 0,
            "first_at": self._at(pace.first_at) if pace else None,
            "last_at": self._at(pace.last_at) if pace else None,
            "held": [
                {"who": one.who, "recipients": one.chats, "until": self._at(one.until)}
                for one in rehearsed.held
            ],
            "week": {
                "median": self._week.load.median,
                "most": self._week.load.most,
                "families_at_limit": self._week.load.at_least(self._week.limit),
                "limit": self._week.limit,
            },
            "checked": rehearsed.is_checked,
            "findings": self._findings,
            "despite": None if self.explained is None else self.explained.because,
        }

    def _at(self, moment: datetime) -> str:
        return moment.astimezone(self._here.tzinfo).isoformat(timespec="seconds")


def _explained(found: Sequence[Finding], despite: str | None) -> Explained | None:
    """Return why a notice is sent all the same; None if nothing has to be explained, or is.

    Raises:
        DespiteUnusable: The reason is empty or too long.
    """
    if despite is None or not found:
        return None
    rules = tuple(dict.fromkeys(one.rule for one in found))
    return Explained(rules, compose.checked_despite(despite))
