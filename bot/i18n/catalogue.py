"""Texts by key and language, out of Fluent files.

Fluent was chosen over gettext because texts are found by key rather than by their Chinese
wording, plurals belong to each language, and long texts read as they will be shown.
Files lie in `locales/<language>/<room>.ftl`. A text that a language lacks is said in
zh-Hans and logged as an error: a parent is better told in the school's own script than not
at all, and a test holds the three languages together so that it should never happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from fluent.runtime import FluentBundle, FluentResource

from bot.errors import NotFound
from bot.i18n.languages import Language

log = structlog.get_logger()

LOCALES = Path(__file__).with_name("locales")

LONGEST_PART: Final = 2_500
"""Characters that Fluent lets one argument have, though notices and answers may be longer."""

_STAND_IN: Final = re.compile("\ue000[0-9]+\ue001")

Argument = str | int | float
Words = Callable[..., str]
"""``words(key, **arguments)`` gives the text in the language it was made for."""


class TextMissing(NotFound):
    """A text key is in no catalogue file of this language."""


def speaking(language: Language) -> Words:
    """Return a function that looks texts up in one language.

    Raises:
        TextMissing: When called with a key that no file holds.
    """

    def words(key: str, /, **arguments: Argument) -> str:
        return text(key, language, arguments)

    return words


def text(key: str, language: Language, arguments: Mapping[str, Argument] | None = None) -> str:
    """Return the text of a key, its arguments filled in.

    Raises:
        TextMissing: The key is not even there in zh-Hans, or asks for an argument that was
            not given.
    """
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        if language is Language.ZH_HANS:
            message = f"Text {key} is missing: add it to bot/i18n/locales/{language}."
            raise TextMissing(message)
        log.error("text_missing", key=key, language=language)
        return text(key, Language.ZH_HANS, arguments)
    short, long = _parted(arguments or {})
    filled, problems = bundle.format_pattern(pattern, short)
    if problems:
        names = ", ".join(str(problem) for problem in problems)
        message = f"Text {key} in {language} cannot be filled in: {names}."
        raise TextMissing(message)
    return _STAND_IN.sub(lambda found: long.get(found[0], found[0]), str(filled))


def _parted(arguments: Mapping[str, Argument]) -> tuple[dict[str, Argument], dict[str, str]]:
    """Return the arguments with stand-ins for what Fluent finds too long, and what they mean."""
    short, long = dict(arguments), {}
    for number, (name, value) in enumerate(arguments.items()):
        if isinstance(value, str) and len(value) > LONGEST_PART:
            short[name] = f"\ue000{number}\ue001"
            long[f"\ue000{number}\ue001"] = value
    return short, long


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
