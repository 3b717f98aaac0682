"""Measurements, each with the command that repeats it; `README.md` has the figures."""
