"""What the matching learns from: practice messages, learned points, and the index of both."""
