"""From the school to its parents: written once, sent provably, confirmed by a tap."""
