"""Where a person's children go to school, so that they are told what holds there."""

from __future__ import annotations

from bot.chat.talk import Talk
from bot.faq.model import Place


async def places_of(talk: Talk) -> tuple[Place, ...]:
    """Return the places of the person's children, then of their posts; none for a stranger."""
    wanted = [child.school_class.school_id for child in talk.person.children]
    found = {post.school.id: post.school for post in talk.person.posts}
    if any(school_id not in found for school_id in wanted):
        found |= {school.id: school for school in await talk.services.people.schools()}
    wanted += [post.school.id for post in talk.person.posts]
    schools = [found[school_id] for school_id in dict.fromkeys(wanted) if school_id in found]
    return tuple(Place(school.region, school.name) for school in schools)
