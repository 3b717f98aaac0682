"""The one way out: reads plain rows, lets figures leave, keeps account of them."""
