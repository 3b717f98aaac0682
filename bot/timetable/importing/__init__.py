"""From the files that schools have to slots and courses, and what a new file changes."""
