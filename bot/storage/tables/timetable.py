"""Tables of the room timetable."""
