"""Matching a parent's words to questions we know: text and numbers only.

Nothing here reads a file, a database or a setting, so every rule can be tried on a line of
text and explained by numbers.
"""
