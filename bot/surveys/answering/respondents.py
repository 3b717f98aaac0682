"""Who answers, worked out at the moment of a tap: the family, and what it may answer about."""

from __future__ import annotations

from bot.people.model import LEFT, Child, FamilyId, Person
from bot.people.service import People
from bot.storage.database import Connection
from bot.surveys.model import NotInvited, Respondent, Subject, Wave
from bot.surveys.questions.schema import Unit


async def respondent(
    people: People, connection: Connection, wave: Wave, person: Person
) -> Respondent:
    """Find who answers a wave.

    Args:
        people: Says which family a chat belongs to.
        connection: An open transaction.
        wave: The wave.
        person: Who taps, as they are now.

    Raises:
        NotInvited: They have no child at the wave's school.
    """
    here = [each for each in person.children if _is_pupil_of(each, wave.school_id)]
    chat = person.chat
    family = await people.family_of_chat(connection, chat) if here and chat else None
    if family is None:
        raise NotInvited
    if wave.survey.unit is Unit.CHILD:
        return Respondent(family, tuple(map(_child, sorted(here, key=_order))))
    return Respondent(family, _grades(here, family))


def _child(child: Child) -> Subject:
    there = child.school_class
    return Subject(child.id, there.grade, child.id, there.id, there.name, child.seat)


def _grades(children: list[Child], family: FamilyId) -> tuple[Subject, ...]:
    grades = sorted({child.school_class.grade for child in children})
    return tuple(Subject(grade, grade, family) for grade in grades)


def _order(child: Child) -> tuple[int, str, int, int]:
    there = child.school_class
    return there.grade, there.name, child.seat or 100, child.id


def _is_pupil_of(child: Child, school_id: int) -> bool:
    return child.school_class.school_id == school_id and child.school_class.grade != LEFT
