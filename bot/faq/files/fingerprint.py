"""A short mark of an entry's texts, by which a stale conversion is noticed.

A zh-Hant file carries the mark of the zh-Hans texts it was made from. When an answer is
changed and its conversion is not, the old rule must not reach parents in Taiwan's script:
the loader then leaves the conversion out and those parents read the simplified text.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass

from bot.faq.model import LocalTexts, Texts


def fingerprint(texts: Texts | LocalTexts) -> str:
    """Return twelve hexadecimal digits that change whenever a text changes."""
    written = json.dumps(texts, default=_parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _parts(value: object) -> dict[str, object]:
    assert is_dataclass(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}
