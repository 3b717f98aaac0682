"""The floor near the ground: the database, its tables and its migrations."""
