"""What an author is shown before sending: whom it reaches when, and what rules say."""
