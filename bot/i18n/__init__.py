"""Words: every text a person reads, in three languages."""
