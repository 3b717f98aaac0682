"""What the bot tells Telegram about itself: its menus, its texts, its webhook.

Kept apart from people and messages because clearing the world must not make a running bot
deaf or mute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.values import ChatId, JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where the bot wants its updates; an empty address means it fetches them itself."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40


@dataclass(slots=True)
class BotSettings:
    """The bot's own settings, by scope and language where Telegram has these.

    Attributes:
        commands: menus by (scope, language); a scope is `default`, `all_private_chats` or
            another type, with `:chat` (and `:user`) behind it where the scope names them.
        texts: by (which, language); which is `name`, `description` or `short_description`.
        menu_buttons: by chat; None is the default for all chats.
    """

    commands: dict[tuple[str, str], tuple[JsonObject, ...]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[ChatId | None, JsonObject] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)


def scope_key(scope: Mapping[str, object]) -> str:
    """Name a BotCommandScope so that equal scopes get equal names."""
    parts = [scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id")]
    return ":".join(str(part) for part in parts if part is not None)


def visible_menu(settings: BotSettings, chat_id: ChatId, language: str) -> tuple[JsonObject, ...]:
    """Return the menu a person sees in the private chat, by Telegram's order of scopes.

    The narrowest scope wins, and within a scope the person's language goes before none:
    https://core.telegram.org/bots/api#determining-list-of-commands.
    """
    short = language.lower().split("-")[0]
    for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
        for tag in (short, ""):
            menu = settings.commands.get((scope, tag))
            if menu is not None:
                return menu
    return ()
