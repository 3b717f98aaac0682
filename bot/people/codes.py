"""Invitation codes: opaque, short enough to copy by hand, and never kept.

Twelve characters out of an alphabet without look-alikes give 59 bits. Only the SHA-256 of
a code is stored: the codes are random and long enough that a slow hash would add nothing.
They fit Telegram's deep links (letters and digits, at most 64).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 12
_CARRIED = re.compile(
    rf"(?:start=|(?:邀请码|邀請碼|code)\W{{0,3}})((?:[{ALPHABET}][ -]?){{{LENGTH}}})(?![a-z0-9])"
)


def new_code() -> str:
    """Return a fresh code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def looks_like_code(text: str) -> bool:
    """Say whether somebody typed a code instead of pressing the link."""
    plain = plain_code(text)
    return len(plain) == LENGTH and all(character in ALPHABET for character in plain)


def code_in(text: str) -> str | None:
    """Return the code a message carries: alone, in a link, or in a forwarded invitation."""
    if looks_like_code(text):
        return plain_code(text)
    found = _CARRIED.search(unicodedata.normalize("NFKC", text).lower())
    return plain_code(found[1]) if found else None


def plain_code(typed: str) -> str:
    """Forgive capitals, wide letters, spaces and dashes in a code copied by hand."""
    narrow = unicodedata.normalize("NFKC", typed)
    return "".join(narrow.split()).replace("-", "").lower()


def hash_of(code: str) -> str:
    """Return what is stored of a code."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()
