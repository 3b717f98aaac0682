"""Who did what at school: an account to which entries are only ever added."""
