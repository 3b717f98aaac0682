"""From answers to shares, means and changes; pure."""
