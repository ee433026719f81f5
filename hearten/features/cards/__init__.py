"""Posts made of cards instead of a film: a few words each, with or without a picture."""
