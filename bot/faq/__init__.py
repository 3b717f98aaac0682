"""The room of answers: what a parent asks, and what a school would sign as a reply."""
