"""Places on the command line: which are known, and what they still lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.errors import BadOption
from bot.faq.model import Entry, Place, Region, RegionCode, Snapshot
from bot.faq.places import chosen

Regions = Mapping[RegionCode, Region]


def place_of(region: str | None, school: str | None) -> Place | None:
    """Return the place two options name; None if neither is given.

    Raises:
        BadOption: A school is named without its region.
    """
    if region is None and school is not None:
        message = "--school: give the --region it lies in as well."
        raise BadOption(message)
    return None if region is None else Place(region, school)


def hint(regions: Regions, place: Place | None) -> str | None:
    """Return a sentence about a place nothing is entered for; None if it is known."""
    if place is None:
        return None
    region = regions.get(RegionCode(place.region))
    if region is None:
        known = ", ".join(sorted(regions)) or "none yet"
        return f"Region {place.region} has no folder, so national rules hold; known: {known}."
    if place.school is not None and place.school not in region.schools:
        known = ", ".join(sorted(region.schools)) or "none yet"
        return f"{place.school} has no file in region {place.region}; known: {known}."
    return None


def lacking(snapshot: Snapshot, place: Place, on: date) -> Iterator[Entry]:
    """Yield the entries that places decide and this one has said nothing on.

    Args:
        snapshot: The knowledge.
        place: The region, and the school if one is meant.
        on: Today's date at school; words that do not hold today count as none.
    """
    for entry in snapshot.entries.values():
        if entry.is_local and not chosen(snapshot.regions, place, entry.id, on).all:
            yield entry
