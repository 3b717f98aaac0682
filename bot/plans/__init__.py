"""Room of the plans: everything that is to happen at a time is a row here."""
