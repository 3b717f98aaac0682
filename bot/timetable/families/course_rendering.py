"""Courses as a family reads them: which are open, when, what they cost, and that they are free.

Free as in free choice: whatever is said of a course says so, too. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.i18n.catalogue import Words
from bot.timetable.families.offers import Offer
from bot.timetable.model import Slot, Weeks


def listed(name: str, offers: Sequence[Offer], words: Words) -> str:
    """Return the courses of one child with the places left.

    Args:
        name: What the child is called: its class.
        offers: Its courses, by name.
        words: The catalogue in the reader's language.
    """
    if not offers:
        return words("courses-none", child=name)
    lines = [f"{place}. {_line(offer, words)}" for place, offer in enumerate(offers, start=1)]
    return "\n".join([words("courses-heading", child=name), *lines, "", words("courses-free")])


def detailed(name: str, offer: Offer, words: Words) -> str:
    """Return everything about one course, and how it stands with the child."""
    course = offer.course
    lines = [words("courses-one-heading", name=course.name)]
    lines += [_slot(slot, words) for slot in offer.slots]
    lines.append(_grades(offer, words))
    lines.append(_places(offer, words))
    if course.fee:
        lines.append(words("courses-fee", fee=course.fee))
    lines += ["", words("courses-free")]
    lines += _standing(name, offer, words)
    return "\n".join(lines)


def _line(offer: Offer, words: Words) -> str:
    name = offer.course.name
    if offer.mine is not None and offer.mine.has_place:
        return words("courses-line-in", name=name)
    if offer.mine is not None:
        return words("courses-line-waiting", name=name, place=offer.place_in_line)
    return words("courses-line", name=name, places=_places(offer, words))


def _places(offer: Offer, words: Words) -> str:
    if offer.course.capacity is None:
        return words("courses-places-any")
    if offer.is_full:
        count, waiting = offer.course.capacity, len(offer.state.waiting)
        return words("courses-places-full", count=count, waiting=waiting)
    return words("courses-places", count=offer.course.capacity, free=offer.state.free or 0)


def _grades(offer: Offer, words: Words) -> str:
    first, last = offer.course.first_grade, offer.course.last_grade
    if first == last:
        return words("courses-grade", grade=words("grade", number=first))
    low, high = words("grade", number=first), words("grade", number=last)
    return words("courses-grades", first=low, last=high)


def _slot(slot: Slot, words: Words) -> str:
    day = words(f"timetable-weekday-{slot.weekday}")
    if slot.weeks is not Weeks.EVERY:
        odd = slot.weeks is Weeks.ODD
        day = words("courses-weeks-odd" if odd else "courses-weeks-even", day=day)
    ends = "/".join(f"{end:%H:%M}" for end in (slot.ends_at, *slot.later_ends))
    parts = (f"{day} {slot.starts_at:%H:%M}–{ends}", slot.place, slot.teacher)
    return " · ".join(part for part in parts if part)


def _standing(name: str, offer: Offer, words: Words) -> Iterator[str]:
    if offer.mine is not None and offer.mine.has_place:
        yield words("courses-standing-in", child=name)
    elif offer.mine is not None:
        yield words("courses-standing-waiting", child=name, place=offer.place_in_line)
    if offer.is_over:
        yield words("courses-over")
