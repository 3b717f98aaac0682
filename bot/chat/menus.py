"""Command menus, per language and role.

Everybody sees the parents' menu in the language of their app; whoever chose another
language, and staff, have a menu of their own in their chat.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, TelegramError

from bot.chat.talk import Talk
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.model import Person
from bot.people.permissions import TELL, Action, may

log = structlog.get_logger()

FOR_PARENTS = (
    "today",
    "week",
    "absent",
    "courses",
    "help",
    "settings",
    "language",
    "mydata",
    "forget",
    "privacy",
    "leave",
)
FOR_STAFF: Mapping[str, Collection[Action]] = {
    "notice": TELL,
    "class": (Action.SEE_CLASS, Action.SEE_TOTALS),
    "change": (Action.CHANGE_SERVICE,),
    "door": (Action.CHANGE_SERVICE,),
    "inbox": (Action.ANSWER_PARENTS, Action.EDIT_ANSWERS),
    "results": (Action.SEE_TOTALS,),
    "absences": (Action.SEE_CLASS,),
    "template": (Action.SEE_CLASS,),
}
"""Commands of staff, and the actions of which a person may do one."""

LANGUAGE_CODES = {"": Language.ZH_HANS, "zh": Language.ZH_HANS, "en": Language.EN}
"""Telegram knows two-letter languages only; zh-Hant is a menu of one's own chat."""


async def show_to_everybody(bot: Bot) -> None:
    """Set the parents' menu and the bot's description in each language."""
    scope = BotCommandScopeAllPrivateChats()
    for code, language in LANGUAGE_CODES.items():
        words = speaking(language)
        await bot.set_my_commands(_commands(words, FOR_PARENTS), scope=scope, language_code=code)
        await bot.set_my_description(words("bot-description"), language_code=code)
        await bot.set_my_short_description(words("bot-short-description"), language_code=code)


async def show_own(talk: Talk) -> None:
    """Set this chat's own menu, in the person's language and for their role, if that can be."""
    scope = BotCommandScopeChat(talk.address)
    try:
        await talk.bot.set_my_commands(_commands(talk.words, _names(talk.person)), scope=scope)
    except TelegramError as error:
        log.warning("own_menu_not_set", kind=type(error).__name__)


async def forget_own(talk: Talk) -> None:
    """Go back to everybody's menu."""
    try:
        await talk.bot.delete_my_commands(scope=BotCommandScopeChat(talk.address))
    except BadRequest:
        # Telegram refuses when there was no menu of their own, which is what we want.
        return
    except TelegramError as error:
        log.warning("own_menu_not_forgotten", kind=type(error).__name__)


def _names(person: Person) -> tuple[str, ...]:
    mine = (name for name, actions in FOR_STAFF.items() if may(person, actions))
    return (*mine, *FOR_PARENTS)


def _commands(words: Words, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(name, words(f"command-{name}")) for name in names]


async def keep_showing(bot: Bot) -> None:
    """Set everybody's menu once Telegram lets us; the bot answers meanwhile."""
    try:
        await show_to_everybody(bot)
    except TelegramError as error:
        log.warning("menus_not_set", kind=type(error).__name__)
