"""What in a text would say who wrote it, as patterns; rooms that keep texts stand above it."""
