"""What families are told without asking: today, this week, what has changed, when to come."""
