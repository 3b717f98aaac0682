"""The door to the pushes: the parts that tell families, wired together."""

from __future__ import annotations

from bot.storage.database import Database
from bot.timetable.editing import Editing
from bot.timetable.pushes.changes import ChangeNotices
from bot.timetable.pushes.room import PushRoom


class Pushes:
    """What families are told without asking.

    Args:
        database: Where everything is kept.
        editing: Changes single days.
        room: Whom to tell, and how.
    """

    def __init__(self, database: Database, editing: Editing, room: PushRoom) -> None:
        self.changes = ChangeNotices(database, editing, room)
