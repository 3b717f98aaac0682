"""Which days are school days: the public calendar, the school's own, and what is not known."""
