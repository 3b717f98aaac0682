"""The room for questions without an answer: kept without the asker, answered by people."""
