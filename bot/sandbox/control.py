"""The part of the page's API that tests and rehearsals use: ledger, faults, limits, reset."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.errors import PageError
from bot.sandbox.faults import FaultKind, FaultPlan, Faults, NextCalls
from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.ledger import Ledger
from bot.sandbox.limits import Limiter
from bot.sandbox.values import JsonObject
from bot.sandbox.world import World

_PLAN_FIELDS = frozenset(field.name for field in fields_of(FaultPlan))


class Control:
    """Routes that look behind the stage."""

    def __init__(
        self,
        world: World,
        *,
        ledger: Ledger,
        faults: Faults,
        limiter: Limiter,
        methods: Collection[str],
    ) -> None:
        self._world = world
        self._methods = methods
        self._ledger = ledger
        self._faults = faults
        self._limiter = limiter

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/sandbox/ledger", self.ledger),
            Route("/sandbox/faults", self.show_faults),
            Route("/sandbox/faults", self.change_faults, methods=["POST"]),
            Route("/sandbox/limits", self.limits, methods=["POST"]),
            Route("/sandbox/reset", self.reset, methods=["POST"]),
        ]

    async def ledger(self, request: Request) -> Response:
        """Return what the bot did; `after` leaves out so many sends."""
        after = Fields(dict(request.query_params)).integer("after", 0)
        return JSONResponse(self._ledger.as_json(max(0, after)))

    async def show_faults(self, _request: Request) -> Response:
        """Return the plan as far as it has not been used up."""
        return JSONResponse(plan_as_json(self._faults.plan))

    async def change_faults(self, request: Request) -> Response:
        """Follow another plan; fields that are left out take their defaults."""
        plan = read_plan(await read_fields(request))
        self._check_methods([*plan.methods, *(entry.method for entry in plan.next)])
        self._faults.change(plan)
        return JSONResponse(plan_as_json(self._faults.plan))

    async def limits(self, request: Request) -> Response:
        """Turn the limits on or off."""
        self._limiter.enforced = (await read_fields(request)).flag("enforced")
        self._limiter.clear()
        return JSONResponse({"enforced": self._limiter.enforced})

    async def reset(self, _request: Request) -> Response:
        """Clear the world, the ledger, the faults and what the limits have counted."""
        self._world.clear()
        self._ledger.clear()
        self._faults.change(FaultPlan())
        self._limiter.clear()
        return JSONResponse({})

    def _check_methods(self, names: Iterable[str]) -> None:
        """Refuse a misspelt method, which would make a test pass without its fault."""
        for name in names:
            if name not in self._methods:
                raise PageError(f"There is no method “{name}”; write it as Telegram does.")


def plan_as_json(plan: FaultPlan) -> JsonObject:
    """Write a plan as the object that `read_plan` reads."""
    return {
        "seed": plan.seed,
        "shares": {kind.value: share for kind, share in plan.shares.items()},
        "methods": sorted(plan.methods),
        "next": [
            {"kind": entry.kind.value, "method": entry.method, "count": entry.count}
            for entry in plan.next
        ],
        "delay_ms": plan.delay_ms,
        "hold_seconds": plan.hold_seconds,
        "retry_after": plan.retry_after,
    }


def read_plan(fields: Fields) -> FaultPlan:
    """Read a plan of troubles.

    Raises:
        PageError: a field is unknown or not of its type; the message names it.
    """
    unknown = fields.names() - _PLAN_FIELDS
    if unknown:
        raise PageError(f"There is no field “{min(unknown)}” in a plan of faults.")
    default = FaultPlan()
    return replace(
        default,
        seed=fields.integer("seed", default.seed),
        shares=_shares(fields.value("shares")),
        methods=frozenset(_texts(fields.value("methods"))),
        next=_next_calls(fields.value("next")),
        delay_ms=fields.number("delay_ms", default.delay_ms),
        hold_seconds=fields.number("hold_seconds", default.hold_seconds),
        retry_after=max(1, fields.integer("retry_after", default.retry_after)),
    )


def _shares(value: object) -> dict[FaultKind, float]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise PageError("The field “shares” must be an object of kinds and fractions.")
    shares = {_kind(name): share for name, share in value.items()}
    for kind, share in shares.items():
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
            raise PageError(f"The share of “{kind}” must be a fraction between 0 and 1.")
    if sum(share for kind, share in shares.items() if kind is not FaultKind.LATE) > 1:
        raise PageError("The shares of all kinds but “late” add up to more than 1.")
    return shares


def _next_calls(value: object) -> tuple[NextCalls, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise PageError("The field “next” must be a list of {kind, method, count}.")
    entries = [Fields(entry) for entry in value]
    return tuple(
        NextCalls(
            kind=_kind(entry.text("kind")),
            method=entry.text("method"),
            count=max(1, entry.integer("count", 1)),
        )
        for entry in entries
    )


def _kind(name: object) -> FaultKind:
    try:
        return FaultKind(str(name))
    except ValueError as error:
        raise PageError(f"There is no fault “{name}”; choose from {_kinds()}.") from error


def _kinds() -> str:
    return ", ".join(FaultKind)


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise PageError("The field “methods” must be a list of method names.")
    return value
