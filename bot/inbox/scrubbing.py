"""Takes out of a question what would say who asks; the question itself stays readable. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 160

_NUMBERS = re.compile(r"(?<![0-9])(?!12345|12356)[0-9][0-9 -]{3,}[0-9](?![0-9])")


def scrubbed(text: str) -> str:
    """Return what may be kept of a question; empty if nothing is left."""
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    plain = _NUMBERS.sub("某号码", " ".join(kept.split()))
    return plain[:LONGEST] if any(c.isalpha() for c in plain) else ""
