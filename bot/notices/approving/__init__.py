"""The second person: who is asked, what they are shown, and what their word does."""
