"""What the matching learns from: practice messages, learned words, and the index of both."""
