"""How a notice leaves: at its time, again and again, and to other channels as well."""
