"""What is asked: the shape of a survey's file, and what its answers look like."""
