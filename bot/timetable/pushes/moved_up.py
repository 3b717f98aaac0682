"""Tells a family that a place in a course has become theirs, and lets them give it on.

The message goes into the outbox in the transaction that gives the place away, so nobody has a
place without being told, and it waits for the end of the family's quiet hours.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery.model import Body, Button
from bot.i18n.catalogue import Words, speaking
from bot.people.audience import Audience, Kind
from bot.people.model import Child
from bot.storage.database import Connection
from bot.timetable.model import Course, Enrolment
from bot.timetable.pushes.room import PushRoom
from bot.timetable.taps import LeaveCourse, ShowCourse


class MovedUp:
    """Tells families.

    Args:
        room: Knows whom to tell, and when.
    """

    def __init__(self, room: PushRoom) -> None:
        self._room = room

    async def tell(
        self, connection: Connection, course: Course, moved_up: Sequence[Enrolment]
    ) -> None:
        """Write to every chat of the children that have moved up."""
        numbers, now = {one.child_id for one in moved_up}, self._room.clock.now()
        audience = Audience(Kind.COURSE, course.id)
        for recipient in await self._room.people.recipients(connection, [audience]):
            for child in recipient.children:
                if child.id in numbers:
                    await self._room.outbox.enqueue(
                        connection,
                        batch=f"course:{course.id}",
                        body=_body(course, child, speaking(recipient.language)),
                        addresses=[recipient.address],
                        now=now,
                        not_before=self._room.leaves_at(recipient, now),
                    )


def _body(course: Course, child: Child, words: Words) -> Body:
    name, school_class = course.name, child.school_class.name
    buttons = (
        (Button(words("courses-button-details"), ShowCourse(course.id, child.id).pack()),),
        (Button(words("courses-button-decline"), LeaveCourse(course.id, child.id, 0).pack()),),
    )
    return Body(words("courses-moved-up", name=name, child=school_class), buttons)
