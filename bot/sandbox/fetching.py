"""The methods by which the bot gets its updates: by asking, or by a webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.params import Params
from bot.sandbox.settings import Webhook
from bot.sandbox.updates import MOST_AT_ONCE
from bot.sandbox.values import JsonValue
from bot.sandbox.world import World

LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_MOST_CONNECTIONS = 100
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def get_updates(world: World, params: Params) -> JsonValue:
    """getUpdates: confirm what came before an offset, then wait for more."""
    if world.settings.webhook.url:
        raise conflict(_WEBHOOK_ACTIVE)
    _allow(world, params)
    updates = await world.updates.poll(
        params.integer("offset"),
        min(max(1, params.integer("limit", MOST_AT_ONCE)), MOST_AT_ONCE),
        min(max(0, params.integer("timeout")), LONGEST_POLL),
    )
    return [update.as_json() for update in updates]


def set_webhook(world: World, params: Params) -> JsonValue:
    """setWebhook: from now on updates are sent there; an empty address ends it.

    A plain http address is taken on this machine, where there is nobody to listen in.
    """
    url = params.text("url")
    _check_webhook(url)
    secret = params.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(1, params.integer("max_connections", 40)), _MOST_CONNECTIONS)
    _take_over_updates(world, params)
    world.updates.interrupt(conflict("terminated by setWebhook request") if url else None)
    world.settings.webhook = Webhook(url=url, secret_token=secret, max_connections=connections)
    world.changed.set()
    world.updates.arrived.set()
    return True


def delete_webhook(world: World, params: Params) -> JsonValue:
    """deleteWebhook: the bot fetches its updates itself again."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.settings.webhook = Webhook()
    world.changed.set()
    world.updates.arrived.set()
    return True


def _take_over_updates(world: World, params: Params) -> None:
    _allow(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.clear()


def _allow(world: World, params: Params) -> None:
    """Follow allowed_updates, which concerns only what has not happened yet."""
    kinds = params.json("allowed_updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed_updates JSON array")
    world.updates.allow(str(kind) for kind in kinds)


def _check_webhook(url: str) -> None:
    if not url:
        return
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise bad_request("bad webhook: URL is invalid") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
