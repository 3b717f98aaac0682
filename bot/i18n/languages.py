"""The three languages we speak, and how a person's language is recognised.

zh-Hans is written by us, zh-Hant is converted from it and corrected by hand, en is
translated. Whoever speaks anything else gets zh-Hans, the language of the school.
"""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A language we speak, by its BCP 47 tag."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"

    @property
    def own_name(self) -> str:
        """The language's name in that language, for buttons."""
        return _OWN_NAMES[self]


_OWN_NAMES = {Language.ZH_HANS: "简体中文", Language.ZH_HANT: "繁體中文", Language.EN: "English"}
_TRADITIONAL_MARKS = {"hant", "tw", "hk", "mo"}


def language_of(tag: str | None) -> Language:
    """Choose our language for a client's IETF tag such as ``zh-TW`` or ``en-GB``.

    Args:
        tag: The tag as the messaging app reports it, or None.
    """
    main, *marks = (tag or "").lower().replace("_", "-").split("-")
    if main == "zh" and "hans" not in marks and _TRADITIONAL_MARKS.intersection(marks):
        return Language.ZH_HANT
    if main == "en":
        return Language.EN
    return Language.ZH_HANS
