"""What staff change of single days, and whom they expect at the door."""
