"""The page's colours, by their names in the style sheet: readable by day and by night.

WCAG 2.1 asks for a contrast of 4.5 between words and what they stand on (success criterion
1.4.3). Colours with transparency are left to the eye.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.sandbox

_STYLE = Path(bot.sandbox.__file__).parent / "static" / "chat.css"
_WORDS_ON = [
    ("text", "surface"),
    ("text", "surface-soft"),
    ("text", "in"),
    ("text", "out"),
    ("text", "quote-out"),
    ("soft", "surface"),
    ("soft", "surface-soft"),
    ("soft", "quote-in"),
    ("soft", "desk"),
    ("accent", "surface"),
    ("accent", "quote-in"),
    ("accent", "in"),
    ("on-accent", "accent"),
    ("danger", "surface"),
    ("bar-text", "bar"),
    ("bar-soft", "bar"),
    ("in-meta", "in"),
    ("out-meta", "out"),
    ("link", "in"),
    ("link", "out"),
    ("key-text", "in"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), _WORDS_ON)
def test_words_stand_out_from_what_they_stand_on(scheme: str, words: str, ground: str) -> None:
    colours = _colours()[scheme]

    assert _contrast(colours[words], colours[ground]) >= 4.5


def _colours() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", _STYLE.read_text("utf-8"), re.DOTALL)[:2]
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
