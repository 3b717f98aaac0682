"""Times of notices: whether one can be sent then, what was typed, and what repeats. Pure."""
