"""What a family sees of the after-school service: its own children's days, and nobody else's."""
