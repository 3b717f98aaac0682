"""A family at work: the screens it sees, and what happens when it hands in."""
