"""Danger: telling when a message speaks of harm, before anything else is asked of it."""
