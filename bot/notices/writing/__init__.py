"""Drafts, and what is attached to them."""
