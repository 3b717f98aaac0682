"""Tables of the room surveys."""
