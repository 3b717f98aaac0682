"""Every table, one file per room; importing this package knows them all."""

from bot.storage.tables import base, delivery, notices, people, plans, surveys, timetable

__all__ = ["base", "delivery", "notices", "people", "plans", "surveys", "timetable"]
