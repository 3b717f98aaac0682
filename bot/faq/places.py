"""Whose words hold where a child goes to school: the nation's, a region's, the school's.

The rule is one sentence: going from the widest region to the school, words that replace take
the place of everything wider, words that extend are shown beside it, and words that do not
hold today are passed over as if they were not there. So an expired price of a school gives
way to its district's rule, and without one to the national rule, never to nothing.

Everything here is pure; the files are read by `bot.faq.files.overlays`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.faq.model import (
    Entry,
    EntryId,
    LocalTexts,
    Manner,
    Overlay,
    Overlays,
    Place,
    Region,
    RegionCode,
    Variant,
)
from bot.faq.reply import Lacking, LocalPart, Shown, Whose
from bot.i18n.languages import Language

Regions = Mapping[RegionCode, Region]


@dataclass(frozen=True, slots=True)
class Here:
    """Where a family's children go to school, and what is said there today."""

    places: Sequence[Place]
    """Empty if it is not known."""
    regions: Regions
    today: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds on one entry at one place."""

    base: Overlay | None = None
    """What stands in place of the national answer; None leaves it."""
    added: tuple[Overlay, ...] = ()
    """What is shown beside it, the wider before the narrower."""

    @property
    def all(self) -> tuple[Overlay, ...]:
        """Everything that is not the national answer, in the order it is read."""
        return self.added if self.base is None else (self.base, *self.added)


@dataclass(frozen=True, slots=True)
class _Family:
    """What holds for children at several places, the common part told once."""

    base: Overlay | None
    common: tuple[Overlay, ...]
    own: tuple[tuple[Place, tuple[Overlay, ...]], ...]
    without: tuple[str, ...]

    @property
    def parts(self) -> Iterator[tuple[Overlay, str | None]]:
        """Yield what is added, with the school it is for where schools differ."""
        yield from ((overlay, None) for overlay in self.common)
        for place, overlays in self.own:
            yield from ((overlay, place.school) for overlay in overlays)


def chosen(regions: Regions, place: Place, entry: EntryId, on: date) -> Chosen:
    """Choose what holds at a place: the most specific that is valid today.

    Args:
        regions: Every region with its words.
        place: The region and the school of a child.
        entry: What was asked.
        on: Today's date at school.
    """
    found = Chosen()
    for overlays in _narrowing(regions, place):
        overlay = overlays.get(entry)
        if overlay is None or not overlay.is_current(on):
            continue
        if overlay.manner is Manner.REPLACES:
            found = Chosen(overlay)
        else:
            found = replace(found, added=(*found.added, overlay))
    return found


def chain(regions: Regions, code: str) -> list[Region]:
    """Return a region and those it lies in, the widest first; none if it is unknown."""
    found: list[Region] = []
    region = regions.get(RegionCode(code))
    while region is not None and region not in found:
        found.append(region)
        region = regions.get(region.within) if region.within else None
    return found[::-1]


def localised(shown: Shown, entry: Entry, here: Here, language: Language) -> Shown:
    """Put what holds at the places of a family's schools into an answer.

    Args:
        shown: The national answer, with its grades to choose from.
        entry: The entry it comes from.
        here: Where the children go to school.
        language: The language of the reply.
    """
    family = _family(entry, here)
    if family is None:
        reason = Lacking.NOT_ENTERED if here.places else Lacking.PLACE_UNKNOWN
        return replace(shown, lacking=reason if entry.is_local else None)
    shown = replace(shown, choices=_bands(family, shown.choices))
    if family.base is not None:
        shown = _replaced(shown, family.base, language)
    parts = [_part(one, school, shown, language) for one, school in family.parts]
    unsure = shown.grade is None and any(
        one.written.answer.variants and part.variant is None
        for (one, _), part in zip(family.parts, parts, strict=True)
    )
    return replace(
        shown,
        local=tuple(parts),
        needs_grade=shown.needs_grade or unsure,
        without=family.without if entry.is_local else (),
    )


def _narrowing(regions: Regions, place: Place) -> Iterator[Overlays]:
    """Yield what there is to say at a place, the widest region first, the school last."""
    around = chain(regions, place.region)
    yield from (region.overlays for region in around)
    if around and place.school is not None:
        yield around[-1].schools.get(place.school, {})


def _family(entry: Entry, here: Here) -> _Family | None:
    """Say once what is the same everywhere; None if nothing local holds anywhere."""
    found = {place: chosen(here.regions, place, entry.id, here.today) for place in here.places}
    if not any(one.all for one in found.values()):
        return None
    first = next(iter(found.values()))
    base = first.base if all(one.base == first.base for one in found.values()) else None
    rests = {place: one.added if base == one.base else one.all for place, one in found.items()}
    common = _common(list(rests.values()))
    return _Family(
        base=base,
        common=common,
        own=tuple((place, rest[len(common) :]) for place, rest in rests.items()),
        without=tuple(p.school for p, one in found.items() if p.school and not one.all),
    )


def _bands(family: _Family, national: tuple[Variant, ...]) -> tuple[Variant, ...]:
    """Return the grades to choose from, cut so that each fits or misses every text's grades."""
    base = national if family.base is None else family.base.written.answer.variants
    several = [base, *(one.written.answer.variants for one, _ in family.parts)]
    several = [variants for variants in several if variants]
    if len(several) < 2:  # noqa: PLR2004 - one text needs no cutting
        return several[0] if several else ()
    variants = [one for own in several for one in own]
    cuts = sorted({one.first for one in variants} | {one.last + 1 for one in variants})
    spans = ((first, end - 1) for first, end in pairwise(cuts))
    return tuple(
        Variant(first, last, "")
        for first, last in spans
        if any(one.first <= first and last <= one.last for one in variants)
    )


def _common(several: Sequence[tuple[Overlay, ...]]) -> tuple[Overlay, ...]:
    """Return what all begin with."""
    same: list[Overlay] = []
    for level in zip(*several, strict=False):
        if any(one != level[0] for one in level):
            break
        same.append(level[0])
    return tuple(same)


def _replaced(shown: Shown, overlay: Overlay, language: Language) -> Shown:
    texts = _texts(overlay, language)
    text, variant = texts.answer.for_span(shown.span)
    return replace(
        shown,
        text=text,
        variant=variant,
        needs_grade=bool(texts.answer.variants) and variant is None and shown.grade is None,
        sources=texts.sources,
        whose=Whose(texts.who, overlay.level, overlay.is_example),
    )


def _part(overlay: Overlay, school: str | None, shown: Shown, language: Language) -> LocalPart:
    texts = _texts(overlay, language)
    text, variant = texts.answer.for_span(shown.span)
    whose = Whose(texts.who, overlay.level, overlay.is_example)
    return LocalPart(whose, text, variant, texts.sources, school)


def _texts(overlay: Overlay, language: Language) -> LocalTexts:
    if language is Language.ZH_HANT and overlay.traditional is not None:
        return overlay.traditional
    if language is Language.EN and overlay.english is not None:
        return overlay.english
    return overlay.written
