"""Every table, one file per room; importing this package knows them all."""

from bot.storage.tables import (
    audit,
    backups,
    base,
    delivery,
    inbox,
    mirrors,
    notices,
    people,
    plans,
    releases,
    surveys,
    timetable,
    topics,
)

__all__ = [
    "audit",
    "backups",
    "base",
    "delivery",
    "inbox",
    "mirrors",
    "notices",
    "people",
    "plans",
    "releases",
    "surveys",
    "timetable",
    "topics",
]
