"""Figures as texts, sheets, documents and pictures."""
