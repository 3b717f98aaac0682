"""Tables of the room plans."""
