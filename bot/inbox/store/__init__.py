"""SQL of the inbox; private to its room."""
