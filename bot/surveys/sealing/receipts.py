"""Receipt codes: five words with which a family takes its answer back while a wave is open.

The code is in the button that hands in, so the same tap twice, or once more after a crash,
gives the same receipt. What the database keeps is only the number of the sealed answer, made
from the code by a slow hash and from the family's mark: whoever reads the database finds
neither the code nor which mark an answer belongs to, and a code that was overheard is of no
use to another family. One salt a wave, the public key, means one slow hash for a look-up.

The hash takes 1 MB and about 3 ms; more would not let 200 families hand in within a second,
and a code has 40 bits of chance and is worth nothing once its wave is closed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from typing import Final

from bot.i18n.languages import Language
from bot.surveys.sealing.receipt_words import CHINESE, ENGLISH

CODE_BYTES: Final = 5
RECORD_BYTES: Final = 16
_COST, _BLOCK, _PARALLEL = 1024, 8, 1
_LETTERS: Final = 7
_PLACES: Final = {word: place for words in (CHINESE, ENGLISH) for place, word in enumerate(words)}
_LONGEST_MESSAGE: Final = 120
_LABEL: Final = re.compile(r"\A[^:：]{1,20}[:：]")
_BETWEEN: Final = re.compile(r"[\s,，、。.·\-]+")
_WORDS: Final = re.compile("|".join(map(re.escape, CHINESE)) + r"|[a-z]+")


def new_code() -> str:
    """Make a code as a button carries it, seven letters."""
    return _packed(secrets.token_bytes(CODE_BYTES))


def is_code(packed: str) -> bool:
    """Say whether a button carries a code as we make them."""
    return len(packed) == _LETTERS and _unpacked(packed) is not None


def words_of(packed: str, language: Language) -> str:
    """Return a code as its five words, in English or in Chinese.

    Args:
        packed: A code for which `is_code` holds.
        language: The reader's language.
    """
    code = _unpacked(packed)
    assert code is not None
    words = ENGLISH if language is Language.EN else CHINESE
    return " ".join(words[place] for place in code)


def read(text: str) -> str | None:
    """Read a code from what somebody has typed or copied; None if it is anything else.

    Spaces, commas and a heading before a colon do not matter, nor does the language.
    """
    if len(text) > _LONGEST_MESSAGE:
        return None
    written = _BETWEEN.sub(" ", _LABEL.sub("", text.strip())).strip().lower()
    found = _WORDS.findall(written)
    if len(found) != CODE_BYTES or "".join(found) != written.replace(" ", ""):
        return None
    if not all(word in _PLACES for word in found):
        return None
    return _packed(bytes(_PLACES[word] for word in found))


def slow_hash(packed: str, public_key: bytes) -> bytes:
    """Return the slow hash of a code; takes milliseconds, so call it beside the event loop.

    Args:
        packed: The code.
        public_key: The wave's, as its salt.
    """
    return hashlib.scrypt(
        packed.encode(), salt=public_key, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=32
    )


def record_id(hashed: bytes, mark: bytes) -> bytes:
    """Return the number under which the answer with this code and mark is stored."""
    return hmac.digest(hashed, mark, "sha256")[:RECORD_BYTES]


def _packed(code: bytes) -> str:
    return base64.urlsafe_b64encode(code).decode().rstrip("=")


def _unpacked(packed: str) -> bytes | None:
    try:
        code = base64.b64decode(f"{packed}=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return code if len(code) == CODE_BYTES and _packed(code) == packed else None
