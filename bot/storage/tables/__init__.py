"""Every table, one file per room; importing this package knows them all."""

from bot.storage.tables import (
    base,
    delivery,
    inbox,
    notices,
    people,
    plans,
    surveys,
    timetable,
    topics,
)

__all__ = [
    "base",
    "delivery",
    "inbox",
    "notices",
    "people",
    "plans",
    "surveys",
    "timetable",
    "topics",
]
