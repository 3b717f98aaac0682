"""What `knowledge check` finds beyond the shape of a single file."""
