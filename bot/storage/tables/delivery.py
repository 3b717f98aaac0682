"""Tables of the room delivery."""
