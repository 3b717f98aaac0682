"""Tables of the room notices."""
