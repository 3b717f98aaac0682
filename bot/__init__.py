"""Jiaxiao (家校): a school and its parents talk about a lighter school life."""

__version__ = "0.1.0"
