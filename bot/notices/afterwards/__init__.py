"""After sending: how far it is, who confirmed, and what was put right or taken back."""
