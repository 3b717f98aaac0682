"""Which answers an older message of ours shows, read from its own words.

A reply to an old answer takes that answer's topic, and a button under several answers means
all of them. The message itself says which they are, so nothing has to be remembered.
"""

from __future__ import annotations

from bot.faq.model import EntryId, Snapshot
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language


def entries_in(text: str, snapshot: Snapshot) -> tuple[EntryId, ...]:
    """Return the answers that a message shows, in its order; none for any other message.

    Args:
        text: The message, in any of our languages.
        snapshot: The answers there are now; what has gone or was renamed is not found.
    """
    headings = tuple(_heading(language) for language in Language)
    known: dict[str, EntryId] | None = None
    found: list[EntryId] = []
    for line in text.splitlines():
        heading = next((one for one in headings if line.startswith(one)), None)
        if heading is None:
            continue
        known = known or _by_question(snapshot)
        entry = known.get(line.removeprefix(heading).strip())
        if entry is not None:
            found.append(entry)
    return tuple(dict.fromkeys(found))


def _heading(language: Language) -> str:
    return speaking(language)("faq-taken-as", question="").strip()


def _by_question(snapshot: Snapshot) -> dict[str, EntryId]:
    known = {texts.question: entry for entry, texts in snapshot.traditional.items()}
    for entry in snapshot.entries.values():
        known[entry.question] = entry.id
        if entry.english is not None:
            known[entry.english.question] = entry.id
    return known
