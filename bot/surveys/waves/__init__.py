"""A wave from its opening to its end: invitations, reminders, repetition, closing."""
