"""A reply as plain text, the same for the command line and the chat.

Plain text on purpose: no Markdown or HTML that a stray character could break. The words
around the answer come from whoever shows it, by text key, so this file knows no language.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, Protocol

from bot.faq.crisis.danger import help_lines
from bot.faq.model import Level, Source, Variant
from bot.faq.reply import Lacking, LocalPart, Offer, Reply, Shown, Whose
from bot.matching.decision import Decision

LONGEST: Final = 4096
"""Characters Telegram takes in one message."""
_LAST_PRIMARY: Final = 6
_MOST_IN_FULL: Final = 2
"""Sources that are told with number, issuer and day; of more only the first is."""
_MANY_LOCAL: Final = 2
"""With so many local rules the national one is said in its first paragraph: one screen is left."""


class Words(Protocol):
    """The catalogue of one language."""

    def __call__(self, key: str, /, **arguments: str | float) -> str:
        """Return the text of a key, its arguments filled in."""


def render(reply: Reply, words: Words) -> str:
    """Return what a parent reads.

    Args:
        reply: What is said.
        words: The catalogue of the reply's language.

    Returns:
        Plain text of at most 4,096 characters.
    """
    match reply.decision:
        case Decision.CRISIS:
            return help_lines(reply.language)
        case Decision.SMALLTALK:
            return words(f"faq-smalltalk-{reply.small_talk}")
        case Decision.ANSWER if reply.answer is not None:
            shown = (reply.answer, *reply.more)
            return _fitted(
                "\n\n————\n\n".join("\n\n".join(_parts(s, words)) for s in shown), words
            )
        case Decision.CLARIFY | Decision.SUGGEST:
            return _offered(words(f"faq-{reply.decision}"), reply.candidates, words)
        case _:
            return words("faq-abstain")


def source_line(source: Source, words: Words) -> str:
    """Return a source as 《title》（number，issuer，date，clause）, without what is unknown."""
    details = [
        source.number,
        source.issuer,
        _date(source.date, words) if source.date else None,
        source.clause,
    ]
    known = words("faq-comma").join(detail for detail in details if detail)
    if not known:
        return words("faq-source", document=source.document)
    return words("faq-source-with", document=source.document, details=known)


def grades_line(variant: Variant, words: Words) -> str:
    """Return the grades of a variant in the fewest words: 一、二年级, 三到六年级, 初中."""
    first, last = variant.first, variant.last
    if first == last:
        return words("grade", number=first)
    match first, last:
        case 1, 6:
            said = words("faq-grades-primary")
        case 7, 9:
            said = words("faq-grades-junior")
        case 10, 12:
            said = words("faq-grades-senior")
        case _:
            said = _span(first, last, words)
    return said


def _span(first: int, last: int, words: Words) -> str:
    if last > _LAST_PRIMARY:
        begin, end = (words("grade", number=number) for number in (first, last))
        return words("faq-grades-wide", first=begin, last=end)
    begin, end = (words("faq-grade-number", number=number) for number in (first, last))
    if last == first + 1:
        return words("faq-grades-two", first=begin, last=end)
    return words("faq-grades-span", first=begin, last=end)


def _parts(shown: Shown, words: Words) -> Iterator[str]:
    yield words("faq-taken-as", question=shown.question)
    yield from _local(shown, words)
    text = shown.text if len(shown.local) < _MANY_LOCAL else shown.text.partition("\n")[0]
    base = _said(shown.whose, text, shown.variant, words)
    yield f"{words('faq-national-rule')}\n{base}" if shown.local and not shown.whose else base
    yield from (words("faq-local-school-lacking", school=school) for school in shown.without)
    if shown.needs_grade:
        yield words("faq-ask-grade")
    last = [_who_decides(shown, words), _lacking(shown, words)]
    if any(last):
        yield "\n".join(line for line in last if line)
    yield _sources(shown, words)


def _said(whose: Whose | None, text: str, variant: Variant | None, words: Words) -> str:
    """Return a text with whose it is and which grades it is for, where that needs saying."""
    lines = [text]
    if variant is not None:
        lines.insert(0, words("faq-for-grades", grades=grades_line(variant, words)))
    if whose is not None:
        key = "faq-local-rule" if whose.level is Level.REGION else "faq-local-plan"
        lines.insert(0, words(key, who=whose.who))
    if whose is not None and whose.is_example:
        lines[-1] += words("faq-local-example")
    return "\n".join(lines)


def _local(shown: Shown, words: Words) -> Iterator[str]:
    """Yield what schools and regions add, the nearest first: it is what a parent acts on.

    A school's name stands above what is only for it.
    """
    groups = [(school, list(group)) for school, group in groupby(shown.local, _school)]
    for school, group in sorted(groups, key=lambda one: one[0] is None):
        parts = group[::-1]
        lines = [_said(part.whose, part.text, part.variant, words) for part in parts]
        if school is not None and any(part.whose.level is Level.REGION for part in parts):
            lines[0] = f"{words('faq-local-for-school', school=school)}\n{lines[0]}"
        yield from lines


def _school(part: LocalPart) -> str | None:
    return part.school


def _who_decides(shown: Shown, words: Words) -> str | None:
    """Say who decides and whom to ask, unless the school has decided already."""
    owners = [shown.whose, *(part.whose for part in shown.local)]
    is_said = any(one is not None and one.level is Level.SCHOOL for one in owners)
    if shown.who_decides is None or (is_said and not shown.without):
        return None
    return f"{words('faq-who-decides')}{shown.who_decides}"


def _lacking(shown: Shown, words: Words) -> str | None:
    """Say that the place's own rule is not known; whom to ask unless that is said above."""
    if shown.lacking is None:
        return None
    if shown.lacking is Lacking.PLACE_UNKNOWN:
        said = words("faq-local-place-unknown")
    else:
        said = words("faq-local-not-entered")
    return said if shown.who_decides else said + words("faq-local-ask")


def _sources(shown: Shown, words: Words) -> str:
    """Return what the answer rests on, the nearest first; of many mostly the titles."""
    near = [source for part in reversed(shown.local) for source in part.sources]
    found = list(dict.fromkeys([*near, *shown.sources]))
    lines = list(dict.fromkeys(source_line(source, words) for source in found))
    if len(lines) > _MOST_IN_FULL:
        titles = dict.fromkeys(words("faq-source", document=one.document) for one in found)
        _nearest, *others = titles
        lines = [lines[0], "".join(others)]
    heading = words("faq-sources")
    return heading + lines[0] if len(lines) == 1 else "\n".join([heading.rstrip(), *lines])


def _offered(heading: str, offers: tuple[Offer, ...], words: Words) -> str:
    lines = [f"{number}. {offer.question}" for number, offer in enumerate(offers, start=1)]
    return _fitted("\n".join([heading, *lines]), words)


def _date(written: str, words: Words) -> str:
    year, *rest = (str(int(part)) for part in written.split("-"))
    match rest:
        case [month, day]:
            return words("faq-date-day", year=year, month=month, day=day)
        case [month]:
            return words("faq-date-month", year=year, month=month)
        case _:
            return words("faq-date-year", year=year)


def _fitted(text: str, words: Words) -> str:
    if len(text) <= LONGEST:
        return text
    mark = words("faq-shortened")
    return text[: LONGEST - len(mark)] + mark
