"""Knowledge files: their folders and shapes, read into values that say their file and line."""
