"""The turn of the school year: classes move up, the highest leave, the office is reminded."""
