"""What is read: the message itself, and what is said about a notice in words. Pure."""
