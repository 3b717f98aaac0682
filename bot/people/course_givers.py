"""Who gives a course: teachers who then change its days, see who comes and write to its families.

A teacher's name in the timetable is only what parents read; this ties a course to a post, so
that a right never hangs on how a name is spelt.
"""

from __future__ import annotations

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.errors import BadOption
from bot.people.model import CourseId, Role, SchoolCourse, StaffId
from bot.people.service import People
from bot.people.store import courses
from bot.storage.database import Connection, Database


class CourseGivers:
    """Ties courses to posts.

    Args:
        database: Where the rows are.
        clock: The time, for the account.
        people: Knows posts and courses.
    """

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def of_school(self, school_id: int) -> list[tuple[SchoolCourse, tuple[StaffId, ...]]]:
        """List a school's courses by name, each with the posts that give it.

        Raises:
            SchoolMissing: There is no such school.
        """
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            given = await courses.givers(connection, school.id)
            return [
                (course, tuple(given.get(course.id, ())))
                for course in await courses.of_school(connection, school.id)
            ]

    async def course(self, course_id: int) -> SchoolCourse:
        """Find a course.

        Raises:
            CourseMissing: There is no such course.
        """
        async with self._database.read() as connection:
            return await self._people.course(connection, course_id)

    async def give(self, course_id: int, staff_id: int, *, by: Actor = OPERATOR) -> bool:
        """Let a teacher give a course; False if they do already.

        Raises:
            CourseMissing: There is no such course.
            PostMissing: Nobody holds the post.
            BadOption: The post is none of a teacher at the course's school.
        """
        async with self._database.begin() as connection:
            course = await self._people.course(connection, course_id)
            _, post = await self._people.holder(connection, staff_id, option="--staff")
            if (post.role, post.school.id) != (Role.TEACHER, course.school_id):
                message = (
                    f"--staff {staff_id}: is no teacher of school {course.school_id}; the office "
                    "has every course of its school anyway."
                )
                raise BadOption(message)
            is_new = await courses.give(connection, course.id, post.id)
            if is_new:
                await self._note(connection, by, Deed.COURSE_GIVEN, course.id, post.id)
        return is_new

    async def take(self, course_id: int, staff_id: int, *, by: Actor = OPERATOR) -> bool:
        """Take a course from a teacher; False if they do not give it.

        Raises:
            CourseMissing: There is no such course.
        """
        async with self._database.begin() as connection:
            course = await self._people.course(connection, course_id)
            gave = await courses.take(connection, course.id, StaffId(staff_id))
            if gave:
                await self._note(connection, by, Deed.COURSE_TAKEN, course.id, staff_id)
        return gave

    async def _note(
        self, connection: Connection, by: Actor, deed: Deed, course_id: CourseId, staff_id: int
    ) -> None:
        subject, now = Subject(About.COURSE, course_id), self._clock.now()
        await note(connection, by, deed, subject, at=now, post=staff_id)
