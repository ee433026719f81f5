"""How often the right statement is found first, and among the first five: dev to tune on, held only to measure."""
